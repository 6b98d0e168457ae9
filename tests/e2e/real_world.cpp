#include "e2e/real_world.hpp"

#include <algorithm>
#include <filesystem>
#include <homeostat/pattern_store.hpp>
#include <stdexcept>

#include "support/git_repository.hpp"

namespace e2e {

namespace fs = std::filesystem;
using namespace homeostat;

namespace {

std::string source_of(const Bug& bug) {
  return "// Reads a " + bug.key + ".\n\nexport function " + bug.function + "(" + bug.object +
         ") {\n" + wrong_line(bug) + "\n  return value ?? \"none\";\n}\n";
}

std::string test_of(const Bug& bug) {
  return "import assert from \"node:assert/strict\";\nimport test from \"node:test\";\n\nimport "
         "{ " +
         bug.function + " } from \"../" + bug.file + "\";\n\ntest(\"" + bug.function +
         " reads what is there\", () => {\n  assert.equal(" + bug.function + "({ " + bug.member +
         ": { " + bug.key + ": \"x\" } }), \"x\");\n});\n\ntest(\"" + bug.function +
         " allows what is missing\", () => {\n  assert.equal(" + bug.function +
         "({}), \"none\");\n});\n";
}

std::string test_path(const Bug& bug) {
  const fs::path file(bug.file);
  return "tests/" + file.stem().string() + ".test.js";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::string wrong_line(const Bug& bug) {
  return "  const value = " + bug.object + "." + bug.member + "." + bug.key + ";";
}

std::string right_line(const Bug& bug) {
  return "  const value = " + bug.object + "." + bug.member + "?." + bug.key + ";";
}

std::string edit(const std::string& path, const std::string& search, const std::string& replace) {
  return path + "\n<<<<<<< SEARCH\n" + search + "\n=======\n" + replace + "\n>>>>>>> REPLACE\n";
}

RealWorld::RealWorld() {
  config.store_path = folder_ / "state.sqlite";
  config.cache_path = folder_ / "git";
  config.artifacts_path = folder_ / "artifacts";
  config.limits.rate_per_minute_max = 1000;
}

std::string RealWorld::repository(const std::string& slug) const {
  return folder_ / "repos/" + slug;
}

std::string RealWorld::forge(const std::string& slug) const { return folder_ / "forge/" + slug; }

std::string RealWorld::git(const std::string& slug, const std::string& arguments) const {
  return support::shell("cd " + repository(slug) +
                        " && env -i PATH=/usr/bin:/bin HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 "
                        "GIT_CONFIG_GLOBAL=/dev/null git -c user.name=T -c "
                        "user.email=t@example.org -c safe.directory='*' " +
                        arguments);
}

void RealWorld::add_repository(const std::string& slug, const std::vector<Bug>& bugs,
                               const Files& more) {
  fs::create_directories(repository(slug));
  fs::create_directories(forge(slug) + "/issues");
  support::write_file(repository(slug) + "/package.json",
                      "{\n  \"name\": \"kit\",\n  \"private\": true,\n  \"type\": \"module\"\n}\n");
  for (const Bug& bug : bugs) {
    support::write_file(repository(slug) + "/" + bug.file, source_of(bug));
    support::write_file(repository(slug) + "/" + test_path(bug), test_of(bug));
  }
  for (const auto& [path, content] : more) {
    support::write_file(repository(slug) + "/" + path, content);
  }
  (void)git(slug, "init --quiet --initial-branch=main .");
  (void)git(slug, "add --all .");
  (void)git(slug, "commit --quiet -m first");
  RepositoryConfig repo;
  repo.slug = RepoId{slug};
  repo.path = repository(slug);
  repo.issues_path = forge(slug);
  repo.test_command = "node --test";
  repo.labels = {"homeostat-fix"};
  config.repositories.push_back(repo);
}

int RealWorld::add_issue(const std::string& slug, const Bug& bug,
                         const std::vector<std::string>& labels) {
  const int number = ++issues_[slug];
  const std::string message = "Cannot read properties of undefined (reading '" + bug.key + "')";
  std::string joined;
  for (const std::string& label : labels)
    joined += (joined.empty() ? "" : ", ") + label;
  support::write_file(
      forge(slug) + "/issues/" + std::to_string(number) + ".md",
      "---\nnumber: " + std::to_string(number) + "\ntitle: \"[Kit] TypeError: " + message +
          "\"\nlabels: " + joined +
          "\nstate: open\n---\n## Error Details\n\n- Extension: Kit v1.0.0" +
          "\n- Message: " + message +
          "\n- Timestamp: 2026-01-01T00:00:00Z\n- Fingerprint: 0123456789ab\n\n## Stack Trace\n\n" +
          "```\nTypeError: " + message + "\n    at " + bug.function + " (" + bug.file +
          ":4:" + std::to_string(wrong_line(bug).size() - bug.key.size()) +
          ")\n```\n\n## Breadcrumbs\n\n1. opened the popup\n");
  return number;
}

void RealWorld::answer(const std::string& slug, int issue, const std::string& text) {
  testing::ScriptedAnswer scripted;
  scripted.repo = RepoId{slug};
  scripted.issue = {issue};
  scripted.text = text;
  scripted.usage = {.input = 800, .output = 300};
  model.add(scripted);
}

void RealWorld::answer_right(const std::string& slug, int issue, const Bug& bug) {
  answer(slug, issue, edit(bug.file, wrong_line(bug), right_line(bug)));
}

RunReport RealWorld::run() {
  PortOverrides overrides;
  overrides.clock = &clock;
  overrides.model = &model;
  overrides.events = &events;
  auto assembly = Assembly::make(config, overrides);
  if (!assembly) throw std::runtime_error(assembly.error().message);
  auto report = (*assembly)->engine().run();
  if (!report) throw std::runtime_error(report.error().message);
  return std::move(*report);
}

std::vector<std::string> RealWorld::pulls(const std::string& slug) const {
  std::vector<std::string> paths;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(forge(slug) + "/pulls", none)) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> contents;
  for (const std::string& path : paths)
    contents.push_back(support::read_file(path));
  return contents;
}

std::vector<std::string> RealWorld::branches(const std::string& slug) const {
  return lines_of(git(slug, "for-each-ref --format='%(refname:short)' refs/heads"));
}

std::string RealWorld::file_on(const std::string& slug, const std::string& branch,
                               const std::string& path) const {
  return git(slug, "show " + branch + ":" + path);
}

std::string RealWorld::log() const {
  std::string text;
  for (const auto& entry : fs::directory_iterator(config.artifacts_path)) {
    text += support::read_file(entry.path().string());
  }
  return text;
}

std::size_t RealWorld::patterns_stored() {
  auto assembly = Assembly::make(config, {});
  if (!assembly) throw std::runtime_error(assembly.error().message);
  auto patterns = load_patterns((*assembly)->ports().store, {});
  if (!patterns) throw std::runtime_error(patterns.error().message);
  return patterns->patterns.size();
}

std::vector<Reason> reasons_of(const IssueReport& report) {
  std::vector<Reason> reasons;
  for (const RoomVisit& visit : report.trail) {
    for (const Refusal& refusal : visit.refusals)
      reasons.push_back(refusal.reason);
  }
  return reasons;
}

bool has_reason(const IssueReport& report, Reason reason) {
  const std::vector<Reason> reasons = reasons_of(report);
  return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

}  // namespace e2e

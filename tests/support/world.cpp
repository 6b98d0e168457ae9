#include "support/world.hpp"

#include <algorithm>
#include <homeostat/ledger.hpp>
#include <map>
#include <set>
#include <stdexcept>

namespace homeostat::testing {
namespace {

constexpr const char* buggy = "export function first(list) {\n  return list.items[0]; // BUG\n}\n";

TestResult run_tests(const MemoryWorkspace& workspace, const RepoId& repo,
                     const TestRequest& request) {
  const std::string tree = request.directory.substr(std::string("memory:").size());
  for (const auto& [path, content] : workspace.files(repo, TreeId{tree})) {
    if (content.find("BUG") != std::string::npos) {
      return ended_with(1, "not ok 1 - " + path + "\nError: list is undefined\n");
    }
  }
  return ended_with(0, "ok 1\n");
}

}  // namespace

World::World(WorldOptions options)
    : entropy(options.seed), runner([this](const TestRequest& request) -> Result<TestResult> {
        return run_tests(workspace, repo, request);
      }) {
  RepositoryConfig repository;
  repository.slug = repo;
  config.repositories = {repository};
  base = workspace.add_repository(
      repo, "main", {{"src/first.js", buggy}, {"tests/first.js", "test\n"}, {"ci/x.js", "x\n"}});
}

Ports World::ports() { return {clock, entropy, store, forge, workspace, runner, model, sink}; }

RunReport World::run_with(Ports ports, std::stop_token stop) {
  auto engine = Engine::make(config, ports);
  if (!engine) throw std::runtime_error(engine.error().message);
  auto report = engine->run(std::move(stop));
  if (!report) throw std::runtime_error(report.error().message);
  return std::move(*report);
}

RunReport World::run(std::stop_token stop) { return run_with(ports(), std::move(stop)); }

IssueReport World::run_one() {
  const RunReport report = run();
  if (report.repositories.size() != 1 || report.repositories[0].issues.size() != 1) {
    throw std::runtime_error("the run did not visit exactly one issue");
  }
  return report.repositories[0].issues[0];
}

IssueNumber World::add_issue(const std::string& path, const std::string& function,
                             const std::string& message) {
  Issue issue;
  issue.title = "[Palette Kit] TypeError: " + message;
  issue.labels = {"robot"};
  issue.body =
      "## Error Details\n\n- Extension: Palette Kit v1.2.0\n- Message: " + message +
      "\n- Timestamp: 2026-01-01T00:00:00Z\n- Fingerprint: 0123456789ab\n\n## Stack Trace\n\n"
      "```\nTypeError: " +
      message + "\n    at " + function + " (" + path +
      ":2:15)\n```\n\n## Breadcrumbs\n\n1. opened the popup\n2. clicked the first colour\n";
  return forge.add_issue(repo, issue);
}

void World::answer(const std::string& path, const std::string& search, const std::string& replace,
                   Usage usage) {
  ScriptedAnswer scripted;
  scripted.purpose = "draft";
  scripted.text = "The list may be missing.\n\n" + path + "\n<<<<<<< SEARCH\n" + search +
                  "\n=======\n" + replace + "\n>>>>>>> REPLACE\n";
  scripted.usage = usage;
  model.add(scripted);
}

void World::review(bool approve) {
  ScriptedAnswer scripted;
  scripted.purpose = "review";
  scripted.text = approve ? R"({"verdict": "approve", "reasons": ["right"]})"
                          : R"({"verdict": "reject", "reasons": ["hides the cause"]})";
  scripted.usage = {.input = 900, .output = 100};
  model.add(scripted);
}

std::vector<std::string> broken_invariants(World& world) {
  std::vector<std::string> broken;
  std::map<std::string, int> open_by_head;
  for (const PullRequest& pull : world.pulls()) {
    if (pull.state == PullState::open && ++open_by_head[pull.head] > 1) {
      broken.push_back("one_pr: two open pull requests of " + pull.head);
    }
    const CommitId head = world.workspace.head_of(world.repo, pull.head);
    if (head.empty()) {
      broken.push_back("proof: " + pull.head + " has no branch");
      continue;
    }
    const auto commit = world.workspace.find_commit(world.repo, head);
    if (commit.parent != world.base) broken.push_back("proof: parent is not the proved base");
    for (const auto& [path, content] : world.workspace.files(world.repo, commit.tree)) {
      if (content.find("BUG") != std::string::npos) {
        broken.push_back("proof: " + path + " of a published tree fails its tests");
      }
    }
  }
  Ledger ledger(world.store, world.config.money);
  auto accounts =
      ledger.accounts({RunId{"observer"}, world.repo, "observer"}, world.clock.now(), {});
  if (!accounts) broken.push_back("money: " + accounts.error().message);
  for (const Account& account : accounts ? *accounts : std::vector<Account>{}) {
    if (account.cap && account.settled + account.reserved > *account.cap) {
      broken.push_back("money: " + account.scope + " is above its cap");
    }
  }
  if (world.config.environment != Environment::production) {
    for (const Record& record : world.store.records()) {
      if (record.key.kind == "pattern") broken.push_back("learning: a pattern outside production");
    }
  }
  std::set<std::string> visited;
  for (const Event& event : world.sink.events(EventKind::metrics)) {
    const std::string visit = event.run.str() + " " + std::to_string(event.issue.value);
    if (!visited.insert(visit).second) {
      broken.push_back("trail: two records of issue " + std::to_string(event.issue.value));
    }
  }
  return broken;
}

}  // namespace homeostat::testing

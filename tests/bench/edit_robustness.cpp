/// How many corrupted answers are understood, beside `git apply` and `patch -F3` on the same
/// corrupted diffs. HOMEOSTAT_HISTORY_REPO names git repositories (':' between them) whose small
/// patches are corrupted; without it the patches are generated. HOMEOSTAT_BENCH_SAMPLES says how
/// many answers are made. Prints shares of applied as meant, refused, applied wrongly.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include <homeostat/prompt.hpp>

#include "core/diff/history.hpp"
#include "core/prompt/corrupt.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
namespace fs = std::filesystem;

namespace {

struct Shares {
  int right = 0;
  int refused = 0;
  int wrong = 0;
  void count(bool applied, bool as_meant) { ++(as_meant ? right : applied ? wrong : refused); }
};

std::ostream& operator<<(std::ostream& out, const Shares& shares) {
  const double all = std::max(1, shares.right + shares.refused + shares.wrong) / 100.0;
  return out << "applied " << shares.right / all << " %, refused " << shares.refused / all
             << " %, wrong " << shares.wrong / all << " % (" << shares.wrong << ") of "
             << shares.right + shares.refused + shares.wrong;
}

bool is_small_text(const history::Case& c) {
  if (!c.before || !c.after || c.before->content.size() > 200'000) return false;
  if (c.before->path != c.after->path || c.before->path.find(' ') != std::string::npos) {
    return false;
  }
  const auto text = [](const std::string& content) {
    return content.find('\0') == std::string::npos && content.find('\r') == std::string::npos &&
           content.ends_with('\n');
  };
  const PatchStats stats = stats_of({{c.parsed}});
  return stats.diff_lines() > 0 && stats.diff_lines() <= 40 && text(c.before->content) &&
         text(c.after->content);
}

std::vector<corrupt::Change> load_changes() {
  std::vector<corrupt::Change> changes;
  const char* repositories = std::getenv("HOMEOSTAT_HISTORY_REPO");
  std::istringstream list(repositories == nullptr ? "" : repositories);
  for (std::string repository; std::getline(list, repository, ':');) {
    for (const history::Case& c : history::load(repository, 20'000)) {
      if (is_small_text(c))
        changes.push_back({c.before->path, c.before->content, c.after->content});
    }
  }
  return changes;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// One program on the diff alone: its exit says whether it applied.
void run_program(const std::string& command, const corrupt::Sample& sample, Shares& shares) {
  const support::TemporaryFolder folder;
  const fs::path root(folder.path());
  const fs::path file = root / sample.change.path;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << sample.change.before;
  std::ofstream(root / "answer.diff", std::ios::binary) << sample.diff;
  const std::string line = "cd '" + root.string() + "' && " + command + " >/dev/null 2>&1";
  const bool applied = std::system(line.c_str()) == 0;
  shares.count(applied, applied && read_file(file) == sample.change.after);
}

}  // namespace

TEST_CASE("corrupted answers, beside git apply and patch -F3") {
  const std::uint64_t seed = corrupt::seed();
  corrupt::Random random(seed);
  const std::vector<corrupt::Change> changes = load_changes();
  const char* wanted = std::getenv("HOMEOSTAT_BENCH_SAMPLES");
  const int samples = wanted == nullptr ? 2000 : std::atoi(wanted);
  Shares all;
  Shares diffs;
  Shares git;
  Shares patch;
  std::map<std::string, Shares> forms;
  const bool show = std::getenv("HOMEOSTAT_TEST_SHOW") != nullptr;
  for (int i = 0; i < samples; ++i) {
    const corrupt::Change change =
        changes.empty() ? corrupt::make_change(random) : random.pick(changes);
    const corrupt::Sample sample = corrupt::make_sample(random, change);
    const AnswerResult read = parse_answer(
        sample.answer, {{sample.change.path, FileMode::regular, sample.change.before}});
    const bool applied = read.patch.has_value();
    const bool as_meant = applied && read.writes.at(0).content == sample.change.after;
    all.count(applied, as_meant);
    forms[sample.kind.substr(0, sample.kind.find('+'))].count(applied, as_meant);
    if (show && !as_meant) {
      std::cout << "=== " << sample.kind << (applied ? " WRONG " : " refused ")
                << (read.refusal ? read.refusal->detail : "") << "\n--- answer\n"
                << sample.answer << "--- got\n"
                << (applied ? read.writes.at(0).content.value_or("") : "") << "--- meant\n"
                << sample.change.after << "\n";
    }
    if (sample.diff.empty()) continue;
    diffs.count(applied, as_meant);
    run_program("git apply answer.diff", sample, git);
    run_program("patch -p1 -F3 --batch --forward -i answer.diff", sample, patch);
  }
  std::cout << "seed " << seed << ", " << changes.size() << " real patches\nall answers: " << all
            << "\n";
  for (const auto& [form, shares] : forms)
    std::cout << "  " << form << ": " << shares << "\n";
  std::cout << "diffs only: " << diffs << "\n  git apply: " << git << "\n  patch -F3: " << patch
            << "\n";
  CHECK(all.right > 0);
}

#pragma once

/// A small world of doubles in which whole walks happen: one repository with one bug.
/// Its tests fail as long as a file holds the word BUG.

#include <homeostat/engine.hpp>
#include <homeostat/testing/memory_forge.hpp>
#include <homeostat/testing/memory_store.hpp>
#include <homeostat/testing/memory_workspace.hpp>
#include <homeostat/testing/recording_sink.hpp>
#include <homeostat/testing/scripted_model.hpp>
#include <homeostat/testing/scripted_runner.hpp>
#include <homeostat/testing/seeded_entropy.hpp>
#include <homeostat/testing/sim_clock.hpp>
#include <string>
#include <vector>

namespace homeostat::testing {

struct WorldOptions {
  std::uint64_t seed = 1;
};

class World {
 public:
  explicit World(WorldOptions options = {});
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  [[nodiscard]] Ports ports();
  /// One run with `config`, which must be valid.
  RunReport run(std::stop_token stop = {});
  RunReport run_with(Ports ports, std::stop_token stop = {});
  /// The only report of a run that visits one issue.
  IssueReport run_one();

  /// An issue about `function` failing in `path`. Returns its number.
  IssueNumber add_issue(const std::string& path, const std::string& function,
                        const std::string& message = "Cannot read properties of undefined");
  /// A model answer that replaces `search` by `replace` in `path`.
  void answer(const std::string& path, const std::string& search, const std::string& replace,
              Usage usage = {.input = 800, .output = 300});
  /// A review answer.
  void review(bool approve);

  [[nodiscard]] std::vector<PullRequest> pulls() const { return forge.pull_requests(repo); }
  [[nodiscard]] std::size_t metrics_count() const { return sink.events(EventKind::metrics).size(); }

  RepoId repo{"acme/palette-kit"};
  Config config;
  SimClock clock;
  SeededEntropy entropy;
  MemoryStore store;
  MemoryWorkspace workspace;
  MemoryForge forge{&workspace};
  ScriptedRunner runner;
  ScriptedModel model;
  RecordingSink sink;
  CommitId base;
};

/// Checks the invariants that can be seen from outside after a run; each failure prints its name.
/// Empty: all hold.
[[nodiscard]] std::vector<std::string> broken_invariants(World& world);

}  // namespace homeostat::testing

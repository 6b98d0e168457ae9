// One of each double, as a bundle of ports.
#pragma once

#include <homeostat/engine.hpp>
#include <homeostat/testing/memory_forge.hpp>
#include <homeostat/testing/memory_store.hpp>
#include <homeostat/testing/memory_workspace.hpp>
#include <homeostat/testing/recording_sink.hpp>
#include <homeostat/testing/scripted_model.hpp>
#include <homeostat/testing/scripted_runner.hpp>
#include <homeostat/testing/seeded_entropy.hpp>
#include <homeostat/testing/sim_clock.hpp>

struct Doubles {
  homeostat::testing::SimClock clock;
  homeostat::testing::SeededEntropy entropy{1};
  homeostat::testing::MemoryStore store;
  homeostat::testing::MemoryWorkspace workspace;
  homeostat::testing::MemoryForge forge;
  homeostat::testing::ScriptedRunner runner;
  homeostat::testing::ScriptedModel model;
  homeostat::testing::RecordingSink sink;
  homeostat::CommitId head = prepare();

  homeostat::CommitId prepare() {
    const homeostat::RepoId repo{"acme/palette-kit"};
    forge.add_issue(repo, {});
    homeostat::testing::ScriptedAnswer answer;
    answer.text = "an answer";
    model.add(answer);
    return workspace.add_repository(repo, "main", {{"a", "1"}});
  }
  homeostat::Ports ports() {
    return {clock, entropy, store, forge, workspace, runner, model, sink};
  }
};

/// Calls every port function once; gives how many calls failed. `known_head` stands in for the
/// head of main where asking for it failed.
inline int call_everything(homeostat::Ports ports, const homeostat::CommitId& known_head) {
  using namespace homeostat;
  const RepoId repo{"acme/palette-kit"};
  int failed = 0;
  const auto count = [&](const auto& result) { failed += result.has_value() ? 0 : 1; };
  (void)ports.clock.now();
  (void)ports.clock.monotonic();
  count(ports.clock.sleep_for(Milliseconds{1}, {}));
  std::byte bytes[4];
  count(ports.entropy.fill(bytes));
  count(ports.store.get({"k", "i"}, {}));
  count(ports.store.scan({.kind = "k"}, {}));
  count(ports.store.commit({}, {{{"k", "i"}, "{}"}}, {}));
  count(ports.forge.list_issues(repo, {}, {}));
  count(ports.forge.find_issue(repo, IssueNumber{1}, {}));
  count(ports.forge.find_pull_requests(repo, "h", {}));
  NewPullRequest pull;
  pull.head = "h";
  count(ports.forge.create_pull_request(repo, pull, {}));
  PullRequestUpdate update;
  update.number = PullNumber{2};
  count(ports.forge.update_pull_request(repo, update, {}));
  count(ports.forge.upsert_comment(repo, IssueNumber{1}, "m", "m", {}));
  count(ports.forge.add_labels(repo, IssueNumber{1}, {"x"}, {}));
  const auto found = ports.workspace.head(repo, "main", {});
  count(found);
  const CommitId head = found && *found ? **found : known_head;
  count(ports.workspace.list(repo, head, {}));
  count(ports.workspace.read(repo, head, "a", 9, {}));
  const auto tree = ports.workspace.write_tree(repo, head, {{"a", FileMode::regular, "2"}}, {});
  count(tree);
  const auto base = ports.workspace.tree_of(repo, head, {});
  count(base);
  const TreeId used = tree ? *tree : (base ? *base : TreeId{});
  count(ports.workspace.checkout(repo, used, {}));
  const auto made = ports.workspace.commit(repo, {head, used, "m", {}}, {});
  count(made);
  count(ports.workspace.push(repo, {"b", made ? *made : head, {}}, {}));
  count(ports.tests.run({}, {}));
  count(ports.model.complete({}, {}));
  count(ports.events.emit({}));
  return failed;
}

/// How many calls of call_everything can fail.
inline constexpr std::int64_t calls_of_everything = 23;

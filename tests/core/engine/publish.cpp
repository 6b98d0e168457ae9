#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::broken_invariants;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;

TEST_CASE("a report that says something new updates the open pull request with a better patch") {
  Prepared world;
  world.answer_right();
  const IssueReport first = world.run_one();
  Issue issue = world.current_issue();
  issue.body += "3. closed the popup\n";
  world.forge.add_issue(world.repo, issue);
  world.answer("src/first.js", "  return list.items[0]; // BUG",
               "  return list ? list.items[0] : null;");
  const IssueReport second = world.run_one();
  CHECK(second.outcome == IssueOutcome::pr_updated);
  CHECK(second.fingerprint == first.fingerprint);
  CHECK(world.pulls().size() == 1);
  CHECK(broken_invariants(world).empty());
}

TEST_CASE("the same patch for a report that says something new is not published again") {
  Prepared world;
  world.answer_right();
  (void)world.run_one();
  Issue issue = world.current_issue();
  issue.body += "3. closed the popup\n";
  world.forge.add_issue(world.repo, issue);
  const CommitId head = world.workspace.head_of(world.repo, world.pulls()[0].head);
  world.answer_right();
  const IssueReport second = world.run_one();
  CHECK(reason_of(second) == Reason::pr_exists);
  CHECK(world.workspace.head_of(world.repo, world.pulls()[0].head) == head);
}

TEST_CASE("a branch of our name that the engine did not write is left alone") {
  Prepared world;
  world.answer_right();
  world.config.dry_run = true;
  const std::string branch = world.run_one().branch;
  world.config.dry_run = false;
  const CommitId theirs = world.workspace.commit_by_hand(world.repo, branch, {{"src/x.js", "x\n"}});
  world.answer_right();
  CHECK(reason_of(world.run_one()) == Reason::human_took_over);
  CHECK(world.workspace.head_of(world.repo, branch) == theirs);
  CHECK(world.pulls().empty());
}

TEST_CASE("a dry run does everything up to publication and writes nothing") {
  Prepared world;
  world.config.dry_run = true;
  world.config.environment = Environment::production;
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::dry_run);
  CHECK(world.pulls().empty());
  CHECK(world.workspace.branches(world.repo) == std::vector<std::string>{"main"});
  CHECK(world.forge.comments(world.repo, world.issue).empty());
  for (const Record& record : world.store.records())
    CHECK(record.key.kind != "pattern");
}

TEST_CASE("a moved base is not published on") {
  Prepared world;
  world.answer_right();
  world.model.on_request([&](const ModelRequest&) {
    world.workspace.commit_by_hand(world.repo, "main", {{"src/new.js", "new\n"}});
  });
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::stale_base);
  CHECK_FALSE(report.cooldown_until);
  CHECK(world.pulls().empty());
}

TEST_CASE("a kill switch that is set during a run stops its publication") {
  Prepared world;
  world.answer_right();
  world.model.on_request([&](const ModelRequest&) {
    REQUIRE(world.store.commit({}, {{{"kill_switch", "*"}, "{}"}}, {}));
  });
  CHECK(reason_of(world.run_one()) == Reason::kill_switch);
  CHECK(world.pulls().empty());
}

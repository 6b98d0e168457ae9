#include <homeostat/attempts.hpp>
#include <homeostat/lease.hpp>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;
using homeostat::testing::World;

TEST_CASE("a second run on the same state opens nothing and spends nothing") {
  Prepared world;
  world.answer_right();
  (void)world.run_one();
  const IssueReport again = world.run_one();
  CHECK(again.outcome == IssueOutcome::skipped);
  CHECK(reason_of(again) == Reason::pr_exists);
  CHECK(again.cost == Money{});
  CHECK(world.pulls().size() == 1);
  CHECK(world.model.requests().size() == 1);
}

TEST_CASE("a failed attempt cools down for 24, 48 and 96 hours and is then exhausted") {
  Prepared world;
  constexpr Milliseconds hour{3'600'000};
  for (const int hours : {24, 48, 96}) {
    world.answer_wrong();
    const IssueReport failed = world.run_one();
    CHECK(failed.outcome == IssueOutcome::refused);
    REQUIRE(failed.cooldown_until);
    CHECK(*failed.cooldown_until == world.clock.now() + hours * hour);
    CHECK(reason_of(world.run_one()) == (hours == 96 ? Reason::exhausted : Reason::cooldown));
    world.clock.advance(hours * hour);
  }
  CHECK(reason_of(world.run_one()) == Reason::exhausted);
  const IssueReport last = world.run_one();
  REQUIRE(reset_attempts(world.store, world.repo, last.fingerprint, {}));
  world.answer_right();
  CHECK(world.run_one().outcome == IssueOutcome::pr_created);
}

TEST_CASE("a pull request of ours that somebody else committed to is left alone") {
  Prepared world;
  world.answer_right();
  (void)world.run_one();
  const std::string branch = world.pulls()[0].head;
  const CommitId theirs = world.workspace.commit_by_hand(world.repo, branch, {{"src/x.js", "x\n"}});
  CHECK(reason_of(world.run_one()) == Reason::human_took_over);
  CHECK(world.workspace.head_of(world.repo, branch) == theirs);
}

TEST_CASE("a declined pull request is not reopened, and a merged one not repeated") {
  Prepared world;
  world.answer_right();
  const IssueReport first = world.run_one();
  world.forge.set_state(world.repo, first.pull, PullState::closed);
  CHECK(reason_of(world.run_one()) == Reason::pr_declined);
  world.forge.set_state(world.repo, first.pull, PullState::merged);
  CHECK(reason_of(world.run_one()) == Reason::pr_exists);
  CHECK(world.pulls().size() == 1);
}

TEST_CASE("a run opens no more pull requests in a repository than it may") {
  World world;
  CommitId head;
  for (const char* name : {"a", "b", "c"}) {
    const std::string path = std::string("src/") + name + ".js";
    const std::string line = std::string("  return ") + name + ".x[0]; // BAD";
    world.base = world.workspace.commit_by_hand(
        world.repo, "main",
        {{path, "export function f(" + std::string(name) + ") {\n" + line + "\n}\n"},
         {"src/first.js", "fine\n"}});
    world.add_issue(path, "f", std::string("reading '") + name + "'");
    world.answer(path, line, "  return " + std::string(name) + "?.x?.[0];");
  }
  const RunReport report = world.run();
  const auto& issues = report.repositories.at(0).issues;
  REQUIRE(issues.size() == 3);
  CHECK(world.pulls().size() == 2);
  CHECK(reason_of(issues[2]) == Reason::pr_budget);
  CHECK(issues[2].cost == Money{});
  CHECK(report.repositories[0].created == 2);
}

TEST_CASE("a kill switch stops a repository before anything is spent") {
  Prepared world;
  world.answer_right();
  SECTION("of the organisation") { world.config.organisation_kill_switch = "incident 12"; }
  SECTION("of the configuration") { world.config.repositories[0].enabled = false; }
  SECTION("in the store") {
    REQUIRE(world.store.commit({}, {{{"kill_switch", world.repo.str()}, "{}"}}, {}));
  }
  CHECK(reason_of(world.run_one()) == Reason::kill_switch);
  CHECK(world.model.requests().empty());
  CHECK(world.forge.comments(world.repo, world.issue).empty());
}

TEST_CASE("an error that another run holds now is busy, and free when its lease has run out") {
  Prepared world;
  world.config.dry_run = true;
  world.answer_right();
  const IssueReport dry = world.run_one();
  world.config.dry_run = false;
  const std::string key = world.repo.str() + " " + dry.fingerprint.str();
  const auto held =
      acquire_lease(world.store, key, "run-other", world.clock.now(), Milliseconds{60'000}, {});
  REQUIRE(held);
  REQUIRE(*held);
  world.answer_right();
  const IssueReport busy = world.run_one();
  CHECK(reason_of(busy) == Reason::busy);
  CHECK(busy.outcome == IssueOutcome::skipped);
  CHECK(world.model.requests().size() == 1);
  CHECK(*holds_lease(world.store, **held, world.clock.now(), {}));
  world.clock.advance(Milliseconds{60'000});
  CHECK(world.run_one().outcome == IssueOutcome::pr_created);
}

TEST_CASE("attempts beyond the rate wait for the next minute and cost nothing") {
  Prepared world;
  world.workspace.commit_by_hand(world.repo, "main",
                                 {{"src/second.js", "export function second() {}\n"}});
  world.config.limits.rate_per_minute_max = 1;
  world.add_issue("src/second.js", "second", "second is not what it was");
  world.answer_right();
  const RunReport report = world.run();
  const auto& issues = report.repositories.at(0).issues;
  REQUIRE(issues.size() == 2);
  CHECK(issues[0].outcome == IssueOutcome::pr_created);
  CHECK(reason_of(issues[1]) == Reason::rate_limited);
  CHECK(issues[1].cost == Money{});
  CHECK_FALSE(issues[1].cooldown_until);
}

TEST_CASE("an open pull request on our branch that the store knows nothing of is left alone") {
  Prepared world;
  world.config.dry_run = true;
  world.answer_right();
  const std::string branch = world.run_one().branch;
  world.config.dry_run = false;
  world.workspace.commit_by_hand(world.repo, branch, {{"src/x.js", "x\n"}});
  NewPullRequest theirs;
  theirs.title = "by hand";
  theirs.head = branch;
  theirs.base = "main";
  REQUIRE(world.forge.create_pull_request(world.repo, theirs, {}));
  CHECK(reason_of(world.run_one()) == Reason::pr_exists);
  REQUIRE(world.pulls().size() == 1);
  CHECK(world.pulls()[0].title == "by hand");
}

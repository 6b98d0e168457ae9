#include <functional>
#include <homeostat/journal.hpp>

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

namespace {

/// A forge whose answers to new pull requests get lost, or that takes none.
struct BadForge : homeostat::testing::MemoryForge {
  using MemoryForge::MemoryForge;
  ErrorCode code = ErrorCode::transport;
  bool acts = true;
  Result<PullRequest> create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                          const CallContext& context) override {
    if (acts) (void)MemoryForge::create_pull_request(repo, pull, context);
    return Error{code, "no answer"};
  }
};

/// A workspace where something happens at each push.
struct BusyWorkspace : homeostat::testing::MemoryWorkspace {
  std::function<Status(const PushRequest&)> at_push;
  Status push(const RepoId& repo, const PushRequest& request, const CallContext& context) override {
    if (const Status done = at_push(request); !done) return done;
    return MemoryWorkspace::push(repo, request, context);
  }
};

/// A world around a busy workspace, with a forge that knows its branches.
struct BusyWorld : Prepared {
  BusyWorld() {
    const CommitRequest commit = workspace.find_commit(repo, base);
    base = busy.add_repository(repo, "main", workspace.files(repo, commit.tree));
    threads.add_issue(repo, current_issue());
    answer_right();
  }
  IssueReport run_busy() {
    Ports all{clock, entropy, store, threads, busy, runner, model, sink};
    return run_with(all).repositories.at(0).issues.at(0);
  }
  bool has_intent() {
    auto intents = open_intents(store, repo, {});
    return intents && !intents->empty();
  }
  BusyWorkspace busy;
  homeostat::testing::MemoryForge threads{&busy};
};

IssueReport run_on(Prepared& world, Forge& forge) {
  Ports ports{world.clock,     world.entropy, world.store, forge,
              world.workspace, world.runner,  world.model, world.sink};
  return world.run_with(ports).repositories.at(0).issues.at(0);
}

}  // namespace

TEST_CASE("a pull request whose answer was lost is looked for, not opened twice") {
  Prepared world;
  BadForge forge{&world.workspace};
  forge.add_issue(world.repo, world.current_issue());
  world.answer_right();
  const IssueReport report = run_on(world, forge);
  CHECK(report.outcome == IssueOutcome::pr_created);
  REQUIRE(forge.pull_requests(world.repo).size() == 1);
  CHECK(report.pull == forge.pull_requests(world.repo)[0].number);
}

TEST_CASE("a forge that takes no pull request fails the walk, and no attempt is counted") {
  for (const ErrorCode code : {ErrorCode::transport, ErrorCode::denied}) {
    Prepared world;
    BadForge forge{&world.workspace};
    forge.add_issue(world.repo, world.current_issue());
    forge.code = code;
    forge.acts = false;
    world.answer_right();
    const IssueReport report = run_on(world, forge);
    CHECK(report.outcome == IssueOutcome::failed);
    REQUIRE(report.error);
    CHECK(report.error->code == code);
    CHECK_FALSE(report.cooldown_until);
    CHECK(report.cost > Money{});
  }
}

TEST_CASE("a push whose answer was lost is looked for, and the publication goes on") {
  BusyWorld world;
  world.busy.at_push = [&](const PushRequest& request) -> Status {
    REQUIRE(world.busy.MemoryWorkspace::push(world.repo, request, {}));
    return Error{ErrorCode::transport, "connection reset"};
  };
  CHECK(world.run_busy().outcome == IssueOutcome::pr_created);
  CHECK(world.threads.pull_requests(world.repo).size() == 1);
}

TEST_CASE("a branch that somebody makes at the moment of the push is theirs") {
  BusyWorld world;
  CommitId theirs;
  world.busy.at_push = [&](const PushRequest& request) -> Status {
    theirs = world.busy.commit_by_hand(world.repo, request.branch, {{"src/x.js", "x\n"}});
    return {};
  };
  const IssueReport report = world.run_busy();
  CHECK(reason_of(report) == Reason::conflict);
  CHECK(world.busy.head_of(world.repo, report.branch) == theirs);
  CHECK(world.threads.pull_requests(world.repo).empty());
  CHECK_FALSE(world.has_intent());
}

TEST_CASE("a push that is not possible fails the walk and stays in the journal") {
  BusyWorld world;
  world.busy.at_push = [](const PushRequest&) -> Status {
    return Error{ErrorCode::denied, "the branch is protected"};
  };
  CHECK(world.run_busy().outcome == IssueOutcome::failed);
  CHECK(world.has_intent());
  CHECK(world.threads.pull_requests(world.repo).empty());
}

TEST_CASE("a kill switch between push and pull request stops there, and a later run goes on") {
  BusyWorld world;
  const RecordKey off{"kill_switch", "*"};
  world.busy.at_push = [&](const PushRequest&) {
    return world.store.commit({}, {{off, "{}"}}, {});
  };
  CHECK(reason_of(world.run_busy()) == Reason::kill_switch);
  CHECK(world.threads.pull_requests(world.repo).empty());
  CHECK(reason_of(world.run_busy()) == Reason::kill_switch);
  CHECK(world.threads.pull_requests(world.repo).empty());
  REQUIRE(world.store.commit({}, {{off, std::nullopt}}, {}));
  CHECK(world.run_busy().outcome == IssueOutcome::pr_created);
  CHECK(world.model.requests().size() == 1);
  CHECK_FALSE(world.has_intent());
}

TEST_CASE("a lease that ran out while testing publishes nothing, not even a branch") {
  Prepared world;
  world.answer_right();
  homeostat::testing::ScriptedRunner slow{[&world](const TestRequest&) -> Result<TestResult> {
    world.clock.advance(world.config.limits.lease_ttl_ms * 2);
    return homeostat::testing::ended_with(0);
  }};
  // One run of tests only: the next one would notice the loss before it starts.
  world.config.require_reproduction = false;
  Ports ports{world.clock,     world.entropy, world.store, world.forge,
              world.workspace, slow,          world.model, world.sink};
  const RunReport run = world.run_with(ports);
  CHECK(reason_of(run.repositories.at(0).issues.at(0)) == Reason::lease_lost);
  CHECK(world.workspace.branches(world.repo) == std::vector<std::string>{"main"});
}

TEST_CASE("a pull request that is closed while its better patch is made stays closed") {
  Prepared world;
  world.answer_right();
  const IssueReport first = world.run_one();
  Issue issue = world.current_issue();
  issue.body += "3. closed the popup\n";
  world.forge.add_issue(world.repo, issue);
  world.answer("src/first.js", "  return list.items[0]; // BUG",
               "  return list ? list.items[0] : null;");
  world.model.on_request([&](const ModelRequest&) {
    world.forge.set_state(world.repo, first.pull, PullState::closed);
  });
  CHECK(reason_of(world.run_one()) == Reason::pr_declined);
  REQUIRE(world.pulls().size() == 1);
  CHECK(world.pulls()[0].state == PullState::closed);
}

TEST_CASE("an error that comes back after a merge gets a new pull request") {
  Prepared world;
  world.answer_right();
  const IssueReport first = world.run_one();
  world.forge.set_state(world.repo, first.pull, PullState::merged);
  Issue issue = world.current_issue();
  issue.body += "3. closed the popup\n";
  world.forge.add_issue(world.repo, issue);
  world.answer("src/first.js", "  return list.items[0]; // BUG",
               "  return list ? list.items[0] : null;");
  const IssueReport second = world.run_one();
  CHECK(second.outcome == IssueOutcome::pr_created);
  CHECK(second.pull != first.pull);
  CHECK(broken_invariants(world).empty());
}

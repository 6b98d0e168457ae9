#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;
using homeostat::testing::reasons_in;

TEST_CASE("tests that pass without the patch are not a reproduction") {
  Prepared world;
  world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/first.js", "export function first(list) {\n  return list.items[0];\n}\n"}});
  world.answer("src/first.js", "  return list.items[0];", "  return list?.items?.[0];");
  SECTION("by default a draft that says so") {
    const IssueReport report = world.run_one();
    CHECK(report.outcome == IssueOutcome::pr_created);
    REQUIRE(report.proof);
    CHECK_FALSE(report.proof->reproduced);
    CHECK(world.pulls()[0].body.find("**Not reproduced:**") != std::string::npos);
  }
  SECTION("a refusal where the policy wants one") {
    world.config.require_reproduction = true;
    const IssueReport report = world.run_one();
    CHECK(world.pulls().empty());
    CHECK(report.trail.at(5).refusals.at(0).reason == Reason::not_reproduced);
  }
}

TEST_CASE("tests that still fail with the patch refuse it") {
  Prepared world;
  world.answer_wrong();
  const IssueReport report = world.run_one();
  CHECK(reasons_in(report, Room::prove) == std::vector<Reason>{Reason::tests_failed});
  CHECK(world.pulls().empty());
}

TEST_CASE("a command that cannot be started is a matter of the machine, not of the error") {
  Prepared world;
  world.answer_right();
  homeostat::testing::ScriptedRunner missing{[](const TestRequest&) -> Result<TestResult> {
    return Error{ErrorCode::unsupported, "no such program: npm"};
  }};
  Ports ports{world.clock,     world.entropy, world.store, world.forge,
              world.workspace, missing,       world.model, world.sink};
  const RunReport run = world.run_with(ports);
  const IssueReport& report = run.repositories.at(0).issues.at(0);
  CHECK(reason_of(report) == Reason::setup_failed);
  CHECK_FALSE(report.cooldown_until);
}

TEST_CASE("tests beyond their time limit are a refusal of their own") {
  Prepared world;
  world.answer_right();
  homeostat::testing::ScriptedRunner slow{[](const TestRequest&) -> Result<TestResult> {
    TestResult result = homeostat::testing::ended_with(-1);
    result.timed_out = true;
    return result;
  }};
  Ports ports{world.clock,     world.entropy, world.store, world.forge,
              world.workspace, slow,          world.model, world.sink};
  const RunReport run = world.run_with(ports);
  CHECK(reasons_in(run.repositories.at(0).issues.at(0), Room::prove).at(0) == Reason::timeout);
}

TEST_CASE("a run that lost its lease while testing publishes nothing") {
  Prepared world;
  world.answer_right();
  homeostat::testing::ScriptedRunner slow{[&world](const TestRequest& request) {
    // Longer than the lease lives, and another run takes it meanwhile.
    world.clock.advance(Milliseconds{600'000});
    for (const Record& record : world.store.records()) {
      if (record.key.kind == "lease") {
        REQUIRE(world.store.commit({}, {{record.key, std::nullopt}}, {}));
      }
    }
    if (const Status waited = request.on_wait(); !waited) {
      return Result<TestResult>(waited.error());
    }
    return Result<TestResult>(homeostat::testing::ended_with(0));
  }};
  Ports ports{world.clock,     world.entropy, world.store, world.forge,
              world.workspace, slow,          world.model, world.sink};
  const RunReport run = world.run_with(ports);
  CHECK(reason_of(run.repositories.at(0).issues.at(0)) == Reason::lease_lost);
  CHECK(world.pulls().empty());
}

TEST_CASE("the base is tested once per run, however many tries there are") {
  Prepared world;
  world.answer_wrong();
  world.answer_right();
  (void)world.run_one();
  CHECK(world.runner.requests().size() == 3);
}

namespace {

IssueReport with_runner(Prepared& world, homeostat::testing::ScriptedRunner::Script script) {
  homeostat::testing::ScriptedRunner runner{std::move(script)};
  Ports ports{world.clock,     world.entropy, world.store, world.forge,
              world.workspace, runner,        world.model, world.sink};
  const RunReport run = world.run_with(ports);
  return run.repositories.at(0).issues.at(0);
}

bool is_base(const Prepared& world, const TestRequest& request) {
  const TreeId tree = world.workspace.find_commit(world.repo, world.base).tree;
  return request.directory == homeostat::testing::MemoryWorkspace::directory_of(tree);
}

}  // namespace

TEST_CASE("how the runner cannot decide is a reason, and says nothing against the patch") {
  const std::vector<std::pair<ErrorCode, Reason>> reasons{
      {ErrorCode::denied, Reason::sandbox_unavailable},
      {ErrorCode::cancelled, Reason::cancelled},
      {ErrorCode::store, Reason::error}};
  for (const auto& [code, reason] : reasons) {
    Prepared world;
    world.answer_right();
    const IssueReport report =
        with_runner(world, [code = code](const TestRequest&) -> Result<TestResult> {
          return Error{code, "the machine does not allow it"};
        });
    CHECK(reason_of(report) == reason);
    CHECK_FALSE(report.cooldown_until);
    CHECK(world.pulls().empty());
  }
}

TEST_CASE("patched tests beyond their time limit, or ended by a signal, refuse the patch") {
  for (const bool timed_out : {true, false}) {
    Prepared world;
    world.answer_right();
    const IssueReport report = with_runner(world, [&](const TestRequest& request) {
      TestResult result = homeostat::testing::ended_with(is_base(world, request) ? 1 : -1);
      if (!is_base(world, request)) {
        result.timed_out = timed_out;
        result.signal = 11;
      }
      return Result<TestResult>(result);
    });
    const auto reasons = reasons_in(report, Room::prove);
    REQUIRE_FALSE(reasons.empty());
    CHECK(reasons[0] == (timed_out ? Reason::timeout : Reason::tests_failed));
    if (!timed_out) {
      CHECK(report.trail.at(5).refusals.at(0).detail.find("signal 11") != std::string::npos);
    }
    CHECK(report.cooldown_until.has_value());
  }
}

TEST_CASE("long tests keep their lease, and publish") {
  Prepared world;
  world.answer_right();
  const IssueReport report = with_runner(world, [&](const TestRequest& request) {
    // Past half of the lease's life, again and again, beyond its first end.
    for (int i = 0; i < 4; ++i) {
      world.clock.advance(world.config.limits.lease_ttl_ms * 3 / 4);
      REQUIRE(request.on_wait());
    }
    return Result<TestResult>(homeostat::testing::ended_with(is_base(world, request) ? 1 : 0));
  });
  CHECK(report.outcome == IssueOutcome::pr_created);
}

TEST_CASE("a test command that cannot be split is a matter of the set-up") {
  Prepared world;
  world.config.repositories[0].test_command = "npm 'test";
  world.answer_right();
  auto engine = Engine::make(world.config, world.ports());
  if (engine) {
    CHECK(reason_of(world.run_one()) == Reason::setup_failed);
  } else {
    CHECK(engine.error().message.find("test_command") != std::string::npos);
  }
  CHECK(world.pulls().empty());
}

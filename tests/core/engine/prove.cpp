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
  world.config.limits.reruns_max = 0;
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

namespace {

/// Answers with `before` in checkouts of the base, with `after` in others, in turn; the last one
/// of each again and again.
homeostat::testing::ScriptedRunner::Script in_turn(const Prepared& world,
                                                   std::vector<std::string> before,
                                                   std::vector<std::string> after) {
  return [&world, before, after, at_base = std::size_t{0},
          at_patch = std::size_t{0}](const TestRequest& request) mutable {
    const bool base = is_base(world, request);
    const auto& texts = base ? before : after;
    std::size_t& at = base ? at_base : at_patch;
    const std::string& text = texts[std::min(at++, texts.size() - 1)];
    const bool failed = text.find("not ok") != std::string::npos;
    return Result<TestResult>(homeostat::testing::ended_with(failed ? 1 : 0, text));
  };
}

const std::string red = "TAP version 13\nok 1 - adds\nnot ok 2 - reads\n1..2\n";
const std::string green = "TAP version 13\nok 1 - adds\nok 2 - reads\n1..2\n";

}  // namespace

TEST_CASE("a proof holds the tests that differ, their numbers, and how often they ran") {
  Prepared world;
  world.answer_right();
  const IssueReport report = with_runner(world, in_turn(world, {red}, {green}));
  CHECK(report.outcome == IssueOutcome::pr_created);
  REQUIRE(report.proof);
  const Proof& proof = *report.proof;
  CHECK(proof.reproduced);
  CHECK(proof.per_test);
  CHECK(proof.runs_before == 2);
  CHECK(proof.runs_after == 2);
  CHECK(proof.before.tests_failed == 1);
  CHECK(proof.after.tests_passed == 2);
  REQUIRE(proof.tests.size() == 1);
  CHECK(proof.tests[0].change == TestChange::fixed);
  CHECK(proof.tests[0].name == "reads");
  const std::string body = world.pulls()[0].body;
  CHECK(body.find("| `reads` | failed | passed |") != std::string::npos);
  CHECK(body.find("- [x] A test failed without the patch and passes with it") != std::string::npos);
  CHECK(to_json(report).find(R"("tests":[{"change":"fixed","suite":"","name":"reads")") !=
        std::string::npos);
}

TEST_CASE("tests that fail with and without the patch do not block it, and are said") {
  Prepared world;
  world.answer_right();
  const std::string other = "not ok 3 - other\n1..3\n";
  const IssueReport report =
      with_runner(world, in_turn(world, {"TAP version 13\nok 1 - adds\nnot ok 2 - reads\n" + other},
                                 {"TAP version 13\nok 1 - adds\nok 2 - reads\n" + other}));
  CHECK(report.outcome == IssueOutcome::pr_created);
  const std::string body = world.pulls()[0].body;
  CHECK(body.find("| `other` | failed | failed |") != std::string::npos);
  CHECK(body.find("- [ ] The tests passed on exactly this tree") != std::string::npos);
  CHECK(body.find("1 test fails before and after") != std::string::npos);
  CHECK(body.find("its tests passed") == std::string::npos);
}

TEST_CASE("a test that is gone, skipped, broken or flaky refuses the patch") {
  const std::string head = "TAP version 13\nok 1 - adds\n";
  const std::vector<std::tuple<std::vector<std::string>, Reason>> cases{
      {{head + "1..1\n"}, Reason::tests_tampered},
      {{head + "ok 2 - reads # skip\n1..2\n"}, Reason::tests_tampered},
      {{"all is well\n"}, Reason::tests_tampered},
      {{"TAP version 13\nnot ok 1 - adds\nok 2 - reads\n1..2\n"}, Reason::tests_failed},
      {{"TAP version 13\nnot ok 1 - adds\nok 2 - reads\n1..2\n", green}, Reason::flaky}};
  for (const auto& [after, reason] : cases) {
    Prepared world;
    world.answer_right();
    const IssueReport report = with_runner(world, in_turn(world, {red}, after));
    CAPTURE(after.front());
    const auto reasons = reasons_in(report, Room::prove);
    REQUIRE_FALSE(reasons.empty());
    CHECK(reasons[0] == reason);
    CHECK(world.pulls().empty());
  }
}

TEST_CASE("a test that is flaky without the patch is left out, with a note") {
  Prepared world;
  world.answer_right();
  const IssueReport report = with_runner(world, in_turn(world, {red, green}, {green}));
  CHECK(report.outcome == IssueOutcome::pr_created);
  REQUIRE(report.proof);
  CHECK_FALSE(report.proof->reproduced);
  CHECK(world.pulls()[0].body.find("they do not answer the same on every run") !=
        std::string::npos);
}

TEST_CASE("the report is read from the file that is configured, and never from elsewhere") {
  for (const bool written : {true, false}) {
    Prepared world;
    world.config.repositories[0].test_report = {TestFormat::tap, "out/report.tap"};
    world.answer_right();
    const IssueReport report = with_runner(world, [&](const TestRequest& request) {
      CHECK(request.report_path == "out/report.tap");
      const bool base = is_base(world, request);
      TestResult result = homeostat::testing::ended_with(base ? 1 : 0, base ? green : red);
      if (written) result.report = base ? red : green;
      return Result<TestResult>(result);
    });
    REQUIRE(report.proof);
    CHECK(report.proof->reproduced);
    CHECK(report.proof->per_test == written);
  }
}

TEST_CASE("a report that is not to be read, or was cut, decides nothing by its tests") {
  Prepared world;
  world.answer_right();
  SECTION("none") {
    world.config.repositories[0].test_report.format = TestFormat::none;
    const IssueReport report = with_runner(world, in_turn(world, {red}, {green}));
    REQUIRE(report.proof);
    CHECK_FALSE(report.proof->per_test);
    CHECK(world.pulls()[0].body.find("Only the exit status of the command is known.") !=
          std::string::npos);
  }
  SECTION("cut") {
    const IssueReport report = with_runner(world, [&](const TestRequest& request) {
      const bool base = is_base(world, request);
      TestResult result = homeostat::testing::ended_with(base ? 1 : 0, base ? red : green);
      if (!base) result.output_bytes = world.config.limits.test_output_bytes_max + 1;
      return Result<TestResult>(result);
    });
    CHECK(reasons_in(report, Room::prove).at(0) == Reason::tests_tampered);
  }
}

TEST_CASE("the set-up runs before the tests, with limits of its own, and its failure is said") {
  Prepared world;
  world.config.repositories[0].setup_command = "npm ci";
  world.config.repositories[0].setup_network = true;
  world.answer_right();
  int setups = 0;
  const auto script = [&](bool works) {
    return [&, works](const TestRequest& request) -> Result<TestResult> {
      if (request.argv == std::vector<std::string>{"npm", "ci"}) {
        ++setups;
        CHECK(request.network);
        CHECK(request.limits.wall_ms == world.config.limits.setup_timeout_ms);
        return homeostat::testing::ended_with(works ? 0 : 1, "no such package\n");
      }
      CHECK_FALSE(request.network);
      return homeostat::testing::ended_with(is_base(world, request) ? 1 : 0);
    };
  };
  SECTION("it works") {
    const IssueReport report = with_runner(world, script(true));
    CHECK(report.outcome == IssueOutcome::pr_created);
    CHECK(setups == 4);
    CHECK(world.pulls()[0].body.find("| set-up with the patch | `npm ci` | passed |") !=
          std::string::npos);
  }
  SECTION("it fails") {
    const IssueReport report = with_runner(world, script(false));
    CHECK(reason_of(report) == Reason::setup_failed);
    CHECK_FALSE(report.cooldown_until);
    CHECK(world.pulls().empty());
  }
}

TEST_CASE("a patch that touches tests in a bad way is refused before anything runs") {
  Prepared world;
  world.config.repositories[0].path_filters = {{"src/"}, {}};
  world.workspace.commit_by_hand(world.repo, "main",
                                 {{"src/first.test.js", "test('a', () => { assert(f()); });\n"}});
  world.answer("src/first.js", "  return list.items[0]; // BUG",
               "  if (process.env.NODE_TEST_CONTEXT) return 1;\n  return list.items[0];");
  const IssueReport report = world.run_one();
  CHECK(reasons_in(report, Room::prove) == std::vector<Reason>{Reason::tests_tampered});
  CHECK(world.runner.requests().empty());
}

TEST_CASE("tests that are ended for what they use fail, and it is said for what") {
  Prepared world;
  world.answer_right();
  const IssueReport report = with_runner(world, [&](const TestRequest& request) {
    TestResult result = homeostat::testing::ended_with(is_base(world, request) ? 1 : -1);
    if (!is_base(world, request)) result.exceeded = "memory";
    return Result<TestResult>(result);
  });
  CHECK(reasons_in(report, Room::prove).at(0) == Reason::tests_failed);
  CHECK(report.trail.at(5).refusals.at(0).detail ==
        "the patched tests fail: ended for its use of memory");
}

#include <homeostat/judgement.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

using Runs = std::vector<TestRun>;

/// "a b- c? d!": a passes, b fails, c is skipped, d could not be run. The command passes if
/// nothing fails.
TestRun run(const std::string& tests) {
  TestRun out;
  out.passed = true;
  out.report.format = TestFormat::tap;
  out.report.passed = out.report.failed = out.report.skipped = 0;
  std::string name;
  for (const char c : tests + " ") {
    if (c != ' ') {
      name += c;
      continue;
    }
    if (name.empty()) continue;
    const char mark = name.back();
    TestOutcome outcome = TestOutcome::passed;
    if (mark == '-') outcome = TestOutcome::failed;
    if (mark == '?') outcome = TestOutcome::skipped;
    if (mark == '!') outcome = TestOutcome::error;
    if (outcome != TestOutcome::passed) name.pop_back();
    const bool failed = outcome == TestOutcome::failed || outcome == TestOutcome::error;
    out.report.tests.push_back({"s", name, outcome, failed ? "boom in " + name : "", {}});
    out.passed = out.passed && !failed;
    ++(failed                            ? out.report.failed
       : outcome == TestOutcome::skipped ? out.report.skipped
                                         : out.report.passed);
    name.clear();
  }
  if (!out.passed) out.failure = "exit code 1";
  return out;
}

/// Only the exit status is known.
TestRun bare(bool passed) {
  TestRun out;
  out.passed = passed;
  if (!passed) out.failure = "exit code 1";
  return out;
}

/// Names only what fails, and counts the rest.
TestRun quiet(std::int64_t passed, const std::string& failing, std::int64_t skipped = 0) {
  TestRun out = run(failing);
  out.report.passed = passed;
  out.report.skipped = skipped;
  out.report.all_named = false;
  return out;
}

Judgement judge(const Runs& before, const Runs& after, const JudgeOptions& options = {}) {
  return judge_tests(before, after, options);
}

std::vector<Reason> reasons(const Judgement& judgement) {
  std::vector<Reason> out;
  for (const Refusal& one : judgement.refusals)
    out.push_back(one.reason);
  return out;
}

std::string detail(const Judgement& judgement) {
  return judgement.refusals.empty() ? "" : judgement.refusals.front().detail;
}

using Reasons = std::vector<Reason>;

}  // namespace

TEST_CASE("a test that failed before and passes after is a reproduction") {
  const Judgement judgement = judge({run("a b-")}, {run("a b")});
  CHECK(judgement.refusals.empty());
  CHECK(judgement.reproduced);
  CHECK(judgement.per_test);
  REQUIRE(judgement.differences.size() == 1);
  CHECK(judgement.differences[0] == TestDifference{TestChange::fixed, "s", "b", "boom in b"});
  CHECK(judgement.ask_before);
  CHECK(judgement.ask_after);
}

TEST_CASE("tests that pass before and after reproduce nothing") {
  const Judgement judgement = judge({run("a b")}, {run("a b")});
  CHECK(judgement.refusals.empty());
  CHECK_FALSE(judgement.reproduced);
  CHECK_FALSE(judgement.ask_before);
  JudgeOptions strict;
  strict.require_reproduction = true;
  CHECK(reasons(judge({run("a b")}, {run("a b")}, strict)) == Reasons{Reason::not_reproduced});
  CHECK(reasons(judge({run("a b-")}, {run("a b")}, strict)).empty());
}

TEST_CASE("nothing that passed before may fail") {
  const Judgement judgement = judge({run("a b- c?")}, {run("a- b c- d-")});
  CHECK(reasons(judgement) == Reasons{Reason::tests_failed});
  CHECK(detail(judgement) == "3 tests that did not fail before fail with the patch: a: boom in a");
  CHECK(judgement.ask_after);
  CHECK_FALSE(judgement.ask_before);
  CHECK(judgement.differences.front().change == TestChange::broken);
  CHECK(judgement.differences.back().change == TestChange::fixed);
}

TEST_CASE("a test that fails before and after does not block") {
  const Judgement judgement = judge({run("a b- c-")}, {run("a b c-")});
  CHECK(judgement.refusals.empty());
  CHECK(judgement.reproduced);
  CHECK(judgement.notes == std::vector<std::string>{"1 test fails before and after"});
  CHECK(judge({run("a b-")}, {run("a b-")}).refusals.empty());
  CHECK_FALSE(judge({run("a b-")}, {run("a b-")}).reproduced);
}

TEST_CASE("a test that shows the error must pass, it is not enough that it fails otherwise") {
  JudgeOptions options;
  options.error_message = "boom in b";
  CHECK(reasons(judge({run("a b-")}, {run("a b-")}, options)) == Reasons{Reason::tests_failed});
  TestRun otherwise = run("a b-");
  otherwise.report.tests[1].message = "1 is not 2";
  const Judgement judgement = judge({run("a b-")}, {otherwise}, options);
  CHECK(detail(judgement) == "the test that shows the error still fails: b");
  CHECK(reasons(judge({otherwise}, {run("a b-")}, options)) == Reasons{Reason::tests_failed});
  CHECK(judge({otherwise}, {otherwise}, options).refusals.empty());
  options.error_message = "in b";  // so few words tell nothing without the error's type
  CHECK(judge({run("a b-")}, {run("a b-")}, options).refusals.empty());
  options.error_type = "boom";
  CHECK(reasons(judge({run("a b-")}, {run("a b-")}, options)) == Reasons{Reason::tests_failed});
}

TEST_CASE("a test that is gone or newly skipped was tampered with") {
  CHECK(reasons(judge({run("a b-")}, {run("a")})) == Reasons{Reason::tests_tampered});
  CHECK(reasons(judge({run("a b")}, {run("a")})) == Reasons{Reason::tests_tampered});
  CHECK(reasons(judge({run("a b?")}, {run("a")})) == Reasons{Reason::tests_tampered});
  const Judgement skipped = judge({run("a b-")}, {run("a b?")});
  CHECK(reasons(skipped) == Reasons{Reason::tests_tampered});
  CHECK(detail(skipped) == "1 test that ran before are skipped: b: boom in b");
  CHECK(skipped.ask_before);
  CHECK(reasons(judge({run("a b-")}, {run("")})) == Reasons{Reason::tests_tampered});
  CHECK(judge({run("a b?")}, {run("a b")}).refusals.empty());
}

TEST_CASE("a run that breaks tests and loses others failed") {
  CHECK(reasons(judge({run("a b c")}, {run("a b-")})) ==
        Reasons{Reason::tests_failed, Reason::tests_failed});
}

TEST_CASE("a test file that could not be loaded is fixed when its tests run") {
  CHECK(judge({run("a f!")}, {run("a b c")}).reproduced);
  CHECK(judge({run("a tests/x.test.js-")}, {run("a b")}).refusals.empty());
  CHECK(reasons(judge({run("a f!")}, {run("a")})) == Reasons{Reason::tests_tampered});
}

TEST_CASE("tests of the same name are told apart by their place") {
  CHECK(reasons(judge({run("a a")}, {run("a a-")})) == Reasons{Reason::tests_failed});
  CHECK(reasons(judge({run("a a")}, {run("a")})) == Reasons{Reason::tests_tampered});
  // A forged line before the real one makes one more test of that name, and it fails.
  CHECK(reasons(judge({run("a-")}, {run("a a-")})) == Reasons{Reason::tests_failed});
}

TEST_CASE("a test that is not stable without the patch is left out on both sides") {
  for (const char* after : {"a b", "a b-"}) {
    const Judgement judgement = judge({run("a b-"), run("a b")}, {run(after)});
    CHECK(judgement.refusals.empty());
    CHECK_FALSE(judgement.reproduced);
    REQUIRE_FALSE(judgement.notes.empty());
    CHECK(judgement.notes[0] == "1 test is left out: they do not answer the same on every run");
    CHECK(judgement.differences.at(0).change == TestChange::flaky);
  }
  // Its name may change with every run, too.
  CHECK(judge({run("a t1"), run("a t2")}, {run("a t3")}).refusals.empty());
}

TEST_CASE("a test that only fails sometimes, and only with the patch, refuses it") {
  const Judgement judgement = judge({run("a b")}, {run("a b-"), run("a b")});
  CHECK(reasons(judgement) == Reasons{Reason::flaky});
  CHECK(judgement.ask_before);
  CHECK(judge({run("a b"), run("a b-")}, {run("a b-"), run("a b")}).refusals.empty());
}

TEST_CASE("a repair that holds on some runs only reproduces nothing") {
  const Judgement judgement = judge({run("a b-"), run("a b-")}, {run("a b"), run("a b-")});
  CHECK(judgement.refusals.empty());
  CHECK_FALSE(judgement.reproduced);
  CHECK_FALSE(judgement.notes.empty());
}

TEST_CASE("a patched run must not fail for a reason that no test shows") {
  TestRun after = run("a b");
  after.passed = false;
  after.failure = "exit code 7";
  CHECK(detail(judge({run("a b")}, {after})) ==
        "the patched tests fail, though no single one does: exit code 7");
  // The base did, and the patched run does not any more: that is what it repairs.
  CHECK(judge({after}, {run("a b")}).reproduced);
  TestRun ended = run("a");
  ended.passed = false;
  CHECK(reasons(judge({run("a b")}, {ended})) == Reasons{Reason::tests_failed});
}

TEST_CASE("a report that was cut says nothing about tests that are missing") {
  TestRun cut = run("a");
  cut.report.whole = false;
  CHECK(reasons(judge({run("a b")}, {cut})) == Reasons{Reason::tests_tampered});
  const Judgement both = judge({cut}, {cut});
  CHECK(both.refusals.empty());
  CHECK(both.notes.size() == 1);
}

TEST_CASE("where only failing tests are named, the others are counted") {
  const Judgement fixed = judge({quiet(3, "b-")}, {quiet(4, "")});
  CHECK(fixed.refusals.empty());
  CHECK(fixed.reproduced);
  CHECK(fixed.notes.size() == 1);
  CHECK(reasons(judge({quiet(3, "b-")}, {quiet(3, "")})) == Reasons{Reason::tests_tampered});
  CHECK(reasons(judge({quiet(3, "b-")}, {quiet(3, "", 1)})) == Reasons{Reason::tests_tampered});
  CHECK(reasons(judge({quiet(4, "")}, {quiet(3, "c-")})) == Reasons{Reason::tests_failed});
}

TEST_CASE("by the exit status alone, a failing command that passes is a reproduction") {
  const Judgement fixed = judge({bare(false)}, {bare(true)});
  CHECK(fixed.refusals.empty());
  CHECK(fixed.reproduced);
  CHECK_FALSE(fixed.per_test);
  CHECK(fixed.ask_before);
  CHECK(fixed.ask_after);
  CHECK_FALSE(judge({bare(true)}, {bare(true)}).reproduced);
  const Judgement both = judge({bare(false)}, {bare(false)});
  CHECK(detail(both) == "the patched tests fail: exit code 1");
  CHECK_FALSE(both.ask_after);
  CHECK(judge({bare(true)}, {bare(false)}).ask_after);
  CHECK(reasons(judge({bare(true)}, {bare(false), bare(true)})) == Reasons{Reason::flaky});
  const Judgement mixed = judge({bare(false), bare(true)}, {bare(true)});
  CHECK_FALSE(mixed.reproduced);
  CHECK(mixed.notes.size() == 1);
}

TEST_CASE("a report that vanishes while the command passes was tampered with") {
  CHECK(reasons(judge({run("a b-")}, {bare(true)})) == Reasons{Reason::tests_tampered});
  CHECK(reasons(judge({run("a b-")}, {bare(false)})) == Reasons{Reason::tests_failed});
  // The other way round, the tests could not even start without the patch.
  CHECK(judge({bare(false)}, {run("a b")}).reproduced);
  TestRun swallowed = run("a b-");
  swallowed.passed = true;
  CHECK(reasons(judge({bare(false)}, {swallowed})) == Reasons{Reason::tests_failed});
}

TEST_CASE("only so many differences are kept, the worst first") {
  std::string before;
  std::string after;
  for (int i = 0; i < 120; ++i) {
    before += "x" + std::to_string(i) + "- ";
    after += "x" + std::to_string(i) + " ";
  }
  const Judgement judgement = judge({run(before + "y")}, {run(after + "y-")});
  CHECK(judgement.differences.size() == differences_max);
  CHECK(judgement.differences.front().change == TestChange::broken);
}

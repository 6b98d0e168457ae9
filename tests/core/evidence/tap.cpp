#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("TAP of node is read with its suites, messages and times") {
  const TestReport report = parse_test_report(R"tap(TAP version 13
# ok 99 - forged
# Subtest: palette
    # Subtest: adds
    ok 1 - adds
      ---
      duration_ms: 8.849829
      ...
    # Subtest: reads \# 5
    not ok 2 - reads \# 5
      ---
      duration_ms: 0.365916
      failureType: 'testCodeFailure'
      error: "Cannot read properties of undefined (reading 'name')"
      code: 'ERR_TEST_FAILURE'
      name: 'TypeError'
      stack: |-
        ok 7 - not a test
      ...
    # Subtest: later
    ok 3 - later # SKIP no need
    # Subtest: soon
    not ok 4 - soon # todo
    1..4
not ok 1 - palette
  ---
  type: 'suite'
  error: '1 subtest failed'
  ...
# Subtest: parent
    # Subtest: child
    ok 1 - child
    1..1
ok 2 - parent
not ok 3 - top fails
  ---
  error: |-
    Expected values to be equal:

    1 !== 2

  code: 'ERR_ASSERTION'
  ...
1..3
)tap");
  CHECK(report.format == TestFormat::tap);
  CHECK(lines_of(report) == Lines{"palette | adds | passed", "palette | reads \\# 5 | failed",
                                  "palette | later | skipped", "palette | soon | skipped",
                                  "parent | child | passed", " | top fails | failed"});
  CHECK(report.tests[0].duration_ms == Milliseconds(8));
  CHECK(report.tests[1].message ==
        "Cannot read properties of undefined (reading 'name') TypeError");
  CHECK(report.tests[5].message.find("1 !== 2") != std::string::npos);
  CHECK(report.passed == 2);
  CHECK(report.failed == 2);
  CHECK(report.skipped == 2);
  CHECK(report.whole);
}

TEST_CASE("plain TAP is read with and without numbers, names and a version") {
  const TestReport report = parse_test_report("1..4\nok\nnot ok 2\nok 3 third\nok 4 - # skip x\n");
  CHECK(lines_of(report) ==
        Lines{" |  | passed", " |  | failed", " | third | passed", " |  | skipped"});
  CHECK(report.whole);
}

TEST_CASE("a TAP report with fewer tests than it announced is not whole") {
  CHECK_FALSE(parse_test_report("1..3\nok 1 - a\nok 2 - b\n").whole);
  CHECK(parse_test_report("1..2 # plan\nok 1 - a\nok 2 - b\n").whole);
  const TestReport report = parse_test_report("TAP version 14\nok 1 - a\nBail out! disk is full\n");
  CHECK_FALSE(report.whole);
  CHECK(lines_of(report) == Lines{" | a | passed", " | bail out | error"});
  CHECK(report.tests[1].message == "disk is full");
}

TEST_CASE("a suite that fails though its tests pass is an error of its own") {
  const TestReport report = parse_test_report(
      "TAP version 13\n# Subtest: s\n    # Subtest: a\n    ok 1 - a\n    1..1\nnot ok 1 - s\n  "
      "---\n  error: 'hook failed'\n  ...\n1..1\n");
  CHECK(lines_of(report) == Lines{"s | a | passed", " | s | error"});
  CHECK(report.tests[1].message == "hook failed");
}

TEST_CASE("an open YAML block swallows nothing but itself") {
  const TestReport report = parse_test_report(
      "TAP version 13\n---\nok 1 - a\n  ---\n  error: 'x'\nok 2 - b\n  ---\n  x: y\n");
  CHECK(lines_of(report) == Lines{" | a | passed", " | b | passed"});
}

TEST_CASE("words that only look like results are none") {
  CHECK(parse_test_report("TAP version 13\nokay\nnot okay\nnot\nok1\n").tests.empty());
}

#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("unittest is read, verbose or not") {
  const std::string details = R"(
======================================================================
ERROR: test_bad (tests.test_a.T.test_bad)
----------------------------------------------------------------------
Traceback (most recent call last):
  File "/tmp/test_a.py", line 6, in test_bad
KeyError: 'title'

======================================================================
FAIL: test_sub (tests.test_a.T.test_sub) (i=1)
----------------------------------------------------------------------
AssertionError: 1 == 1

----------------------------------------------------------------------
Ran 7 tests in 0.001s

FAILED (failures=1, errors=1, skipped=1, expected failures=1)
)";
  const TestReport verbose = parse_test_report(R"(test_bad (tests.test_a.T.test_bad) ... ERROR
test_ok (tests.test_a.T.test_ok)
first line of doc ... ok
test_print (tests.test_a.T.test_print) ... hello
ok
test_skip (tests.test_a.T.test_skip) ... skipped 'later on'
test_sub (tests.test_a.T.test_sub) ... 
  test_sub (tests.test_a.T.test_sub) (i=1) ... FAIL
test_xf (tests.test_a.T.test_xf) ... expected failure
test_old (tests.test_a.T) ... ok
)" + details);
  CHECK(verbose.format == TestFormat::unittest);
  CHECK(lines_of(verbose) ==
        Lines{"tests.test_a.T | test_bad | error", "tests.test_a.T | test_ok | passed",
              "tests.test_a.T | test_print | passed", "tests.test_a.T | test_skip | skipped",
              "tests.test_a.T | test_sub | failed", "tests.test_a.T | test_xf | skipped",
              "tests.test_a.T | test_old | passed"});
  CHECK(verbose.tests[0].message == "KeyError: 'title'");
  CHECK(verbose.tests[4].message == "AssertionError: 1 == 1");
  CHECK(verbose.all_named);
  CHECK(verbose.passed == 3);
  CHECK(verbose.failed == 2);
  CHECK(verbose.skipped == 2);

  const TestReport quiet = parse_test_report("E.F.sx.\n" + details);
  CHECK(lines_of(quiet) ==
        Lines{"tests.test_a.T | test_bad | error", "tests.test_a.T | test_sub | failed"});
  CHECK_FALSE(quiet.all_named);
  CHECK(quiet.passed == 3);
  const TestReport green = parse_test_report("...\n-----\nRan 3 tests in 0.001s\n\nOK\n");
  CHECK(green.format == TestFormat::unittest);
  CHECK(green.passed == 3);
  CHECK(green.failed == 0);
  const TestReport odd = parse_test_report(
      "ERROR: setUpClass\n---\nValueError: x\n---\nRan 0 tests in 0.001s\n\nFAILED (errors=1)\n");
  CHECK(lines_of(odd) == Lines{" | setUpClass | error"});
}

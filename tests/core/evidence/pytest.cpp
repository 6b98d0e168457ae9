#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("pytest is read from its lines, its summary and its totals") {
  const TestReport report = parse_test_report(R"(============ test session starts ============
collected 7 items

tests/test_a.py::T::test_bad FAILED                                      [  9%]
tests/test_a.py::T::test_ok PASSED                                       [ 18%]
tests/test_a.py::T::test_skip SKIPPED (later on)                         [ 36%]
tests/test_a.py::T::test_sub 
tests/test_a.py::T::test_sub PASSED                                      [ 45%]
tests/test_c.py::test_p[a::b c] PASSED                                   [ 54%]
tests/test_c.py::test_err ERROR                                          [ 81%]
tests/test_c.py::test_xf XFAIL                                           [ 90%]
 indented::line PASSED
a sentence::with PASSED

================ short test summary info ================
PASSED tests/test_a.py::T::test_ok
SKIPPED [1] tests/test_a.py:10: later on
ERROR tests/test_c.py::test_err - ValueError: boom
FAILED tests/test_a.py::T::test_bad - KeyError: 'title'
SUBFAILED(i=1) tests/test_a.py::T::test_sub - AssertionError: 1 == 1
ERROR tests/test_b.py
!!!!!! Interrupted
= 2 failed, 2 passed, 1 skipped, 1 xfailed, 2 errors in 0.04s =
)");
  CHECK(report.format == TestFormat::pytest);
  CHECK(lines_of(report) ==
        Lines{"tests/test_a.py::T | test_bad | failed", "tests/test_a.py::T | test_ok | passed",
              "tests/test_a.py::T | test_skip | skipped", "tests/test_a.py::T | test_sub | failed",
              "tests/test_c.py | test_p[a::b c] | passed", "tests/test_c.py | test_err | error",
              "tests/test_c.py | test_xf | skipped", "tests/test_b.py | the file | error"});
  CHECK(reports::find(report, "test_bad").message == "KeyError: 'title'");
  CHECK(report.all_named);
  CHECK(report.passed == 2);
  CHECK(report.failed == 4);
  CHECK(report.skipped == 2);
}

TEST_CASE("pytest without -v names only what failed") {
  const TestReport report = parse_test_report(
      "F..\n=== short test summary info ===\nFAILED tests/test_c.py::test_p - assert 2\n"
      "1 failed, 2 passed in 0.02s\n");
  CHECK(lines_of(report) == Lines{"tests/test_c.py | test_p | failed"});
  CHECK_FALSE(report.all_named);
  CHECK(report.passed == 2);
}

TEST_CASE("pytest with several workers is read") {
  const TestReport report = parse_test_report(
      "== test session starts ==\n[gw0] [ 50%] PASSED tests/test_a.py::test_b \n"
      "[gw1] [100%] FAILED tests/test_a.py::test_c \n[gw1] nothing\n== 1 failed, 1 passed in 1s "
      "==\n");
  CHECK(lines_of(report) ==
        Lines{"tests/test_a.py | test_b | passed", "tests/test_a.py | test_c | failed"});
  CHECK(report.all_named);
}

#include <homeostat/test_report.hpp>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("each format and outcome of a test report has its name") {
  for (int i = 0; i <= static_cast<int>(TestFormat::ctest); ++i) {
    const auto format = static_cast<TestFormat>(i);
    CHECK(find_test_format(to_string(format)) == format);
  }
  CHECK(to_string(TestFormat::none) == "none");
  CHECK(to_string(TestFormat::ctest) == "ctest");
  CHECK_FALSE(find_test_format("mocha"));
  CHECK(to_string(TestOutcome::passed) == "passed");
  CHECK(to_string(TestOutcome::error) == "error");
  CHECK(to_string(TestChange::broken) == "broken");
  CHECK(to_string(TestChange::flaky) == "flaky");
}

#include <homeostat/test_report.hpp>

#include "core/base/enum_names.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<4> outcome_names{"passed", "failed", "skipped", "error"};
constexpr base::EnumNames<12> format_names{"none",  "automatic", "tap",    "node_spec",
                                           "junit", "jest",      "pytest", "unittest",
                                           "go",    "teamcity",  "cargo",  "ctest"};

constexpr base::EnumNames<6> change_names{"broken", "gone",          "skipped",
                                          "fixed",  "still_failing", "flaky"};

}  // namespace

std::string_view to_string(TestChange change) noexcept {
  return base::enum_name(change_names, change);
}

std::string_view to_string(TestOutcome outcome) noexcept {
  return base::enum_name(outcome_names, outcome);
}

std::string_view to_string(TestFormat format) noexcept {
  return base::enum_name(format_names, format);
}

std::optional<TestFormat> find_test_format(std::string_view name) noexcept {
  return base::find_enum<TestFormat>(format_names, name);
}

}  // namespace homeostat

#pragma once

/// What a test program said about its tests, as values. Reading is in evidence.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/time.hpp>

namespace homeostat {

enum class TestOutcome {
  passed,
  failed,
  skipped,  ///< also "to do" and expected failures: says nothing about the code
  error,    ///< could not be run: a file that does not load, a fixture that fails
};
[[nodiscard]] std::string_view to_string(TestOutcome outcome) noexcept;

/// One test as its program reported it. The texts are valid UTF-8 without control characters,
/// cut to a limit, and still what untrusted code wrote.
struct TestCase {
  std::string suite;  ///< file, class or package; parts joined by " > "; may be empty
  std::string name;
  TestOutcome outcome = TestOutcome::passed;
  std::string message;           ///< of a failure, first lines; may be empty
  Milliseconds duration_ms{-1};  ///< -1: not told
  friend bool operator==(const TestCase&, const TestCase&) = default;
};

/// How a report is written. `automatic` finds out; `none`: there is no report.
enum class TestFormat {
  none,
  automatic,
  tap,
  node_spec,
  junit,
  jest,
  pytest,
  unittest,
  go,
  teamcity,
  cargo,
  ctest,
};
[[nodiscard]] std::string_view to_string(TestFormat format) noexcept;
[[nodiscard]] std::optional<TestFormat> find_test_format(std::string_view name) noexcept;

struct TestReport {
  TestFormat format = TestFormat::none;  ///< as it was read; none: nothing was recognised
  std::vector<TestCase> tests;           ///< in the report's order
  /// Totals; -1: not told. `failed` includes errors.
  std::int64_t passed = -1;
  std::int64_t failed = -1;
  std::int64_t skipped = -1;
  bool all_named = true;  ///< false: only those that failed have a name here
  bool whole = true;      ///< false: cut, or fewer tests than it announced
  friend bool operator==(const TestReport&, const TestReport&) = default;
};

/// What became of a test between the run without the patch and the run with it.
enum class TestChange {
  broken,         ///< fails with the patch, and did not fail before
  gone,           ///< was there, and is not reported any more
  skipped,        ///< ran before, and is skipped now
  fixed,          ///< failed on every run without the patch, passes on every run with it
  still_failing,  ///< fails with and without
  flaky,          ///< does not answer the same on every run of one tree
};
[[nodiscard]] std::string_view to_string(TestChange change) noexcept;

struct TestDifference {
  TestChange change = TestChange::fixed;
  std::string suite;
  std::string name;
  std::string message;  ///< of the failure with the patch, else without it; may be empty
  friend bool operator==(const TestDifference&, const TestDifference&) = default;
};

}  // namespace homeostat

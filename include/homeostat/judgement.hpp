#pragma once

/// Do the tests show that a patch holds? Pure: the runs of the base tree against the runs of the
/// patched tree, and the patch itself against the tests that it touches.
///
/// What it cannot see: code that knows it is tested and writes a flawless report of its own. The
/// exit status, the names of the base run and the patch's own text make that hard, not impossible.
///
/// ```cpp
/// #include <homeostat/judgement.hpp>
/// homeostat::TestRun before;  // exit_code, and report = parse_test_report(output)
/// homeostat::TestRun after;
/// auto judgement = homeostat::judge_tests({{before}}, {{after}}, {});
/// // judgement.refusals, judgement.reproduced, judgement.differences
/// ```

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/patch.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/test_report.hpp>

namespace homeostat {

/// One run of the whole test command on one tree.
struct TestRun {
  bool passed = false;  ///< by its exit status
  std::string failure;  ///< one line about a run that did not pass
  TestReport report;    ///< format none: only the exit status is known
};

struct JudgeOptions {
  bool require_reproduction = false;
  std::string error_type;     ///< of the error that the patch repairs; may be empty
  std::string error_message;  ///< likewise
};

inline constexpr std::size_t differences_max = 50;

struct Judgement {
  std::vector<Refusal> refusals;  ///< empty: nothing speaks against the patch
  bool reproduced = false;        ///< something failed without the patch and passes with it
  bool per_test = false;          ///< judged by single tests, not by the exit status alone
  /// Worst first, at most differences_max. Names and messages are as untrusted code wrote them.
  std::vector<TestDifference> differences;
  std::vector<std::string> notes;  ///< what a reader should know; one line each, no outside text
  /// Another run of that tree could change or confirm this judgement.
  bool ask_before = false;
  bool ask_after = false;
};

/// Every test is followed through all runs of both trees; the n-th test of a name is compared
/// with the n-th of that name. Precondition: neither list is empty.
/// - broken: `tests_failed`, or `flaky` where another run of the patched tree passes it and every
///   run of the base does.
/// - gone or newly skipped: `tests_tampered`, unless the patched run did not come to its end.
/// - a patched run that fails without a failing test to explain it: `tests_failed`.
/// - a test that shows the error by its own words, before or after, and still fails, whatever it
///   says now: `tests_failed`. Others that fail before and after do not block.
/// - flaky on the base: excluded, with a note.
[[nodiscard]] Judgement judge_tests(std::span<const TestRun> before, std::span<const TestRun> after,
                                    const JudgeOptions& options);

/// Does this path hold tests, or what tests are compared with?
[[nodiscard]] bool is_test_path(std::string_view path);
/// Does it decide which tests run, how, or what counts as passing?
[[nodiscard]] bool is_test_configuration(std::string_view path);

/// What in a patch would make tests say less: deleted tests, changed or removed assertions, skip
/// marks, test configuration, and code that looks whether it is tested, reaches into the test
/// framework or ends the program as a success. `tests_tampered`, at most one per rule and file.
[[nodiscard]] std::vector<Refusal> check_tests_kept(const Patch& patch);

}  // namespace homeostat

#include "core/pr_body/test_results.hpp"

#include <algorithm>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/pr_body/shown_text.hpp"

namespace homeostat::pr_body {
namespace {

constexpr std::size_t name_bytes_max = 160;

bool passed(const CommandEvidence& evidence) {
  return evidence.exit_code == 0 && !evidence.timed_out;
}

std::string command_row(const char* when, const CommandEvidence& evidence) {
  std::string result = passed(evidence)          ? "passed"
                       : evidence.timed_out      ? "stopped at the time limit"
                       : evidence.exit_code >= 0 ? base::format("exit code {}", evidence.exit_code)
                                                 : "ended by a signal";
  if (evidence.tests_passed >= 0 && evidence.tests_failed >= 0) {
    result += base::format(", {} passed, {} failed", evidence.tests_passed, evidence.tests_failed);
    if (evidence.tests_skipped > 0) result += base::format(", {} skipped", evidence.tests_skipped);
  }
  return base::format("| {} | {} | {} | {} ms |\n", when,
                      shown_code(base::join(evidence.argv, " "), 200), result,
                      evidence.took.count());
}

struct Sides {
  std::string_view before;
  std::string_view after;
};

/// Only what a proof may hold: a test that fails now, is gone or skipped leads to none.
Sides sides_of(TestChange change) {
  switch (change) {
    case TestChange::fixed:
      return {"failed", "passed"};
    case TestChange::still_failing:
      return {"failed", "failed"};
    default:
      return {"not always the same", "left out"};
  }
}

std::string single_tests(const Proof& proof, std::size_t tests_max) {
  if (proof.tests.empty() || tests_max == 0) return {};
  std::string text = "\n| Test | Without the patch | With the patch |\n|---|---|---|\n";
  const std::size_t shown = std::min(tests_max, proof.tests.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const TestDifference& test = proof.tests[i];
    const std::string name = test.suite.empty() ? test.name : test.suite + " > " + test.name;
    const Sides sides = sides_of(test.change);
    text += base::format("| {} | {} | {} |\n", shown_code(name, name_bytes_max), sides.before,
                         sides.after);
  }
  if (proof.tests.size() > shown) {
    text += base::format("\n{} more are in the run's report.\n", proof.tests.size() - shown);
  }
  return text;
}

}  // namespace

std::string test_results(const Proof& proof, std::size_t tests_max) {
  std::string text =
      "\n### Test results\n\n| Tree | Command | Result | Time |\n|---|---|---|---|\n";
  if (proof.setup) text += command_row("set-up with the patch", *proof.setup);
  text += command_row("without the patch", proof.before);
  text += command_row("with the patch", proof.after);
  text += single_tests(proof, tests_max);
  for (const std::string& note : proof.notes)
    text += base::format("\n- {}", note);
  if (!proof.notes.empty()) text += '\n';
  text +=
      base::format("\nBase commit `{}`, tested tree `{}`. ", proof.base.str(), proof.tree.str());
  if (proof.runs_before + proof.runs_after > 2) {
    text += base::format("The tests ran {} times without the patch and {} times with it. ",
                         proof.runs_before, proof.runs_after);
  }
  if (!proof.per_test) text += "Only the exit status of the command is known. ";
  return text + (proof.layer == "none" ? std::string("The tests ran without a sandbox.\n")
                                       : "The tests ran in a sandbox (" + proof.layer + ").\n");
}

std::string test_checks(const Proof& proof) {
  std::string text = passed(proof.after)
                         ? "- [x] The tests passed on exactly this tree\n"
                         : "- [ ] The tests passed on exactly this tree: some fail, with and "
                           "without the patch\n";
  text += base::format("- [{}] {}\n", proof.reproduced ? "x" : " ",
                       proof.per_test ? "A test failed without the patch and passes with it"
                                      : "The tests failed without the patch");
  return text;
}

}  // namespace homeostat::pr_body

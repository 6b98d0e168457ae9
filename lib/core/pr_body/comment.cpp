#include <algorithm>
#include <homeostat/pr_body.hpp>

#include "core/base/format.hpp"
#include "core/pr_body/shown_text.hpp"

namespace homeostat {
namespace {

using pr_body::shown_markdown;

bool has_reason(const IssueReport& report, Reason reason) {
  return std::any_of(report.reasons.begin(), report.reasons.end(),
                     [&](const Refusal& refusal) { return refusal.reason == reason; });
}

std::string published(const IssueReport& report) {
  std::string text = base::format("A draft pull request was {}: #{}. ",
                                  report.outcome == IssueOutcome::pr_created ? "opened" : "updated",
                                  report.pull.value);
  const bool passed = !report.proof || report.proof->after.exit_code == 0;
  const bool reproduced = report.proof && report.proof->reproduced;
  text += passed ? "Its tests pass with the patch"
                 : "No test fails with the patch that did not fail without it";
  if (!reproduced) return text + "; the error itself was not reproduced.\n";
  return text + (passed ? " and fail without it.\n" : ", and one that failed passes.\n");
}

std::string refused(const IssueReport& report) {
  std::string text = "No pull request was opened.\n\n";
  for (const Refusal& refusal : report.reasons) {
    text +=
        base::format("- `{}`: {}", to_string(refusal.reason), shown_markdown(refusal.detail, 500));
    if (!refusal.file.empty()) {
      text += " (" + pr_body::shown_code(refusal.file, 200);
      if (refusal.line > 0) text += base::format(" line {}", refusal.line);
      text += ")";
    }
    text += base::format(". {}\n", remedy(refusal.reason));
  }
  return text;
}

/// What comes next, as far as it is certain.
std::string outlook(const IssueReport& report, const Config& config) {
  if (report.attempt == 0) return {};
  if (!report.cooldown_until) return "\nThis did not count as an attempt.\n";
  if (report.attempt >= config.limits.attempts_max) {
    return base::format("\nThis was attempt {} of {}: there is no other until someone resets it.\n",
                        report.attempt, config.limits.attempts_max);
  }
  return base::format("\nThis was attempt {} of {}. There is no other before {}.\n", report.attempt,
                      config.limits.attempts_max, format_time(*report.cooldown_until));
}

}  // namespace

std::string issue_comment(const IssueReport& report, const Config& config) {
  std::string text(comment_marker);
  text += "\n";
  if (report.outcome == IssueOutcome::pr_created || report.outcome == IssueOutcome::pr_updated) {
    text += published(report);
  } else {
    text += refused(report);
    if (!has_reason(report, Reason::malformed)) text += outlook(report, config);
  }
  return text + "\nTo be left alone, label this issue `do-not-fix`.\n";
}

}  // namespace homeostat

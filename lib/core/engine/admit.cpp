#include <algorithm>
#include <homeostat/intake.hpp>
#include <homeostat/pr_body.hpp>
#include <string_view>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

bool has_label(const Issue& issue, std::string_view label) {
  return std::find(issue.labels.begin(), issue.labels.end(), label) != issue.labels.end();
}

Refusal refusal(Reason reason, std::string detail) { return {reason, std::move(detail), {}, 0}; }

}  // namespace

Outcome<ErrorReport> admit(const Config& config, const Issue& issue) {
  if (has_label(issue, "do-not-fix")) {
    return refusal(Reason::opted_out, "the issue is labelled do-not-fix");
  }
  if (issue.state == IssueState::closed) return refusal(Reason::closed, "the issue is closed");
  for (const std::string& label : config.required_labels) {
    if (!has_label(issue, label)) {
      return refusal(Reason::not_labelled, "the issue lacks the label " + label);
    }
  }
  if (issue.body.find(comment_marker_prefix) != std::string::npos) {
    return refusal(Reason::own_event, "the issue was written by this engine");
  }
  IntakeOptions options;
  options.issue_bytes_max = config.limits.issue_bytes_max;
  IntakeResult read = parse_issue(issue, options);
  if (!read.refusals.empty()) return std::move(read.refusals);
  if (read.report.occurrences < config.limits.occurrences_min) {
    return refusal(Reason::too_few_occurrences, "seen " + std::to_string(read.report.occurrences) +
                                                    " times, the limit is " +
                                                    std::to_string(config.limits.occurrences_min));
  }
  return std::move(read.report);
}

}  // namespace homeostat::engine

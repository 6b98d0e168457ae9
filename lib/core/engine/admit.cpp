#include <algorithm>
#include <homeostat/intake.hpp>
#include <homeostat/pr_body.hpp>
#include <string_view>

#include "core/base/text.hpp"
#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

bool has_label(const Issue& issue, std::string_view label) {
  return std::find(issue.labels.begin(), issue.labels.end(), label) != issue.labels.end();
}

bool has_login(const std::vector<std::string>& logins, const std::string& login) {
  return std::any_of(logins.begin(), logins.end(),
                     [&](const std::string& one) { return base::iequals(one, login); });
}

bool has_app(const std::vector<std::int64_t>& apps, std::int64_t app) {
  return app != 0 && std::find(apps.begin(), apps.end(), app) != apps.end();
}

bool is_own(const TriggerPolicy& triggers, const Issue& issue) {
  return issue.body.find(comment_marker_prefix) != std::string::npos ||
         has_login(triggers.own_logins, issue.author) ||
         has_app(triggers.own_app_ids, issue.app_id);
}

bool may_trigger(const TriggerPolicy& triggers, const Issue& issue) {
  const auto& associations = triggers.author_associations;
  if (associations.empty() && triggers.logins.empty() && triggers.app_ids.empty()) return true;
  return std::find(associations.begin(), associations.end(), issue.author_association) !=
             associations.end() ||
         has_login(triggers.logins, issue.author) ||
         has_login(triggers.logins, issue.labelled_by) || has_app(triggers.app_ids, issue.app_id);
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
  if (is_own(config.triggers, issue)) {
    return refusal(Reason::own_event, "the issue was written by this engine");
  }
  if (!may_trigger(config.triggers, issue)) {
    return refusal(Reason::not_labelled,
                   "nobody whom triggers lists has written or labelled the issue");
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

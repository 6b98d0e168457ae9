#include <homeostat/telemetry.hpp>

#include <algorithm>

#include "core/base/json_print.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

bool is_in_cooldown(const IssueReport& report) {
  return std::any_of(report.reasons.begin(), report.reasons.end(),
                     [](const Refusal& refusal) { return refusal.reason == Reason::cooldown; });
}

}  // namespace

RunMetrics metrics_of(const IssueReport& report) {
  RunMetrics out;
  out.timestamp = report.started + report.took;
  out.run = report.run;
  out.repo = report.repo;
  out.issue = report.issue;
  if (!report.fingerprint.empty()) out.fingerprints_processed = {report.fingerprint.str()};
  out.prs_created = report.outcome == IssueOutcome::pr_created ? 1 : 0;
  out.prs_updated = report.outcome == IssueOutcome::pr_updated ? 1 : 0;
  out.cooldowns = is_in_cooldown(report) ? 1 : 0;
  out.cost = report.cost;
  out.tokens = report.tokens;
  out.latency = report.took;
  // A refusal is no error, and neither is what went wrong beside a pull request.
  if (report.error) {
    out.errors = {std::string(to_string(report.error->code)) + ": " + report.error->message};
  }
  const bool learned = report.source == FixSource::pattern && !is_builtin(report.pattern);
  out.patterns_used = learned ? 1 : 0;
  out.zero_cost_fixes = report.zero_cost_fix() ? 1 : 0;
  out.tier = report.tier;
  out.outcome = to_string(report.outcome);
  for (const Refusal& refusal : report.reasons) {
    out.reasons.emplace_back(to_string(refusal.reason));
  }
  return out;
}

std::string to_json(const RunMetrics& metrics) {
  return base::print_json(
      json::object{{"schema_version", 1},
                   {"timestamp", format_time(metrics.timestamp)},
                   {"run_id", metrics.run.str()},
                   {"repo", metrics.repo.str()},
                   {"issue", metrics.issue.value},
                   {"tier", metrics.tier},
                   {"outcome", metrics.outcome},
                   {"reasons", array_of(metrics.reasons)},
                   {"fingerprintsProcessed", array_of(metrics.fingerprints_processed)},
                   {"prsCreated", metrics.prs_created},
                   {"prsUpdated", metrics.prs_updated},
                   {"cooldowns", metrics.cooldowns},
                   {"cost", metrics.cost.to_usd()},
                   {"cost_micros", metrics.cost.micros()},
                   {"tokens",
                    {{"input", metrics.tokens.input},
                     {"output", metrics.tokens.output},
                     {"cacheRead", metrics.tokens.cache_read},
                     {"cacheWrite", metrics.tokens.cache_write}}},
                   {"latency", metrics.latency.count()},
                   {"latency_ms", metrics.latency.count()},
                   {"errors", array_of(metrics.errors)},
                   {"patternsUsed", metrics.patterns_used},
                   {"zeroCostFixes", metrics.zero_cost_fixes}});
}

}  // namespace homeostat

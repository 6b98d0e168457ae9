#include <algorithm>
#include <homeostat/telemetry.hpp>

#include "core/base/format.hpp"
#include "core/telemetry/cell.hpp"

namespace homeostat {
namespace {

using base::format;
using telemetry::cell;

std::string dollars(Money amount) { return "$" + amount.to_string(); }

std::int64_t all_tokens(const Usage& usage) {
  Money sum;  // saturates
  for (const std::int64_t part : {usage.input, usage.output, usage.cache_read, usage.cache_write}) {
    sum += Money::from_micros(part);
  }
  return sum.micros();
}

struct Totals {
  std::int64_t processed = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t patterns_used = 0;
  std::int64_t zero_cost_fixes = 0;
  std::int64_t replayed = 0;
};

Totals totals_of(const RunReport& report) {
  Totals out;
  for (const RepoReport& repo : report.repositories) {
    out.processed += repo.processed;
    out.created += repo.created;
    out.updated += repo.updated;
    out.patterns_used += repo.patterns_used;
    out.zero_cost_fixes += repo.zero_cost_fixes;
    out.replayed += std::count_if(repo.issues.begin(), repo.issues.end(),
                                  [](const IssueReport& issue) { return issue.replayed; });
  }
  return out;
}

std::string head(const RunReport& report, const Totals& totals) {
  std::string out = format("# Homeostat Run Summary\n\n**Timestamp:** {}\n**Run:** {}\n",
                           format_time(report.ended), cell(report.id.str()));
  if (report.dry_run) out += "**Dry run:** nothing was written or published\n";
  if (totals.replayed > 0) {
    out += format("**Replay:** {} of {} issues used recorded model answers\n", totals.replayed,
                  totals.processed);
  }
  return out;
}

std::string repository_table(const RunReport& report) {
  std::string out =
      "\n## Repositories\n\n"
      "| Repository | Issues Processed | PRs Created | PRs Updated | Cooldowns | Cost | Tokens |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
  for (const RepoReport& repo : report.repositories) {
    out += format("| {} | {} | {} | {} | {} | {} | {} |\n", cell(repo.repo.str()), repo.processed,
                  repo.created, repo.updated, repo.cooldowns, dollars(repo.cost),
                  all_tokens(repo.tokens));
  }
  return out;
}

std::string sums(const RunReport& report, const Totals& totals) {
  return format(
      "\n## Totals\n\n- Issues processed: {}\n- Cost: {}\n- Tokens: {}\n- PRs created: {}\n"
      "- PRs updated: {}\n"
      "\n## Pattern Library Status\n\n- Patterns in library: {}\n- Patterns used this run: {}\n"
      "- Zero-cost fixes: {}\n",
      totals.processed, dollars(report.cost()), all_tokens(report.tokens()), totals.created,
      totals.updated, report.patterns_in_library, totals.patterns_used, totals.zero_cost_fixes);
}

std::string safety_metrics(const RunReport& report, const Config& config) {
  const Money used = report.cost();
  const std::optional<Money> limit = config.money.run;
  const std::string left =
      limit ? dollars(std::max(Money(), *limit - used)) : std::string("unlimited");
  return format(
      "\n## Safety Metrics\n\n- Max diff lines: {}\n- Max files changed: {}\n- Budget limit: {}\n"
      "- Budget used: {}\n- Budget remaining: {}\n",
      config.limits.diff_lines_max, config.limits.files_max,
      limit ? dollars(*limit) : std::string("unlimited"), dollars(used), left);
}

bool has_pull_request(const IssueReport& issue) {
  return issue.outcome == IssueOutcome::pr_created || issue.outcome == IssueOutcome::pr_updated;
}

/// "reason (detail); other_reason. Remedy of the first."
std::string why(const IssueReport& issue) {
  std::string out;
  for (const Refusal& refusal : issue.reasons) {
    if (!out.empty()) out += "; ";
    out += to_string(refusal.reason);
    if (!refusal.detail.empty()) out += " (" + cell(refusal.detail) + ")";
  }
  if (issue.error) {
    if (!out.empty()) out += "; ";
    out += "error: " + cell(issue.error->message);
  }
  if (out.empty()) out = to_string(issue.outcome);
  if (issue.cooldown_until) out += ", until " + format_time(*issue.cooldown_until);
  const Reason bare = issue.outcome == IssueOutcome::dry_run ? Reason::dry_run : Reason::error;
  const Reason first = issue.reasons.empty() ? bare : issue.reasons.front().reason;
  return out + ". " + std::string(remedy(first));
}

std::string why_not(const RunReport& report) {
  std::string lines;
  for (const RepoReport& repo : report.repositories) {
    const std::string name = cell(repo.repo.str());
    if (repo.error) lines += format("- {}: error: {}\n", name, cell(repo.error->message));
    for (const IssueReport& issue : repo.issues) {
      if (has_pull_request(issue)) continue;
      lines += format("- {}, issue {}: {}\n", name, issue.issue.value, why(issue));
    }
  }
  return lines.empty() ? "" : "\n## Why Not\n\n" + lines;
}

}  // namespace

std::string print_summary(const RunReport& report, const Config& config) {
  const Totals totals = totals_of(report);
  return head(report, totals) + repository_table(report) + sums(report, totals) +
         safety_metrics(report, config) + why_not(report);
}

}  // namespace homeostat

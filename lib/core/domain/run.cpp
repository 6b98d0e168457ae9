#include <homeostat/run.hpp>

#include <algorithm>
#include <utility>

#include "core/base/enum_names.hpp"
#include "core/base/saturating.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<3> source_names = {"none", "pattern", "model"};
static_assert(static_cast<std::size_t>(FixSource::model) + 1 == source_names.size());

constexpr base::EnumNames<6> outcome_names = {"pr_created", "pr_updated", "skipped",
                                              "refused",    "dry_run",    "failed"};
static_assert(static_cast<std::size_t>(IssueOutcome::failed) + 1 == outcome_names.size());

}  // namespace

std::string_view to_string(FixSource source) noexcept {
  return base::enum_name(source_names, source);
}

std::string_view to_string(IssueOutcome outcome) noexcept {
  return base::enum_name(outcome_names, outcome);
}

Usage& Usage::operator+=(const Usage& other) {
  input = base::saturating_add(input, other.input);
  output = base::saturating_add(output, other.output);
  cache_read = base::saturating_add(cache_read, other.cache_read);
  cache_write = base::saturating_add(cache_write, other.cache_write);
  return *this;
}

bool IssueReport::zero_cost_fix() const {
  const bool published = outcome == IssueOutcome::pr_created || outcome == IssueOutcome::pr_updated;
  return published && source == FixSource::pattern && cost == Money();
}

void RepoReport::add(IssueReport issue) {
  const bool in_cooldown =
      std::any_of(issue.reasons.begin(), issue.reasons.end(),
                  [](const Refusal& refusal) { return refusal.reason == Reason::cooldown; });
  ++processed;
  created += issue.outcome == IssueOutcome::pr_created ? 1 : 0;
  updated += issue.outcome == IssueOutcome::pr_updated ? 1 : 0;
  cooldowns += in_cooldown ? 1 : 0;
  if (issue.source == FixSource::pattern) {
    ++(is_builtin(issue.pattern) ? builtin_patterns_used : patterns_used);
  }
  zero_cost_fixes += issue.zero_cost_fix() ? 1 : 0;
  cost += issue.cost;
  tokens += issue.tokens;
  issues.push_back(std::move(issue));
}

Money RunReport::cost() const {
  Money sum;
  for (const RepoReport& repository : repositories)
    sum += repository.cost;
  return sum;
}

Usage RunReport::tokens() const {
  Usage sum;
  for (const RepoReport& repository : repositories)
    sum += repository.tokens;
  return sum;
}

}  // namespace homeostat

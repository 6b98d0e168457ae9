#include <homeostat/telemetry.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

IssueReport issue_with(IssueOutcome outcome, std::int64_t number) {
  IssueReport issue;
  issue.issue = {number};
  issue.outcome = outcome;
  return issue;
}

RunReport sample() {
  RunReport report;
  report.id = RunId("run-1");
  report.ended = *parse_time("2026-11-22T09:30:00Z");
  report.patterns_in_library = 4;
  report.repositories.resize(2);
  auto& first = report.repositories[0];
  first.repo = RepoId("acme/kit");
  auto created = issue_with(IssueOutcome::pr_created, 1);
  created.source = FixSource::model;
  created.cost = Money::from_micros(120'000);
  created.tokens = {800, 300, 20, 3};
  first.add(created);
  auto free = issue_with(IssueOutcome::pr_updated, 2);
  free.source = FixSource::pattern;
  first.add(free);
  auto& second = report.repositories[1];
  second.repo = RepoId("acme/notebridge");
  auto cooling = issue_with(IssueOutcome::skipped, 7);
  cooling.reasons = {{Reason::cooldown, "attempt 1 of 3 failed", "", 0}};
  cooling.cooldown_until = *parse_time("2026-11-23T09:30:00Z");
  second.add(cooling);
  return report;
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  INFO("wanted: " << part);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

}  // namespace

// The predecessor printed the date command itself, and "\0.12" for a cost.
TEST_CASE("the summary states its time and amounts, not the commands that make them") {
  const auto text = print_summary(sample(), Config());
  has(text, "# Homeostat Run Summary\n");
  has(text, "**Timestamp:** 2026-11-22T09:30:00.000Z");
  CHECK(text.find("$(") == std::string::npos);
  CHECK(text.find("\\$") == std::string::npos);
  CHECK(text.find("${") == std::string::npos);
  has(text, "$0.120000");
}

TEST_CASE("each repository has a row, in the order of the run") {
  const auto text = print_summary(sample(), Config());
  has(text,
      "| Repository | Issues Processed | PRs Created | PRs Updated | Cooldowns | Cost | Tokens "
      "|\n");
  has(text, "| acme/kit | 2 | 1 | 1 | 0 | $0.120000 | 1123 |\n");
  has(text, "| acme/notebridge | 1 | 0 | 0 | 1 | $0.000000 | 0 |\n");
  CHECK(text.find("| acme/kit ") < text.find("| acme/notebridge "));
}

TEST_CASE("totals and pattern library status add up over the repositories") {
  const auto text = print_summary(sample(), Config());
  has(text,
      "## Totals\n\n- Issues processed: 3\n- Cost: $0.120000\n- Tokens: 1123\n"
      "- PRs created: 1\n- PRs updated: 1\n");
  has(text,
      "## Pattern Library Status\n\n- Patterns in library: 4\n"
      "- Patterns used this run: 1\n- Zero-cost fixes: 1\n");
}

TEST_CASE("safety metrics show the limits and what is left of the budget") {
  Config config;
  config.limits.diff_lines_max = 400;
  config.money.run = Money::from_micros(500'000);
  auto text = print_summary(sample(), config);
  has(text,
      "## Safety Metrics\n\n- Max diff lines: 400\n- Max files changed: 10\n"
      "- Budget limit: $0.500000\n- Budget used: $0.120000\n- Budget remaining: $0.380000\n");
  config.money.run = Money::from_micros(100'000);
  has(print_summary(sample(), config), "- Budget remaining: $0.000000\n");
  config.money.run = std::nullopt;
  text = print_summary(sample(), config);
  has(text, "- Budget limit: unlimited\n");
  has(text, "- Budget remaining: unlimited\n");
}

TEST_CASE("an issue without a pull request says why, and what a person can do") {
  const auto text = print_summary(sample(), Config());
  has(text,
      "## Why Not\n\n- acme/notebridge, issue 7: cooldown (attempt 1 of 3 failed), until "
      "2026-11-23T09:30:00.000Z. Wait for the cooldown to end, or reset the attempts.\n");
  CHECK(text.find("issue 1:") == std::string::npos);
  CHECK(text.find("issue 2:") == std::string::npos);
}

TEST_CASE("several reasons, errors and bare outcomes are all named") {
  auto report = sample();
  auto& repo = report.repositories[1];
  repo.error = Error{ErrorCode::store, "no branch main"};
  auto refused = issue_with(IssueOutcome::refused, 8);
  refused.reasons = {{Reason::files, "14 files", "", 0}, {Reason::binary, "", "a.png", 0}};
  repo.add(refused);
  auto failed = issue_with(IssueOutcome::failed, 9);
  failed.error = Error{ErrorCode::transport, "connection lost"};
  repo.add(failed);
  auto both = failed;
  both.issue = {10};
  both.reasons = {{Reason::cancelled, "", "", 0}};
  repo.add(both);
  repo.add(issue_with(IssueOutcome::dry_run, 11));
  const auto text = print_summary(report, Config());
  has(text, "- acme/notebridge: error: no branch main\n");
  has(text, "issue 8: files (14 files); binary. Fix it by hand, or raise files_max.\n");
  has(text, "issue 9: error: connection lost. Read the error message,");
  has(text, "issue 10: cancelled; error: connection lost. Run again:");
  has(text, "issue 11: dry_run. Run without dry_run to have it published.\n");
}

TEST_CASE("a run in which every issue has a pull request has no such list") {
  auto report = sample();
  report.repositories.pop_back();
  CHECK(print_summary(report, Config()).find("Why Not") == std::string::npos);
}

TEST_CASE("a dry run and a replay are plainly said") {
  auto report = sample();
  CHECK(print_summary(report, Config()).find("Dry run") == std::string::npos);
  CHECK(print_summary(report, Config()).find("Replay") == std::string::npos);
  report.dry_run = true;
  report.repositories[0].issues[0].replayed = true;
  const auto text = print_summary(report, Config());
  has(text, "**Dry run:** nothing was written or published\n");
  has(text, "**Replay:** 1 of 3 issues used recorded model answers\n");
}

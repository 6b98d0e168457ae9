#include <homeostat/run.hpp>

#include <limits>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
IssueReport created(FixSource source, std::int64_t micros) {
  IssueReport report;
  report.outcome = IssueOutcome::pr_created;
  report.source = source;
  report.cost = Money::from_micros(micros);
  report.tokens = {10, 2, 3, 1};
  return report;
}
IssueReport skipped(Reason reason) {
  IssueReport report;
  report.reasons = {Refusal{reason, "why", "", 0}};
  return report;
}
}  // namespace

TEST_CASE("usage adds field by field and does not wrap") {
  Usage sum{1, 2, 3, 4};
  sum += Usage{10, 20, 30, std::numeric_limits<std::int64_t>::max()};
  CHECK(sum == Usage{11, 22, 33, std::numeric_limits<std::int64_t>::max()});
}

TEST_CASE("outcomes and sources are named as their enumerators") {
  CHECK(to_string(IssueOutcome::pr_created) == "pr_created");
  CHECK(to_string(IssueOutcome::failed) == "failed");
  CHECK(to_string(FixSource::none) == "none");
  CHECK(to_string(FixSource::model) == "model");
}

TEST_CASE("a zero-cost fix is a pull request from a pattern that cost nothing") {
  CHECK(created(FixSource::pattern, 0).zero_cost_fix());
  CHECK_FALSE(created(FixSource::pattern, 1).zero_cost_fix());
  CHECK_FALSE(created(FixSource::model, 0).zero_cost_fix());
  auto updated = created(FixSource::pattern, 0);
  updated.outcome = IssueOutcome::pr_updated;
  CHECK(updated.zero_cost_fix());
  auto refused = created(FixSource::pattern, 0);
  refused.outcome = IssueOutcome::refused;
  CHECK_FALSE(refused.zero_cost_fix());
}

TEST_CASE("a repository's sums follow its issues") {
  RepoReport repo;
  repo.add(created(FixSource::pattern, 0));
  repo.add(created(FixSource::model, 500));
  auto updated = created(FixSource::model, 7);
  updated.outcome = IssueOutcome::pr_updated;
  repo.add(updated);
  repo.add(skipped(Reason::cooldown));
  repo.add(skipped(Reason::opted_out));
  CHECK(repo.processed == 5);
  CHECK(repo.created == 2);
  CHECK(repo.updated == 1);
  CHECK(repo.cooldowns == 1);
  CHECK(repo.patterns_used == 1);
  CHECK(repo.zero_cost_fixes == 1);
  CHECK(repo.cost == Money::from_micros(507));
  CHECK(repo.tokens == Usage{30, 6, 9, 3});
  CHECK(repo.issues.size() == 5);
}

TEST_CASE("a run's cost and tokens are the sums over its repositories") {
  RunReport run;
  CHECK(run.cost() == Money());
  run.repositories.resize(2);
  run.repositories[0].add(created(FixSource::model, 500));
  run.repositories[1].add(created(FixSource::model, 7));
  CHECK(run.cost() == Money::from_micros(507));
  CHECK(run.tokens() == Usage{20, 4, 6, 2});
}

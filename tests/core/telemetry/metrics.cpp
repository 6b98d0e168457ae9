#include <homeostat/telemetry.hpp>

#include "core/base/json.hpp"
#include "support/catch.hpp"

using namespace homeostat;
namespace json = boost::json;

namespace {
IssueReport published() {
  IssueReport report;
  report.run = RunId("run-1");
  report.repo = RepoId("acme/palette-kit");
  report.issue = {12};
  report.fingerprint = FingerprintId("v1:ab");
  report.outcome = IssueOutcome::pr_created;
  report.tier = 2;
  report.source = FixSource::model;
  report.cost = Money::from_micros(546);
  report.tokens = {800, 300, 5, 6};
  report.started = *parse_time("2026-11-22T09:30:00Z");
  report.took = Milliseconds{1500};
  return report;
}
}  // namespace

TEST_CASE("a record has the keys of the mission and their exact companions") {
  const auto record = json::parse(to_json(metrics_of(published())));
  CHECK(record == json::parse(R"({
    "schema_version": 1, "timestamp": "2026-11-22T09:30:01.500Z", "run_id": "run-1",
    "repo": "acme/palette-kit", "issue": 12, "tier": 2, "outcome": "pr_created", "reasons": [],
    "fingerprintsProcessed": ["v1:ab"], "prsCreated": 1, "prsUpdated": 0, "cooldowns": 0,
    "cost": 0.000546, "cost_micros": 546,
    "tokens": {"input": 800, "output": 300, "cacheRead": 5, "cacheWrite": 6},
    "latency": 1500, "latency_ms": 1500, "errors": [], "patternsUsed": 0, "zeroCostFixes": 0})"));
}

TEST_CASE("a fix from a pattern counts as used and as free") {
  auto report = published();
  report.source = FixSource::pattern;
  report.cost = Money();
  report.outcome = IssueOutcome::pr_updated;
  const auto metrics = metrics_of(report);
  CHECK(metrics.patterns_used == 1);
  CHECK(metrics.zero_cost_fixes == 1);
  CHECK(metrics.prs_updated == 1);
  CHECK(metrics.prs_created == 0);
}

// The predecessor counted skips and cooldowns as errors, and let a telemetry error fail a run.
TEST_CASE("skips, cooldowns and warnings are no errors") {
  IssueReport report;
  report.outcome = IssueOutcome::skipped;
  report.reasons = {{Reason::cooldown, "until tomorrow", "", 0}};
  report.warnings = {Error{ErrorCode::store, "artifact not written"}};
  const auto metrics = metrics_of(report);
  CHECK(metrics.errors.empty());
  CHECK(metrics.cooldowns == 1);
  CHECK(metrics.reasons == std::vector<std::string>{"cooldown"});
  CHECK(metrics.fingerprints_processed.empty());
}

TEST_CASE("an error that ended the walk is recorded with its code") {
  IssueReport report;
  report.outcome = IssueOutcome::failed;
  report.error = Error{ErrorCode::transport, "connection lost"};
  CHECK(metrics_of(report).errors == std::vector<std::string>{"transport: connection lost"});
}

TEST_CASE("a record is one line whatever its texts hold") {
  auto report = published();
  report.error = Error{ErrorCode::store, "a\nb\r\xFF\"}"};
  const auto line = to_json(metrics_of(report));
  CHECK(line.find('\n') == std::string::npos);
  CHECK(line.find('\r') == std::string::npos);
  CHECK(json::parse(line).at("errors").at(0) == "store: a\nb\r\xEF\xBF\xBD\"}");
}

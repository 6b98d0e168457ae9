#include <homeostat/run.hpp>

#include <set>

#include "core/base/json.hpp"
#include "support/catch.hpp"

using namespace homeostat;
namespace json = boost::json;

namespace {

IssueReport full_report() {
  IssueReport report;
  report.run = RunId("run-1");
  report.repo = RepoId("acme/palette-kit");
  report.issue = {12};
  report.fingerprint = FingerprintId("v1:ab");
  report.outcome = IssueOutcome::pr_created;
  report.trail.resize(1);
  report.trail[0].room = Room::guard;
  report.trail[0].took = Milliseconds{7};
  report.trail[0].refusals = {{Reason::files, "too many", "src/a.js", 3}};
  report.trail[0].note = "pattern p-1";
  report.error = Error{ErrorCode::store, "disk is full"};
  report.warnings = {Error{ErrorCode::timeout, "slow"}};
  report.attempt = 2;
  report.tier = 1;
  report.source = FixSource::pattern;
  report.pattern = PatternId("p-1");
  report.replayed = true;
  report.cost = Money::from_micros(66'000);
  report.tokens = {1, 2, 3, 4};
  report.pull = {9};
  report.cooldown_until = Time{};
  report.proof = Proof{};
  report.proof->base = CommitId("c0");
  report.proof->after.argv = {"npm", "test"};
  report.proof->reproduced = true;
  return report;
}

std::set<std::string> keys_of(const json::value& value) {
  std::set<std::string> keys;
  for (const auto& entry : value.as_object())
    keys.emplace(entry.key());
  return keys;
}

}  // namespace

TEST_CASE("an issue's report as JSON says everything that its struct says") {
  const auto value = json::parse(to_json(full_report()));
  CHECK(value.at("repo") == "acme/palette-kit");
  CHECK(value.at("issue") == 12);
  CHECK(value.at("outcome") == "pr_created");
  CHECK(value.at("error").at("code") == "store");
  CHECK(value.at("warnings").at(0).at("message") == "slow");
  CHECK(value.at("source") == "pattern");
  CHECK(value.at("replayed") == true);
  CHECK(value.at("cost") == 0.066);
  CHECK(value.at("cost_micros") == 66'000);
  CHECK(value.at("tokens").at("cache_read") == 3);
  CHECK(value.at("cooldown_until") == "1970-01-01T00:00:00.000Z");
  const auto& visit = value.at("trail").at(0);
  CHECK(visit.at("room") == "guard");
  CHECK(visit.at("took_ms") == 7);
  CHECK(
      visit.at("refusals").at(0) ==
      json::value{{"reason", "files"}, {"detail", "too many"}, {"file", "src/a.js"}, {"line", 3}});
  CHECK(value.at("proof").at("after").at("argv") == json::value{"npm", "test"});
  CHECK(value.at("proof").at("reproduced") == true);
}

TEST_CASE("the same keys are there whether their values are known or not") {
  const auto bare = json::parse(to_json(IssueReport{}));
  CHECK(keys_of(bare) == keys_of(json::parse(to_json(full_report()))));
  CHECK(bare.at("proof").is_null());
  CHECK(bare.at("error").is_null());
  CHECK(bare.at("cooldown_until").is_null());
}

TEST_CASE("a run's report as JSON holds its repositories and their sums") {
  RunReport run;
  run.id = RunId("run-1");
  run.budget_limit = Money::from_micros(1'000'000);
  run.patterns_in_library = 3;
  run.repositories.resize(1);
  run.repositories[0].repo = RepoId("acme/palette-kit");
  run.repositories[0].add(full_report());
  run.repositories[0].error = Error{ErrorCode::cancelled, "stopped"};
  const auto value = json::parse(to_json(run));
  CHECK(value.at("id") == "run-1");
  CHECK(value.at("budget_limit_micros") == 1'000'000);
  CHECK(value.at("patterns_in_library") == 3);
  CHECK(value.at("cost_micros") == 66'000);
  const auto& repo = value.at("repositories").at(0);
  CHECK(repo.at("processed") == 1);
  CHECK(repo.at("created") == 1);
  CHECK(repo.at("error").at("code") == "cancelled");
  CHECK(repo.at("issues").at(0).at("fingerprint") == "v1:ab");
}

TEST_CASE("hostile text in a report still gives one line of valid JSON") {
  IssueReport report;
  report.reasons = {{Reason::error, "a\n\"b\" \xFF", "x", 0}};
  const auto text = to_json(report);
  CHECK(text.find('\n') == text.npos);
  CHECK(json::parse(text).at("reasons").at(0).at("detail") == "a\n\"b\" \xEF\xBF\xBD");
}

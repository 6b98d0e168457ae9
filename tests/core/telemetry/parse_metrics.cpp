#include <homeostat/telemetry.hpp>

#include <limits>

#include "core/base/json.hpp"
#include "support/catch.hpp"

using namespace homeostat;
namespace json = boost::json;

namespace {

RunMetrics full() {
  RunMetrics out;
  out.timestamp = *parse_time("2026-11-22T09:30:00.123Z");
  out.run = RunId("run-1");
  out.repo = RepoId("acme/kit");
  out.issue = {7};
  out.fingerprints_processed = {"v1:ab", "v1:cd"};
  out.prs_created = 1;
  out.prs_updated = 2;
  out.cooldowns = 3;
  out.cost = Money::from_micros(8'999'999'999'999);
  out.tokens = {1, 2, 3, 4};
  out.latency = Milliseconds{99};
  out.errors = {"a", "b\n"};
  out.patterns_used = 4;
  out.zero_cost_fixes = 5;
  out.tier = 3;
  out.outcome = "failed";
  out.reasons = {"error"};
  return out;
}

/// A full record with one key changed, or removed where `value` is empty.
std::string with(const std::string& key, const std::string& value) {
  auto record = json::parse(to_json(full())).as_object();
  record.erase(key);
  if (!value.empty()) record[key] = json::parse(value);
  return json::serialize(record);
}

std::string fault_of(const std::string& line) {
  const auto metrics = parse_metrics(line);
  INFO(line);
  REQUIRE_FALSE(metrics);
  CHECK(metrics.error().code == ErrorCode::invalid_argument);
  CHECK(metrics.error().message.find("malformed metrics record: ") == 0);
  return metrics.error().message;
}

}  // namespace

TEST_CASE("a record reads back as it was written") {
  const auto metrics = parse_metrics(to_json(full()));
  REQUIRE(metrics);
  CHECK(*metrics == full());
}

TEST_CASE("a record of the predecessor is read without the companions") {
  const auto metrics = parse_metrics(
      R"({"timestamp":"2025-10-21T10:00:00.000Z","repo":"acme/kit","fingerprintsProcessed":["x"],)"
      R"("prsCreated":1,"prsUpdated":0,"cooldowns":0,"cost":0.005235,"tokens":{"input":1500,)"
      R"("output":450,"cacheRead":0,"cacheWrite":0},"latency":12.6,"errors":[],)"
      R"("patternsUsed":0,"zeroCostFixes":0})");
  REQUIRE(metrics);
  CHECK(metrics->cost == Money::from_micros(5235));
  CHECK(metrics->latency == Milliseconds{13});
  CHECK(metrics->run.empty());
  CHECK(metrics->tier == 0);
}

TEST_CASE("keys that are not known are passed over") {
  CHECK(parse_metrics(with("colour", "\"blue\"")));
}

TEST_CASE("every key of the mission is needed") {
  for (const char* key :
       {"timestamp", "repo", "fingerprintsProcessed", "prsCreated", "prsUpdated", "cooldowns",
        "cost", "tokens", "latency", "errors", "patternsUsed", "zeroCostFixes"}) {
    CHECK(fault_of(with(key, "")).find(std::string(key) + ": expected") != std::string::npos);
  }
}

TEST_CASE("values of a wrong kind make a record malformed") {
  CHECK(fault_of(with("timestamp", "\"yesterday\"")).find("timestamp: expected a time") > 0);
  CHECK(fault_of(with("timestamp", "5")).find("timestamp: expected a text") > 0);
  CHECK(fault_of(with("repo", "null")).find("repo: expected a text") > 0);
  CHECK(fault_of(with("prsCreated", "-1")).find("a whole number from 0") > 0);
  CHECK(fault_of(with("prsCreated", "1.5")).find("a whole number from 0") > 0);
  CHECK(fault_of(with("cost", "\"1\"")).find("cost: expected a number from 0") > 0);
  CHECK(fault_of(with("cost", "-0.1")).find("cost: expected a number from 0") > 0);
  CHECK(fault_of(with("cost", "1e300")).find("cost: expected a number from 0") > 0);
  CHECK(fault_of(with("cost", "null")).find("cost: expected a number from 0") > 0);
  CHECK(fault_of(with("cost_micros", "-1")).find("cost_micros: expected") > 0);
  CHECK(fault_of(with("tokens", "12")).find("tokens: expected an object") > 0);
  CHECK(fault_of(with("tokens", R"({"input":1,"output":2,"cacheRead":3})")).find("tokens: ") > 0);
  CHECK(fault_of(with("errors", "\"x\"")).find("errors: expected a list of texts") > 0);
  CHECK(fault_of(with("errors", "[1]")).find("errors: expected a list of texts") > 0);
  CHECK(fault_of(with("latency", "-5")).find("latency: expected a number from 0") > 0);
  CHECK(fault_of(with("schema_version", "2")).find("schema_version: expected 1") > 0);
}

TEST_CASE("what is no record at all is malformed") {
  for (const char* line : {"", "{", "[]", "null", "{\"timestamp\":", "nonsense", "{}{}"}) {
    fault_of(line);
  }
  CHECK(fault_of(std::string(2'000'000, 'x')).find("2000000 bytes, limit is 1048576") > 0);
}

TEST_CASE("half a record is malformed at every length") {
  const auto line = to_json(full());
  for (std::size_t size = 0; size < line.size(); ++size) {
    REQUIRE_FALSE(parse_metrics(std::string_view(line).substr(0, size)));
  }
}

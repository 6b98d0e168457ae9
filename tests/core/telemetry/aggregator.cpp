#include <homeostat/telemetry.hpp>

#include "core/base/json.hpp"
#include "support/catch.hpp"

using namespace homeostat;

namespace {

RunMetrics record(std::int64_t micros, const char* time = "2026-11-22T09:30:00Z") {
  RunMetrics out;
  out.timestamp = *parse_time(time);
  out.cost = Money::from_micros(micros);
  out.tokens = {10, 2, 3, 1};
  out.latency = Milliseconds{100};
  return out;
}

MetricsSummary sum_of(const std::vector<std::string>& lines,
                      std::optional<Time> since = std::nullopt) {
  MetricsAggregator aggregator(since);
  for (const auto& line : lines)
    aggregator.add_line(line);
  return aggregator.summary();
}

}  // namespace

TEST_CASE("nothing sums to nothing, without a division by zero") {
  const auto sum = sum_of({});
  CHECK(sum.records == 0);
  CHECK(sum.avg_latency_ms == 0);
  CHECK(sum.error_rate == 0);
}

TEST_CASE("records add up") {
  auto failed = record(3);
  failed.errors = {"one", "two"};
  failed.latency = Milliseconds{400};
  auto fixed = record(500);
  fixed.prs_created = 1;
  fixed.prs_updated = 2;
  fixed.patterns_used = 1;
  fixed.zero_cost_fixes = 1;
  fixed.cooldowns = 4;
  const auto sum = sum_of({to_json(failed), to_json(fixed) + "\r\n", to_json(record(0)), "", "\n"});
  CHECK(sum.records == 3);
  CHECK(sum.malformed_lines == 0);
  CHECK(sum.total_cost == Money::from_micros(503));
  CHECK(sum.total_tokens == Usage{30, 6, 9, 3});
  CHECK(sum.total_prs == 3);
  CHECK(sum.avg_latency_ms == 200);
  CHECK(sum.error_rate == Approx(1.0 / 3));
  CHECK(sum.patterns_used == 1);
  CHECK(sum.zero_cost_fixes == 1);
  CHECK(sum.cooldowns == 4);
}

// The predecessor's rate reached 5.0, its cost NaN, and bad times always counted.
TEST_CASE("malformed lines are counted and change no sum") {
  auto failed = record(7);
  failed.errors = {"x"};
  std::vector<std::string> lines = {to_json(failed)};
  for (int i = 0; i < 5; ++i)
    lines.push_back("not json");
  lines.push_back(R"({"timestamp":"2026-11-22T09:30:00Z","repo":"a/b"})");
  std::string bad_time = to_json(record(1000));
  bad_time.replace(bad_time.find("2026-11-22T09"), 13, "2026-99-99T99");
  lines.push_back(bad_time);
  const auto sum = sum_of(lines, *parse_time("2020-01-01T00:00:00Z"));
  CHECK(sum.records == 1);
  CHECK(sum.malformed_lines == 7);
  CHECK(sum.error_rate == 1.0);
  CHECK(sum.total_cost == Money::from_micros(7));
}

TEST_CASE("records before the start are passed over, the start itself counts") {
  const std::vector<std::string> lines = {to_json(record(1, "2026-11-21T23:59:59.999Z")),
                                          to_json(record(2, "2026-11-22T00:00:00Z")),
                                          to_json(record(4, "2026-11-23T00:00:00Z"))};
  const auto sum = sum_of(lines, *parse_time("2026-11-22T00:00:00Z"));
  CHECK(sum.records == 2);
  CHECK(sum.total_cost == Money::from_micros(6));
}

TEST_CASE("the error rate is between 0 and 1 whatever the records say") {
  std::vector<std::string> lines;
  for (int i = 0; i < 20; ++i) {
    auto one = record(i);
    one.errors.resize(static_cast<std::size_t>(i % 4));
    lines.push_back(to_json(one));
    lines.push_back("{broken");
    const auto sum = sum_of(lines);
    CHECK(sum.error_rate >= 0);
    CHECK(sum.error_rate <= 1);
  }
}

TEST_CASE("sums as JSON have the keys of the mission") {
  auto one = record(546);
  one.prs_created = 1;
  const auto value = boost::json::parse(to_json(sum_of({to_json(one), "x"})));
  CHECK(value.at("totalCost") == 0.000546);
  CHECK(value.at("totalCost_micros") == 546);
  CHECK(value.at("totalTokens").at("input") == 10);
  CHECK(value.at("totalPRs") == 1);
  CHECK(value.at("avgLatency") == 100);
  CHECK(value.at("errorRate") == 0);
  CHECK(value.at("records") == 1);
  CHECK(value.at("malformed_lines") == 1);
}

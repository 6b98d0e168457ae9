/// Inputs and answers of the predecessor's functions for retry, cooldown and cost. Those of intake,
/// fingerprint v0 and routing stand in tests/data/intake; the sanitizer's in core/privacy.
///
/// Differences, on purpose: a tier of 0 tries is a configuration error here, where the predecessor
/// made it 1; two failures count as one by their refusal (reason and message), where it looked at
/// the message alone.

#include <homeostat/attempts.hpp>
#include <homeostat/ledger.hpp>
#include <homeostat/retry.hpp>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;

namespace {

Money cost(std::int64_t input_price, std::int64_t output_price, Usage usage) {
  ModelConfig model;
  model.id = ModelId{"some-model"};
  model.input_per_million = Money::from_micros(input_price);
  model.cached_input_per_million = model.input_per_million;
  model.output_per_million = Money::from_micros(output_price);
  return cost_of_usage(model, usage);
}

}  // namespace

TEST_CASE("edit distances are the predecessor's") {
  CHECK(bounded_edit_distance("abc", "abc", 10) == 0);
  CHECK(bounded_edit_distance("abc", "abcd", 10) == 1);
}

TEST_CASE("the same failures count as the same") {
  const auto same = [](const char* a, const char* b) {
    return same_failure(failure_message(a), failure_message(b));
  };
  CHECK_FALSE(same_failure("", ""));
  CHECK(same("Error: Timeout while fetching data", "Error: Timeout while fetching data   "));
  CHECK_FALSE(same_failure("Compilation error", "Network failure"));
  CHECK(same_failure(failure_message("Error: Database locked"), "Database locked"));
  CHECK_FALSE(same("Error: Timeout 1", "Error: Timeout 2"));
}

TEST_CASE("the sequence of failures, waits and attempts is the predecessor's") {
  const Limits limits;
  constexpr Milliseconds hour{3'600'000};
  Time now{Milliseconds{1'767'225'600'000}};
  AttemptRecord record;
  CHECK_FALSE(check_attempt(record, limits, now));
  record = after_failure(record, limits, now);
  CHECK(record.cooldown_until == now + 24 * hour);
  now += 23 * hour;
  CHECK(check_attempt(record, limits, now));
  now += 2 * hour;
  CHECK_FALSE(check_attempt(record, limits, now));
  record = after_failure(record, limits, now);
  CHECK(record.cooldown_until == now + 48 * hour);
  now += 47 * hour;
  CHECK(check_attempt(record, limits, now));
  now += 1 * hour;
  CHECK_FALSE(check_attempt(record, limits, now));
  record = after_failure(record, limits, now);
  CHECK(record.cooldown_until == now + 96 * hour);
  now += 1000 * hour;
  const auto refusal = check_attempt(record, limits, now);
  REQUIRE(refusal);
  CHECK(refusal->reason == Reason::exhausted);
  CHECK(record.attempts == 3);
}

TEST_CASE("a success clears attempts and cooldown") {
  const Time now{Milliseconds{1'767'225'600'000}};
  const AttemptRecord record = after_success(after_failure({}, {}, now), now);
  CHECK(record.attempts == 0);
  CHECK_FALSE(record.cooldown_until);
}

TEST_CASE("costs at the predecessor's prices are the predecessor's") {
  CHECK(cost(270'000, 1'100'000, {.input = 800, .output = 400}).micros() == 656);
  CHECK(cost(270'000, 1'100'000, {.input = 800, .output = 300}).micros() == 546);
  CHECK(cost(10'000'000, 30'000'000, {.input = 400, .output = 150}).micros() == 8'500);
}

TEST_CASE("two tries that fail the same way end the attempt, whatever the tier still allows") {
  Prepared world;
  world.config.tiers[0].tries = 3;
  world.answer_wrong();
  world.answer("src/first.js", "  return list.items[0]; // BUG", "  return list.items[2]; // BUG");
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(world.model.requests().size() == 2);
  CHECK(world.pulls().empty());
  CHECK(report.cooldown_until.has_value());
}

TEST_CASE("tries that fail in different ways go on to the tier's limit, and no further") {
  Prepared world;
  world.answer_wrong();
  homeostat::testing::ScriptedAnswer prose;
  prose.text = "no idea";
  prose.usage = {.input = 100, .output = 10};
  world.model.add(prose);
  world.answer_right();
  (void)world.run_one();
  CHECK(world.model.requests().size() == 2);
  CHECK(world.pulls().empty());
}

TEST_CASE("a tier without tries is not a configuration") {
  Config config;
  config.tiers[0].tries = 0;
  CHECK_FALSE(validate(config));
}

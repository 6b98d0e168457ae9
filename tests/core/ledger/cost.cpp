#include <homeostat/ledger.hpp>

#include <cstdint>
#include <limits>
#include <random>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

ModelConfig model_at(std::int64_t input, std::int64_t cached, std::int64_t output) {
  ModelConfig model;
  model.id = ModelId{"m"};
  model.input_per_million = Money::from_micros(input);
  model.cached_input_per_million = Money::from_micros(cached);
  model.output_per_million = Money::from_micros(output);
  model.output_tokens_max = 1000;
  return model;
}

}  // namespace

TEST_CASE("the worst case is every prompt token at full price and every output token allowed") {
  const ModelConfig model = model_at(1'250'000, 125'000, 10'000'000);
  CHECK(worst_case_cost(model, 2000) == Money::from_micros(2'500 + 10'000));
  CHECK(worst_case_cost(model, 1) == Money::from_micros(10'002));
  CHECK(worst_case_cost(model, 0) == Money::from_micros(10'000));
  // A cached price above the full one would be odd, but must not break the bound.
  CHECK(worst_case_cost(model_at(1, 1'000'000, 0), 5) == Money::from_micros(5));
}

TEST_CASE("usage costs its parts at their prices, rounded up once") {
  const ModelConfig model = model_at(1'250'000, 125'000, 10'000'000);
  CHECK(cost_of_usage(model, {}) == Money{});
  CHECK(cost_of_usage(model, {800, 300, 0, 0}) == Money::from_micros(1'000 + 3'000));
  CHECK(cost_of_usage(model, {0, 0, 800, 0}) == Money::from_micros(100));
  CHECK(cost_of_usage(model, {0, 0, 0, 800}) == Money::from_micros(1'000));
  CHECK(cost_of_usage(model_at(100'000, 100'000, 100'000), {1, 1, 1, 1}) == Money::from_micros(1));
}

TEST_CASE("I5: negative token counts cost nothing and give nothing back") {
  const ModelConfig model = model_at(1'000'000, 1'000'000, 1'000'000);
  CHECK(cost_of_usage(model, {-5, 7, -1, -1}) == Money::from_micros(7));
  CHECK(worst_case_cost(model, -5) == Money::from_micros(1000));
}

TEST_CASE("costs saturate instead of wrapping") {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const ModelConfig model = model_at(most, most, most);
  CHECK(worst_case_cost(model, most).micros() == most);
  CHECK(cost_of_usage(model, {most, most, most, most}).micros() == most);
}

TEST_CASE("no usage within the counted tokens costs more than the worst case") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  const auto below = [&](std::int64_t end) {
    return std::uniform_int_distribution<std::int64_t>(0, end)(random);
  };
  for (int round = 0; round < 20'000; ++round) {
    const ModelConfig model = model_at(below(3'000'000), below(3'000'000), below(30'000'000));
    const std::int64_t prompt = below(100);
    const std::int64_t read = below(prompt);
    const std::int64_t write = below(prompt - read);
    const Usage usage{prompt - read - write, below(model.output_tokens_max), read, write};
    REQUIRE(cost_of_usage(model, usage) <= worst_case_cost(model, prompt));
  }
}

TEST_CASE("prices are those of the day, the prompt's length and the service tier") {
  ModelConfig model = model_at(1'000'000, 100'000, 5'000'000);
  model.cache_write_per_million = Money::from_micros(1'250'000);
  const auto row = [](std::int64_t price) { return Money::from_micros(price); };
  model.prices = {{"", 1'000, row(2'000'000), row(200'000), row(2'500'000), row(7'500'000)},
                  {"2027-01-01", 0, row(500'000), row(50'000), row(0), row(2'000'000)}};
  const Time before = *parse_time("2026-12-31T23:59:59Z");
  const Time after = *parse_time("2027-01-01T00:00:00Z");
  CHECK(priced_at(model, before, 1'000).input_per_million == row(1'000'000));
  CHECK(priced_at(model, before, 1'001).input_per_million == row(2'000'000));
  CHECK(priced_at(model, before, 1'001).output_per_million == row(7'500'000));
  CHECK(priced_at(model, after, 1'001).input_per_million == row(500'000));
  CHECK(priced_at(model, after, 1).output_per_million == row(2'000'000));
  model.service_percent = 50;
  CHECK(priced_at(model, before, 1).cached_input_per_million == row(50'000));
  // A row for long prompts never makes one cheaper.
  model.prices[0].input_per_million = row(1);
  CHECK(priced_at(model, before, 5'000).input_per_million == row(500'000));
}

TEST_CASE("writing a cache costs its own price, in the worst case too") {
  ModelConfig model = model_at(1'000'000, 100'000, 0);
  model.cache_write_per_million = Money::from_micros(1'250'000);
  CHECK(cost_of_usage(model, {0, 0, 0, 800}) == Money::from_micros(1'000));
  CHECK(worst_case_cost(model, 800) == Money::from_micros(1'000));
}

TEST_CASE("a model is retired from its day on") {
  ModelConfig model = model_at(1, 1, 1);
  CHECK_FALSE(is_retired(model, *parse_time("2099-01-01T00:00:00Z")));
  model.retires = "2026-12-11";
  CHECK_FALSE(is_retired(model, *parse_time("2026-12-10T23:59:59Z")));
  CHECK(is_retired(model, *parse_time("2026-12-11T00:00:00Z")));
}

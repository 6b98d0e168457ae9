#include <homeostat/config.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
std::optional<Money> run_cap(const std::string& value) {
  const auto config = parse_config("{\"money\": {\"run\": " + value + "}}");
  INFO(value);
  REQUIRE(config);
  return config->money.run;
}
}  // namespace

TEST_CASE("an amount is taken exactly as it is written, as number or text") {
  CHECK(run_cap("0.066") == Money::from_micros(66'000));
  CHECK(run_cap("\"0.066\"") == Money::from_micros(66'000));
  CHECK(run_cap("0.1") == Money::from_micros(100'000));
  CHECK(run_cap("0.000001") == Money::from_micros(1));
  CHECK(run_cap("1.000001") == Money::from_micros(1'000'001));
  CHECK(run_cap("8999999.999999") == Money::from_micros(8'999'999'999'999));
  CHECK(run_cap("3") == Money::from_micros(3'000'000));
  CHECK(run_cap("1e2") == Money::from_micros(100'000'000));
  CHECK_FALSE(run_cap("\"unlimited\""));
}

TEST_CASE("every amount prints so that it reads back") {
  Config config;
  for (std::int64_t micros = 1; micros < 9'000'000'000'000; micros = micros * 3 + 7) {
    config.money.run = Money::from_micros(micros);
    const auto again = parse_config(to_json(config));
    REQUIRE(again);
    CHECK(again->money.run == config.money.run);
  }
}

TEST_CASE("a number may be written without a point") {
  const auto config =
      parse_config(R"({"repositories": [{"slug": "a/b", "confidence_threshold": 1}]})");
  REQUIRE(config);
  CHECK(config->repositories[0].confidence_threshold == 1.0);
}

TEST_CASE("text in invalid UTF-8 or with control characters is refused when code sets it") {
  Config config;
  for (const char* text : {"a\xFF", "a\nb", "a\x7F"}) {
    config.organisation_kill_switch = text;
    CHECK_FALSE(validate(config));
  }
  config.organisation_kill_switch = "Wartung für alle";
  CHECK(validate(config));
}

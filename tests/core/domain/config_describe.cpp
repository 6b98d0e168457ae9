#include "core/domain/config_describe.hpp"

#include <fstream>
#include <sstream>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
std::string fault_of(const std::string& text) {
  const auto config = parse_config(text);
  INFO(text);
  REQUIRE_FALSE(config);
  return config.error().message;
}
std::string in_repository(const std::string& key, const std::string& value) {
  return R"({"repositories": [{"slug": "a/b", ")" + key + "\": " + value + "}]}";
}
}  // namespace

TEST_CASE("the schema file says what the parser takes") {
  std::ifstream file(HOMEOSTAT_SOURCE_DIR "/lib/core/domain/config.schema.json");
  std::ostringstream text;
  text << file.rdbuf();
  const bool is_current = text.str() == config_nodes::config_schema();
  if (!is_current) std::ofstream("config.schema.json") << config_nodes::config_schema();
  INFO(
      "the present schema was written to config.schema.json in the test's folder: read the "
      "difference, then copy it over lib/core/domain/config.schema.json");
  CHECK(is_current);
}

TEST_CASE("every limit has a least and a greatest value") {
  const auto limits = boost::json::parse(to_json(Config())).at("limits").as_object();
  CHECK(limits.size() == 26);
  for (const auto& entry : limits) {
    if (entry.value().is_array()) continue;
    const std::string key(std::string_view(entry.key()));
    if (key == "reruns_max") continue;  // 0 is no second run
    const std::string pointer = "/limits/" + key + ": expected a whole number from 1 to ";
    for (const char* value : {"0", "-1", "1.5", "\"5\"", "null", "true", "[1]",
                              "9223372036854775807", "18446744073709551615", "1e400"}) {
      CHECK(fault_of("{\"limits\": {\"" + key + "\": " + value + "}}").find(pointer) == 0);
    }
  }
}

TEST_CASE("how tests are set up and read is part of a repository") {
  const auto config = parse_config(
      R"({"limits": {"reruns_max": 0}, "repositories": [{"slug": "a/b", "setup_command": "npm ci",
      "setup_network": true, "test_report": {"format": "junit", "path": "out/report.xml"}}]})");
  REQUIRE(config);
  CHECK(config->limits.reruns_max == 0);
  const RepositoryConfig& repo = config->repositories[0];
  CHECK(repo.setup_command == "npm ci");
  CHECK(repo.setup_network);
  CHECK(repo.test_report == TestReportConfig{TestFormat::junit, "out/report.xml"});
  CHECK(parse_config(to_json(*config)).value() == *config);
  CHECK(fault_of(R"({"limits": {"reruns_max": 11}})").find("/limits/reruns_max: ") == 0);
  CHECK(fault_of(in_repository("test_report", R"({"format": "mocha"})"))
            .find("/repositories/0/test_report/format: expected one of none, automatic, tap") == 0);
  for (const char* path : {"/etc/passwd", "../x", "a/../b", "a//b", "./a", "a/"}) {
    const std::string value = std::string("{\"path\": \"") + path + "\"}";
    CHECK(fault_of(in_repository("test_report", value))
              .find("/repositories/0/test_report/path: expected a relative path") == 0);
  }
}

TEST_CASE("no cap is unlimited by accident") {
  const auto caps = boost::json::parse(to_json(Config())).at("money").as_object();
  CHECK(caps.size() == 6);
  for (const auto& entry : caps) {
    const std::string key(std::string_view(entry.key()));
    for (const char* value :
         {"null", "\"\"", "-1", "\"NaN\"", "\"inf\"", "\"Unlimited\"", "true", "[]", "{}",
          "0.0000001", "1e300", "\"1e3\"", "\"abc\"", "9000000.5", "18446744073709551615"}) {
      CHECK(fault_of("{\"money\": {\"" + key + "\": " + value + "}}")
                .find("/money/" + key +
                      ": expected an amount of USD from 0 to 9000000 with at most 6 decimals, or "
                      "\"unlimited\", got ") == 0);
    }
    const auto none = parse_config("{\"money\": {\"" + key + "\": 0}}");
    CHECK(none);
  }
}

TEST_CASE("a model without a real price is refused, since no cap could hold it") {
  for (const char* price : {"0", "\"0\"", "-1", "null", "\"free\""}) {
    CHECK(fault_of(std::string(R"({"models": [{"id": "m", "cached_input_per_million": 0,
      "output_per_million": 1, "input_per_million": )") +
                   price + "}]}")
              .find("/models/0/input_per_million: expected an amount of USD from 0.000001") == 0);
  }
}

TEST_CASE("the values of a repository are bounded") {
  CHECK(fault_of(in_repository("max_prs_per_run", "-1")) ==
        "/repositories/0/max_prs_per_run: expected a whole number from 0 to 100, got -1");
  CHECK(fault_of(in_repository("confidence_threshold", "1.01")) ==
        "/repositories/0/confidence_threshold: expected a number from 0 to 1, got 1.01");
  CHECK(fault_of(in_repository("confidence_threshold", "\"0.8\"")).find("expected a number") > 0);
  CHECK(fault_of(in_repository("test_command", "\"\"")).find("expected a command on one line") > 0);
  CHECK(fault_of(in_repository("test_command", "\" \"")).find("expected a command") > 0);
  CHECK(fault_of(in_repository("test_command", "\"a\\nb\"")).find("expected a command") > 0);
  CHECK(fault_of(in_repository("test_command", '"' + std::string(4097, 'x') + '"'))
            .find("of 1 to 4096 bytes, got \"xxx") > 0);
  CHECK(fault_of(in_repository("path", "\"a\\u0000b\"")).find("expected a path on one line") > 0);
  CHECK(fault_of(in_repository("enabled", "\"no\"")) ==
        "/repositories/0/enabled: expected true or false, got \"no\"");
  CHECK(fault_of(in_repository("labels", R"(["ok", ""])")).find("/repositories/0/labels/1: ") == 0);
  CHECK(fault_of(in_repository("labels", "\"robot\"")) ==
        "/repositories/0/labels: expected a list of 0 to 100 items, got \"robot\"");
}

TEST_CASE("an empty include list is refused, because no file could pass it") {
  CHECK(fault_of(in_repository("path_filters", R"({"include": []})")) ==
        "/repositories/0/path_filters/include: expected a list of 1 to 1000 items, got 0 items");
  CHECK(parse_config(in_repository("path_filters", R"({"exclude": []})")));
}

TEST_CASE("tiers and switches are bounded") {
  CHECK(fault_of(R"({"force_tier": 4})") ==
        "/force_tier: expected a whole number from 0 to 3, got 4");
  CHECK(fault_of(R"({"tiers": [{"model": "m"}, {"model": "m", "tries": 0}, {"model": "m"}]})") ==
        "/tiers/1/tries: expected a whole number from 1 to 10, got 0");
  CHECK(fault_of(R"({"tiers": [{"model": ""}, {"model": "m"}, {"model": "m"}]})")
            .find("/tiers/0/model: expected a model's name") == 0);
  CHECK(parse_config(R"({"tiers": [{"model": "m", "reviewer": ""}, {"model": "m"},
      {"model": "m"}]})"));
  CHECK(fault_of(R"({"tiers": [{"model": "m", "reviewer": "a b"}, {"model": "m"},
      {"model": "m"}]})")
            .find("/tiers/0/reviewer: ") == 0);
  CHECK(fault_of(R"({"environment": "prod"})") ==
        "/environment: expected one of dev, test, production, got \"prod\"");
  CHECK(fault_of(R"({"limits": {"cooldown_hours": []}})").find("/limits/cooldown_hours: ") == 0);
  CHECK(fault_of(R"({"limits": {"cooldown_hours": [24, 0]}})") ==
        "/limits/cooldown_hours/1: expected a whole number from 1 to 8760, got 0");
}

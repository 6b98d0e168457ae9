#include <homeostat/config.hpp>

#include <limits>

#include "core/base/json.hpp"
#include "support/catch.hpp"

using namespace homeostat;
namespace json = boost::json;

namespace {

std::string fault_of(std::string_view text) {
  const auto config = parse_config(text);
  INFO(text);
  REQUIRE_FALSE(config);
  CHECK(config.error().code == ErrorCode::invalid_config);
  CHECK(config.error().message.find('\n') == std::string::npos);
  return config.error().message;
}

Config valid(std::string_view text) {
  const auto config = parse_config(text);
  INFO((config ? "" : config.error().message));
  REQUIRE(config);
  return *config;
}

}  // namespace

TEST_CASE("an empty object gives the defaults of the mission") {
  const Config config = valid("{}");
  CHECK(config == Config());
  CHECK(config.limits.diff_lines_max == 500);
  CHECK(config.limits.files_max == 10);
  CHECK(config.money.run == Money::from_micros(1'000'000));
  CHECK(config.environment == Environment::dev);
  CHECK(config.limits.cooldown_hours == std::vector<int>{24, 48, 96});
}

TEST_CASE("the predecessor's file of repositories is read, key by key") {
  const Config config = valid(R"({"version": 1, "repositories": [
    {"slug": "acme/palette-kit", "branch": "develop", "max_prs_per_run": 3,
     "labels": ["robot", "automated-fix"],
     "path_filters": {"include": ["src/"], "exclude": ["tests/", "docs/"]},
     "test_command": "npm run check", "confidence_threshold": 0.9},
    {"slug": "acme/notebridge"}]})");
  REQUIRE(config.repositories.size() == 2);
  const auto& first = config.repositories[0];
  CHECK(first.slug == RepoId("acme/palette-kit"));
  CHECK(first.branch == "develop");
  CHECK(first.max_prs_per_run == 3);
  CHECK(first.labels == std::vector<std::string>{"robot", "automated-fix"});
  CHECK(first.path_filters.include == std::vector<std::string>{"src/"});
  CHECK(first.test_command == "npm run check");
  CHECK(first.confidence_threshold == 0.9);
  RepositoryConfig defaults;
  defaults.slug = RepoId("acme/notebridge");
  CHECK(config.repositories[1] == defaults);
}

TEST_CASE("sections take their keys and leave the other keys as they were") {
  const Config config = valid(R"({
    "limits": {"files_max": 3, "test_timeout_ms": 5000, "cooldown_hours": [1, 2]},
    "money": {"run": "0.066", "day": "unlimited", "week": 7},
    "environment": "production", "force_tier": 2, "dry_run": true})");
  CHECK(config.limits.files_max == 3);
  CHECK(config.limits.diff_lines_max == 500);
  CHECK(config.limits.test_timeout_ms == Milliseconds{5000});
  CHECK(config.limits.cooldown_hours == std::vector<int>{1, 2});
  CHECK(config.money.run == Money::from_micros(66'000));
  CHECK_FALSE(config.money.day);
  CHECK(config.money.week == Money::from_micros(7'000'000));
  CHECK(config.money.month == MoneyCaps().month);
  CHECK(config.environment == Environment::production);
  CHECK(config.force_tier == 2);
  CHECK(config.dry_run);
}

TEST_CASE("an unknown key is an error that lists the known ones") {
  CHECK(fault_of(R"({"limits": {"max_files": 3}})")
            .find("/limits/max_files: unknown key, allowed are diff_lines_max, files_max,") == 0);
  CHECK(fault_of(R"({"repos": []})").find("/repos: unknown key, allowed are version,") == 0);
  CHECK(fault_of(R"({"repositories": [{"slug": "a/b", "maxPRsPerRun": 2}]})")
            .find("/repositories/0/maxPRsPerRun: unknown key") == 0);
  CHECK(fault_of("{\"a\\nb\": 1}").find("/a?b: unknown key") == 0);
}

TEST_CASE("a duplicate key is an error, not a silent second value") {
  CHECK(fault_of(R"({"money": {"run": 1, "run": "unlimited"}})") == "/money/run: duplicate key");
}

TEST_CASE("a missing key that has no default is an error") {
  CHECK(fault_of(R"({"repositories": [{"branch": "main"}]})") ==
        "/repositories/0: missing key slug");
  CHECK(fault_of(R"({"models": [{"id": "m", "input_per_million": 1}]})") ==
        "/models/0: missing key cached_input_per_million");
}

TEST_CASE("what is not JSON, or too much of it, is an error") {
  CHECK(fault_of("").find("/: not valid JSON") == 0);
  CHECK(fault_of("[]") == "/: expected an object with keys, got []");
  CHECK(fault_of("{\"version\": NaN}").find("/: not valid JSON") == 0);
  CHECK(fault_of("{} {}").find("/: not valid JSON") == 0);
  CHECK(fault_of(std::string(5'000'000, ' ')) ==
        "/: configuration has 5000000 bytes, limit is 4194304");
  CHECK(fault_of(std::string(100, '[')) == "/: nested deeper than 32 levels");
}

TEST_CASE("another version of the form is refused") {
  CHECK(fault_of(R"({"version": 2})") == "/version: expected 1, got 2");
}

TEST_CASE("a repository or model that is listed twice is an error") {
  CHECK(fault_of(R"({"repositories": [{"slug": "a/b"}, {"slug": "A/B"}]})") ==
        "/repositories/1/slug: the repository is listed twice");
  CHECK(fault_of(R"({"models": [
      {"id":"m","input_per_million":1,"cached_input_per_million":1,"output_per_million":1},
      {"id":"m","input_per_million":2,"cached_input_per_million":1,"output_per_million":1}]})") ==
        "/models/1/id: the model is listed twice");
}

TEST_CASE("the prices and sizes of a model must agree with each other") {
  CHECK(fault_of(R"({"models": [{"id":"m","input_per_million":1,"cached_input_per_million":1.5,
      "output_per_million":1}]})") ==
        "/models/0/cached_input_per_million: expected at most input_per_million (1.000000), got "
        "1.500000");
  CHECK(fault_of(R"({"models": [{"id":"m","input_per_million":1,"cached_input_per_million":1,
      "output_per_million":1,"context_tokens_max":4096}]})") ==
        "/models/0/output_tokens_max: expected less than context_tokens_max (4096), got 4096");
}

TEST_CASE("there are exactly three tiers") {
  CHECK(fault_of(R"({"tiers": [{"model": "m"}]})") ==
        "/tiers: expected a list of 3 to 3 items, got 1 items");
  Config config;
  config.tiers.pop_back();
  CHECK(validate(config).error().message == "/tiers: expected a list of 3 to 3 items, got 2 items");
}

TEST_CASE("values that code sets are checked as those of a file, with the same words") {
  CHECK(validate(Config()));
  Config config;
  config.limits.files_max = 0;
  CHECK(validate(config).error().message == fault_of(R"({"limits": {"files_max": 0}})"));
  config = Config();
  config.money.run = Money::from_micros(-1);
  CHECK(validate(config).error().message.find("/money/run: expected an amount of USD") == 0);
  config = Config();
  config.repositories.resize(1);
  config.repositories[0].slug = RepoId("a/b");
  config.repositories[0].confidence_threshold = std::numeric_limits<double>::quiet_NaN();
  CHECK(validate(config).error().message ==
        "/repositories/0/confidence_threshold: expected a number from 0 to 1, got null");
  config = Config();
  config.environment = static_cast<Environment>(9);
  CHECK(validate(config).error().message ==
        "/environment: expected one of dev, test, production, got 9");
  config = Config();
  config.models.push_back(config.models.front());
  CHECK(validate(config).error().code == ErrorCode::invalid_config);
}

TEST_CASE("what the configuration prints is what it reads back") {
  Config config = valid(R"({"repositories": [{"slug": "acme/kit", "labels": ["a"]}],
    "money": {"run": "0.000001", "day": "unlimited", "month": 9000000}})");
  config.required_labels = {"robot", "für uns"};
  config.limits.run_deadline_ms = Milliseconds{1};
  CHECK(valid(to_json(config)) == config);
  CHECK(valid(to_json(Config())) == Config());
}

TEST_CASE("the printed configuration is complete but for its secret") {
  Config config;
  config.signature_secret = "correct horse";
  const std::string text = to_json(config);
  CHECK(text.find("correct horse") == std::string::npos);
  CHECK(text.find("signature_secret") == std::string::npos);
  const auto value = json::parse(text);
  CHECK(value.at("version") == 1);
  CHECK(value.at("money").at("run") == 1);
  CHECK(value.at("limits").at("lease_ttl_ms") == 120'000);
  CHECK(value.at("tiers").as_array().size() == 3);
  CHECK(value.at("environment") == "dev");
}

TEST_CASE("a bad secret is not repeated in the message") {
  const auto fault = fault_of(R"({"signature_secret": ["hunter2"]})");
  CHECK(fault == "/signature_secret: expected text of 0 to 1024 bytes, got another value");
}

TEST_CASE("environments are named as in HOMEOSTAT_ENV") {
  CHECK(to_string(Environment::dev) == "dev");
  CHECK(to_string(Environment::test) == "test");
  CHECK(to_string(Environment::production) == "production");
}

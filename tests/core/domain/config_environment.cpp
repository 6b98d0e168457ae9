#include <homeostat/config.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

std::string fault_of(const std::string& name, const std::string& value) {
  Config config;
  const Config before = config;
  const std::vector<EnvironmentVariable> variables = {
      {name == "MAX_FILES" ? "MAX_DIFF_LINES" : "MAX_FILES", "3"}, {name, value}};
  const Status status = apply_environment(config, variables);
  INFO(name << "=" << value);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::invalid_config);
  CHECK(config == before);
  return status.error().message;
}

Config applied(const std::vector<EnvironmentVariable>& variables) {
  Config config;
  config.repositories.resize(2);
  const Status status = apply_environment(config, variables);
  INFO((status ? "" : status.error().message));
  REQUIRE(status);
  return config;
}

}  // namespace

TEST_CASE("each variable sets its key") {
  const Config config = applied({{"MAX_DIFF_LINES", "400"},
                                 {"MAX_FILES", "5"},
                                 {"MAX_RUN_COST", "0.5"},
                                 {"DAILY_BUDGET_CAP", "0.066"},
                                 {"WEEKLY_BUDGET_CAP", "0.33"},
                                 {"MONTHLY_BUDGET_CAP", "unlimited"},
                                 {"RATE_LIMIT_PER_MINUTE", "7"},
                                 {"RATE_LIMIT_PER_DAY", "30"},
                                 {"HOMEOSTAT_ENV", "production"},
                                 {"HOMEOSTAT_FORCE_TIER", "3"},
                                 {"HOMEOSTAT_DRY_RUN", "true"},
                                 {"HOMEOSTAT_ARTIFACTS_PATH", "/tmp/a"},
                                 {"HOMEOSTAT_ATTEMPT_STORE_PATH", "/tmp/s"},
                                 {"HOMEOSTAT_PATTERN_LIBRARY_PATH", "/tmp/p.json"},
                                 {"HOMEOSTAT_SIGNATURE_SECRET", "secret"},
                                 {"CONFIDENCE_THRESHOLD", "0.95"},
                                 {"PATH", "/bin"},
                                 {"HOME", ""}});
  CHECK(config.limits.diff_lines_max == 400);
  CHECK(config.limits.files_max == 5);
  CHECK(config.money.run == Money::from_micros(500'000));
  CHECK(config.money.day == Money::from_micros(66'000));
  CHECK(config.money.week == Money::from_micros(330'000));
  CHECK_FALSE(config.money.month);
  CHECK(config.limits.rate_per_minute_max == 7);
  CHECK(config.limits.rate_per_day_max == 30);
  CHECK(config.environment == Environment::production);
  CHECK(config.force_tier == 3);
  CHECK(config.dry_run);
  CHECK(config.artifacts_path == "/tmp/a");
  CHECK(config.store_path == "/tmp/s");
  CHECK(config.pattern_library_path == "/tmp/p.json");
  CHECK(config.signature_secret == "secret");
  CHECK(config.repositories[0].confidence_threshold == 0.95);
  CHECK(config.repositories[1].confidence_threshold == 0.95);
}

TEST_CASE("switches are true, false, 1 or 0") {
  CHECK(applied({{"HOMEOSTAT_DRY_RUN", "1"}}).dry_run);
  CHECK_FALSE(applied({{"HOMEOSTAT_DRY_RUN", "0"}}).dry_run);
  CHECK_FALSE(applied({{"HOMEOSTAT_DRY_RUN", "false"}}).dry_run);
  CHECK(fault_of("HOMEOSTAT_DRY_RUN", "yes") ==
        "HOMEOSTAT_DRY_RUN: expected true or false, got \"yes\"");
}

// The predecessor read "" as a limit of 0 and took negative limits.
TEST_CASE("an empty or negative limit is an error, not a limit of nothing") {
  CHECK(fault_of("MAX_DIFF_LINES", "") ==
        "MAX_DIFF_LINES: is set but empty, expected a whole number from 1 to 1000000");
  CHECK(fault_of("MAX_DIFF_LINES", "-1") ==
        "MAX_DIFF_LINES: expected a whole number from 1 to 1000000, got -1");
  for (const char* value : {"0", "1.5", "5 ", "0x10", "1e3", "five", "99999999999999999999"}) {
    CHECK(fault_of("MAX_FILES", value).find("MAX_FILES: expected a whole number from 1") == 0);
  }
}

// The predecessor read "abc" as NaN, against which every sum is within the cap.
TEST_CASE("a cap or rate that is no number is an error, never unlimited") {
  for (const char* name :
       {"MAX_RUN_COST", "DAILY_BUDGET_CAP", "WEEKLY_BUDGET_CAP", "MONTHLY_BUDGET_CAP"}) {
    for (const char* value : {"", "abc", "NaN", "nan", "inf", "Infinity", "-1", "1e9", "null"}) {
      const auto fault = fault_of(name, value);
      CHECK(fault.find(name) == 0);
      CHECK(fault.find("expected an amount of USD from 0 to 9000000") != std::string::npos);
    }
  }
  for (const char* name : {"RATE_LIMIT_PER_MINUTE", "RATE_LIMIT_PER_DAY"}) {
    for (const char* value : {"", "abc", "NaN", "0", "-5"}) {
      CHECK(fault_of(name, value).find("a whole number from 1 to") != std::string::npos);
    }
  }
}

TEST_CASE("a threshold is a plain number from 0 to 1, checked without repositories too") {
  for (const char* value : {"", "1.01", "-0.1", "nan", "inf", "1e-1", ".", "0.8.1", "80%"}) {
    CHECK(fault_of("CONFIDENCE_THRESHOLD", value).find("a number from 0 to 1") !=
          std::string::npos);
  }
}

TEST_CASE("every variable refuses to be empty") {
  for (const char* name : {"HOMEOSTAT_ENV", "HOMEOSTAT_FORCE_TIER", "HOMEOSTAT_DRY_RUN",
                           "HOMEOSTAT_ARTIFACTS_PATH", "HOMEOSTAT_ATTEMPT_STORE_PATH",
                           "HOMEOSTAT_PATTERN_LIBRARY_PATH", "HOMEOSTAT_SIGNATURE_SECRET"}) {
    CHECK(fault_of(name, "").find("is set but empty") != std::string::npos);
  }
}

TEST_CASE("words outside the allowed ones are named with them") {
  CHECK(fault_of("HOMEOSTAT_ENV", "staging") ==
        "HOMEOSTAT_ENV: expected one of dev, test, production, got \"staging\"");
  CHECK(fault_of("HOMEOSTAT_FORCE_TIER", "4") ==
        "HOMEOSTAT_FORCE_TIER: expected a whole number from 0 to 3, got 4");
}

TEST_CASE("a bad secret is never repeated") {
  const auto fault = fault_of("HOMEOSTAT_SIGNATURE_SECRET", "hunter2\n");
  CHECK(fault.find("hunter2") == std::string::npos);
  CHECK(fault.find("got another value") != std::string::npos);
}

TEST_CASE("a known variable that is set twice is an error") {
  Config config;
  const std::vector<EnvironmentVariable> twice = {{"MAX_FILES", "1"}, {"MAX_FILES", "2"}};
  CHECK(apply_environment(config, twice).error().message == "MAX_FILES: is set twice");
  const std::vector<EnvironmentVariable> other = {{"X", "1"}, {"X", "2"}};
  CHECK(apply_environment(config, other));
}

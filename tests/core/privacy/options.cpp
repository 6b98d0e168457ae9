#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

using homeostat::parse_sanitize_options;

namespace {

std::string fault_of(std::string_view json) {
  const auto options = parse_sanitize_options(json);
  if (options) return "accepted";
  CHECK(options.error().code == homeostat::ErrorCode::invalid_argument);
  return options.error().message;
}

}  // namespace

TEST_CASE("options in JSON set what they name") {
  const auto options = parse_sanitize_options(R"({"compat": true, "known_values": ["abc", "d"]})");
  REQUIRE(options);
  CHECK(options->compat);
  CHECK(options->known_values == std::vector<std::string>{"abc", "d"});
  CHECK(options->mode == homeostat::SanitizeMode::text);
  CHECK(parse_sanitize_options(R"({"mode": "source"})")->mode == homeostat::SanitizeMode::source);
  CHECK(parse_sanitize_options(R"({"mode": "text"})")->mode == homeostat::SanitizeMode::text);
  CHECK_FALSE(parse_sanitize_options("").value().compat);
  CHECK_FALSE(parse_sanitize_options(" {} ").value().compat);
}

TEST_CASE("bad options are errors that name the place") {
  CHECK(fault_of("{\"compat\": 1}") == "/compat: true or false");
  CHECK(fault_of("{\"mode\": \"code\"}") == "/mode: text or source");
  CHECK(fault_of("{\"mode\": 1}") == "/mode: text or source");
  CHECK(fault_of("{\"known_values\": \"x\"}") == "/known_values: a list of at most 1000 texts");
  CHECK(fault_of("{\"known_values\": [\"x\", 1]}") ==
        "/known_values/1: a text of at most 65536 bytes");
  CHECK(fault_of("{\"compact\": true}") ==
        "/compact: no such option; there are compat, mode and known_values");
  CHECK(fault_of("{\"compat\": true, \"compat\": false}").starts_with("/compat: "));
  CHECK(fault_of("[]") == "options are a JSON object");
  CHECK(fault_of("{") != "accepted");
}

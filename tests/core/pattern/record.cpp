#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

Pattern sample() {
  Pattern pattern =
      learn({"src/a.js", "TypeError", "Cannot read properties of undefined (reading 'x')",
             "@f(a.x);\n", "f(a?.x);\n"})
          .value();
  pattern = with_outcome(pattern, true, Time(Milliseconds(86'400'000)));
  return with_outcome(pattern, false, Time(Milliseconds(2 * 86'400'000)));
}

std::string with(std::string text, std::string_view what, std::string_view by) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("a pattern is read as it was written") {
  const Pattern pattern = sample();
  const auto parsed = parse_pattern(to_json(pattern));
  REQUIRE(parsed.has_value());
  CHECK(*parsed == pattern);
  Pattern fresh = pattern;
  fresh.evidence = {};
  fresh.state = PatternState::retired;
  CHECK(parse_pattern(to_json(fresh)).value() == fresh);
}

TEST_CASE("a record shows the predecessor's numbers, but never believes them") {
  const std::string json = to_json(sample());
  CHECK(json.find("\"uses\":2") != std::string::npos);
  CHECK(json.find("\"successRate\":0.5") != std::string::npos);
  const auto parsed = parse_pattern(with(json, "\"successRate\":0.5", "\"successRate\":99"));
  REQUIRE(parsed.has_value());
  CHECK(confidence_of(parsed->evidence) == confidence_of(sample().evidence));
}

TEST_CASE("a poisoned record is refused") {
  const std::string json = to_json(sample());
  REQUIRE(parse_pattern(json).has_value());
  const std::string id = sample().id.str();
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), json.substr(0, json.size() / 2),
        with(json, id, "p1:00000000000000000000000000000000"),
        with(json, "{\"op\":\"?.\"}", "{\"identifier\":\"evil\"}"),
        with(json, "{\"op\":\"?.\"}", "{\"op\":\"&&\"}"),
        with(json, "\"errorType\":\"TypeError\"", "\"errorType\":\"RangeError\""),
        with(json, "\"errorType\":\"TypeError\"", "\"errorType\":7"),
        with(json, "\"failures\":1", "\"failures\":-1"),
        with(json, "\"failures\":1", "\"failures\":1.5"),
        with(json, "\"failures\":1", "\"failures\":1,\"failures\":1"),
        with(json, "\"failures\":1", "\"failures\":9000000000000000000"),
        with(json, "\"state\":\"confirmed\"", "\"state\":\"sacred\""),
        with(json, "1970-01-02T", "yesterday"), with(json, "\"edit\":", "\"edits\":"),
        with(json, "\"filePath\":\"src/a.js\"", "\"filePath\":\"" + std::string(5000, 'x') + "\""),
        std::string(2'000'000, ' ')}) {
    INFO(text.substr(0, 400));
    CHECK_FALSE(parse_pattern(text).has_value());
  }
}

TEST_CASE("a secret in a record is refused") {
  const std::string token = "ghp_" + std::string("16C7e42F292c6912E7710c838347Ae178B4a");
  const std::string json = to_json(sample());
  const auto parsed =
      parse_pattern(with(json, "{\"identifier\":\"f\"}", "{\"string\":\"'" + token + "'\"}"));
  REQUIRE_FALSE(parsed.has_value());
  CHECK(parsed.error().message.find(token) == std::string::npos);
}

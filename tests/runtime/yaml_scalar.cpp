#include <homeostat/runtime/config_file.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
std::string json_of(const std::string& scalar) {
  const auto text = read_yaml("k: " + scalar + "\n", "a.yml");
  INFO(scalar);
  REQUIRE(text);
  return text->json.substr(5, text->json.size() - 6);
}
std::string fault_of(const std::string& scalar) {
  const auto text = read_yaml("k: " + scalar + "\n", "a.yml");
  INFO(scalar);
  REQUIRE_FALSE(text);
  return text.error().message;
}
}  // namespace

TEST_CASE("plain decimal numbers are numbers, as they are written") {
  for (const char* number :
       {"0", "5", "-1", "0.066", "1e3", "1.5E-7", "2e+10", "123456789012345678901234567890"}) {
    CHECK(json_of(number) == number);
  }
}

TEST_CASE("true, false and null are what they say") {
  CHECK(json_of("true") == "true");
  CHECK(json_of("False") == "false");
  CHECK(json_of("TRUE") == "true");
  CHECK(json_of("null") == "null");
  CHECK(json_of("~") == "null");
  CHECK(json_of("") == "null");
}

TEST_CASE("quotes make text of anything") {
  CHECK(json_of("\"no\"") == "\"no\"");
  CHECK(json_of("'010'") == "\"010\"");
  CHECK(json_of("\"true\"") == "\"true\"");
  CHECK(json_of("\"null\"") == "\"null\"");
  CHECK(json_of("'a\"b'") == "\"a\\\"b\"");
  CHECK(json_of("\"\\u20ac\"") == "\"\xE2\x82\xAC\"");
}

TEST_CASE("words that are truth values to some readers only are refused") {
  for (const char* word : {"no", "No", "NO", "yes", "on", "off", "y", "N", "OFF"}) {
    CHECK(fault_of(word) == "a.yml:1:4: " + std::string(word) +
                                " is a truth value to some readers of YAML and text to others: "
                                "write true or false, or put it in quotes");
  }
}

TEST_CASE("numbers that readers disagree on are refused") {
  for (const char* number : {"010", "0o10", "0x1F", "0b11", "1_000", "+5", ".5", "5.", "1:30",
                             "12:30:45", "-.5", ".inf", "-.INF", ".NaN", "00", "1e", "+.inf"}) {
    CHECK(fault_of(number).find("different numbers by different readers") != std::string::npos);
  }
}

TEST_CASE("text that only looks a little like a number is text") {
  for (const char* text : {"1.2.3", "v1", "2026-11-22", "7zip", "1.x", "abc", ".github", "-x", "-",
                           "0xZZ", "e5", "nope", "trueish", "src/", "a b"}) {
    if (std::string(text) == "-") continue;  // a list item, not a scalar
    CHECK(json_of(text) == "\"" + std::string(text) + "\"");
  }
}

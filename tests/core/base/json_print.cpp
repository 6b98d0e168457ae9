#include "core/base/json_print.hpp"

#include <limits>

#include "support/catch.hpp"

using namespace homeostat::base;
namespace json = boost::json;

TEST_CASE("JSON prints compactly, numbers as people write them") {
  const json::value value = {{"a", 1},
                             {"b", 0.8},
                             {"c", -2.5e-7},
                             {"d", true},
                             {"e", "x"},
                             {"f", {1, 2}},
                             {"g", json::value(nullptr)}};
  CHECK(print_json(value) == R"({"a":1,"b":0.8,"c":-2.5e-07,"d":true,"e":"x","f":[1,2],"g":null})");
  CHECK(print_json(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
  CHECK(print_json(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(print_json(false) == "false");
}

TEST_CASE("a number that is not finite prints as null") {
  CHECK(print_json(std::numeric_limits<double>::quiet_NaN()) == "null");
  CHECK(print_json(-std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("strings are escaped so that a record stays one line of valid UTF-8") {
  CHECK(quote_json("a\"b\\c\n\r\t\x01\x7F") == R"("a\"b\\c\n\r\t\u0001\u007f")");
  CHECK(quote_json("\xC3\xA4\xFF") == "\"\xC3\xA4\xEF\xBF\xBD\"");
  CHECK(print_json(json::object{{"k\n", 1}}) == R"({"k\n":1})");
}

TEST_CASE("JSON prints indented for people") {
  const json::value value = {{"a", {1, 2}}, {"b", json::object()}, {"c", json::array()}};
  CHECK(print_json(value, JsonLayout::indented) ==
        "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}\n");
}

TEST_CASE("what is printed reads back as the same value") {
  const json::value value = {{"x", {1.5, -7, "\u20ac\"\n", nullptr, true, json::object()}}};
  CHECK(json::parse(print_json(value)) == value);
  CHECK(json::parse(print_json(value, JsonLayout::indented)) == value);
}

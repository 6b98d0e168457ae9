#include "core/base/json_strict.hpp"

#include "support/catch.hpp"

using namespace homeostat::base;

namespace {
JsonFault fault_of(std::string_view text) {
  const auto parsed = parse_json_strict(text);
  INFO(text);
  REQUIRE(parsed.fault);
  CHECK(parsed.value.is_null());
  return *parsed.fault;
}
}  // namespace

TEST_CASE("strict parsing gives the values that Boost gives") {
  for (const char* text :
       {"{}", "[]", "null", "-0.5", "\"a\\u20acb\\n\"", "[1,[2,{\"a\":[]}],3]",
        R"({"a":{"b":1,"c":[true,false,null]},"d":{"b":2},"long":"0123456789012345678901234"})",
        "18446744073709551615", "-9223372036854775808", "1e10", " { \"a\" : 1 } "}) {
    const auto parsed = parse_json_strict(text);
    INFO(text);
    REQUIRE_FALSE(parsed.fault);
    CHECK(parsed.value == boost::json::parse(text));
  }
}

TEST_CASE("a duplicate key is found at any depth and named by its pointer") {
  CHECK(fault_of(R"({"a":1,"a":2})").pointer == "/a");
  CHECK(fault_of(R"({"a":1,"a":2})").message == "duplicate key");
  CHECK(fault_of(R"({"l":[0,{"x":1},{"y":{"z":1,"z":2}}]})").pointer == "/l/2/y/z");
  CHECK(fault_of(R"({"a/b~":1,"a\/b~":2})").pointer == "/a~1b~0");
  // The same key written with an escape is the same key.
  CHECK(fault_of(R"({"key":1,"k\u0065y":2})").pointer == "/key");
  const std::string text = R"({"first": 1, "first": 2})";
  const auto fault = fault_of(text);
  CHECK(fault.offset > text.find("first", 5));
  CHECK(fault.offset <= text.size());
}

TEST_CASE("the same key in different objects is no duplicate") {
  CHECK_FALSE(parse_json_strict(R"([{"a":1},{"a":{"a":2}}])").fault);
}

TEST_CASE("what is not JSON is a fault with a place") {
  CHECK(fault_of("").message.find("not valid JSON") == 0);
  CHECK(fault_of("{\"a\": nope}").offset == 6);
  CHECK(fault_of("{\"a\": 1} x").offset == 9);
  CHECK(fault_of("{\"a\": NaN}").message.find("not valid JSON") == 0);
  CHECK(fault_of("{'a': 1}").message.find("not valid JSON") == 0);
  CHECK(fault_of("[1,]").message.find("not valid JSON") == 0);
  CHECK(fault_of("// c\n1").message.find("not valid JSON") == 0);
  CHECK(fault_of("\"\xFF\"").message.find("not valid JSON") == 0);
}

TEST_CASE("nesting is bounded") {
  CHECK_FALSE(parse_json_strict(std::string(32, '[') + std::string(32, ']')).fault);
  CHECK(fault_of(std::string(33, '[') + std::string(33, ']')).message ==
        "nested deeper than 32 levels");
  CHECK(fault_of(std::string(1'000'000, '[')).message == "nested deeper than 32 levels");
}

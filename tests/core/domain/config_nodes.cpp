#include "core/domain/config_nodes.hpp"

#include "support/catch.hpp"

using namespace homeostat;
namespace nodes = homeostat::config_nodes;
namespace json = boost::json;

namespace {

struct Part {
  int size = 3;
  std::string word = "x";
  std::vector<int> numbers{1, 2};
};

std::vector<nodes::Node> part_keys(Part& part) {
  return {nodes::integer({"size", true}, part.size, {1, 9}),
          nodes::text({"wo/rd", false, true}, part.word, {1, 4}),
          nodes::list("numbers", part.numbers, {0, 3}, [](nodes::Key key, int& item) {
            return nodes::integer(key, item, {0, 5});
          })};
}

nodes::Node describe(Part& part) { return nodes::object("", part, part_keys); }

std::string read_fault(std::string_view text) {
  Part part;
  const auto fault = nodes::read(describe(part), json::parse(text), "");
  REQUIRE(fault);
  return fault->pointer + ": " + fault->message;
}

}  // namespace

TEST_CASE("reading sets the members that are there and leaves the others") {
  Part part;
  CHECK_FALSE(nodes::read(describe(part), json::parse(R"({"size": 5})"), ""));
  CHECK(part.size == 5);
  CHECK(part.word == "x");
  CHECK_FALSE(nodes::read(describe(part), json::parse(R"({"size": 1, "numbers": []})"), ""));
  CHECK(part.numbers.empty());
}

TEST_CASE("a fault has the pointer of its value, escaped") {
  CHECK(read_fault(R"({"size": 10})") == "/size: expected a whole number from 1 to 9, got 10");
  CHECK(read_fault(R"({"size": 1, "wo/rd": 1})") ==
        "/wo~1rd: expected text of 1 to 4 bytes, got another value");
  CHECK(read_fault(R"({"size": 1, "numbers": [0, 6]})") ==
        "/numbers/1: expected a whole number from 0 to 5, got 6");
  CHECK(read_fault("{}") == ": missing key size");
  CHECK(read_fault(R"({"x": 1})") == "/x: unknown key, allowed are size, wo/rd, numbers");
}

TEST_CASE("a long value is shown by its beginning") {
  const std::string fault = read_fault("{\"size\": \"" + std::string(1000, 'y') + "\"}");
  CHECK(fault.size() < 150);
  CHECK(fault.find("yyy…") != std::string::npos);
}

TEST_CASE("checking finds what reading would refuse") {
  Part part;
  CHECK_FALSE(nodes::check(describe(part), ""));
  part.numbers = {1, 2, 3, 4};
  CHECK(nodes::check(describe(part), "")->message ==
        "expected a list of 0 to 3 items, got 4 items");
  part.numbers = {7};
  CHECK(nodes::check(describe(part), "")->pointer == "/numbers/0");
}

TEST_CASE("writing leaves out what is secret") {
  Part part;
  CHECK(nodes::write(describe(part)) == json::value{{"size", 3}, {"numbers", {1, 2}}});
}

TEST_CASE("the schema has every key, secrets too, and their bounds") {
  Part part;
  CHECK(nodes::schema_of(describe(part)) ==
        json::parse(R"({"type": "object", "additionalProperties": false, "required": ["size"],
    "properties": {
      "size": {"type": "integer", "minimum": 1, "maximum": 9},
      "wo/rd": {"type": "string", "minLength": 1, "maxLength": 4},
      "numbers": {"type": "array", "minItems": 0, "maxItems": 3,
                  "items": {"type": "integer", "minimum": 0, "maximum": 5}}}})"));
}

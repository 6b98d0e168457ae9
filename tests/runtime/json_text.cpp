#include <homeostat/runtime/config_file.hpp>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("every key and item of JSON has its place") {
  const auto text = read_json(
      "  {\n"
      "  \"a\": [1, [true], {\"b\\u002fc\": null}],\n"
      "\t\"d~\" :\r\n \"x\\\"]}\", \"e\": {}, \"f\": []\n}\n",
      "c.json");
  REQUIRE(text);
  const std::map<std::string, FilePosition, std::less<>> expected = {
      {"", {1, 3}},        {"/a", {2, 3}},    {"/a/0", {2, 9}},       {"/a/1", {2, 12}},
      {"/a/1/0", {2, 13}}, {"/a/2", {2, 20}}, {"/a/2/b~1c", {2, 21}}, {"/d~0", {3, 2}},
      {"/e", {4, 11}},     {"/f", {4, 20}}};
  CHECK(text->positions == expected);
}

TEST_CASE("a JSON file that is one scalar has one place") {
  for (const char* scalar : {"5", "\"a\"", "null", " true "}) {
    const auto text = read_json(scalar, "c.json");
    REQUIRE(text);
    CHECK(text->positions.size() == 1);
  }
}

TEST_CASE("JSON that is none is an error with its place") {
  CHECK(read_json("{\n \"a\": 1,\n}", "c.json")
            .error()
            .message.find("c.json:3:1: not valid JSON: ") == 0);
  CHECK(read_json("{\n \"a\": 1, \"a\": 2}", "c.json").error().message ==
        "c.json:2:12: /a: duplicate key");
  CHECK(read_json("", "c.json").error().message.find("c.json:1:1: not valid JSON") == 0);
}

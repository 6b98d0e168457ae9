#include <homeostat/runtime/config_file.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
ConfigText read(const std::string& yaml) {
  const auto text = read_yaml(yaml, "a.yml");
  INFO(yaml);
  INFO((text ? "" : text.error().message));
  REQUIRE(text);
  return *text;
}
std::string fault_of(const std::string& yaml) {
  const auto text = read_yaml(yaml, "a.yml");
  INFO(yaml);
  REQUIRE_FALSE(text);
  CHECK(text.error().code == ErrorCode::invalid_config);
  CHECK(text.error().message.find('\n') == std::string::npos);
  return text.error().message;
}
}  // namespace

TEST_CASE("maps and lists of both styles become JSON") {
  CHECK(read("a: 1\nb:\n  - x\n  - {c: [2, z], d: }\n  - - z\ne: {}\nf: []\n").json ==
        R"({"a":1,"b":["x",{"c":[2,"z"],"d":null},["z"]],"e":{},"f":[]})");
  CHECK(read("- 1\n- a\n").json == R"([1,"a"])");
  CHECK(read("\"k\\n\": v").json == R"({"k\n":"v"})");
  CHECK(read("a: |\n  two\n  lines\n").json == R"({"a":"two\nlines\n"})");
  CHECK(read("--- # start\na: 1\n...\n").json == R"({"a":1})");
  CHECK(read("no: 1\n010: 2\n").json == R"({"no":1,"010":2})");
}

TEST_CASE("every key and item has its place, counted from one") {
  const auto text = read("a: 1\nb:\n  - x\n  - {c: [2, z]}\n\"d/e\": 1\n");
  const std::map<std::string, FilePosition, std::less<>> expected = {
      {"", {1, 1}},          {"/a", {1, 1}},        {"/b", {2, 1}},
      {"/b/0", {3, 5}},      {"/b/1", {4, 5}},      {"/b/1/c", {4, 6}},
      {"/b/1/c/0", {4, 10}}, {"/b/1/c/1", {4, 13}}, {"/d~1e", {5, 1}}};
  CHECK(text.positions == expected);
}

TEST_CASE("a duplicate key is an error that names both places") {
  CHECK(fault_of("a: 1\nb: 2\na: 3\n") == "a.yml:3:1: duplicate key \"a\", first at line 1");
  CHECK(fault_of("x:\n  - {k: 1, \"k\": 2}\n") ==
        "a.yml:2:12: duplicate key \"k\", first at line 2");
  CHECK(read("x: {k: 1}\ny: {k: 1}\n").json == R"({"x":{"k":1},"y":{"k":1}})");
}

TEST_CASE("anchors and aliases are refused, and a bomb of them costs nothing") {
  CHECK(fault_of("a: &x [1]\nb: *x\n") == "a.yml:1:4: anchors are not allowed here");
  CHECK(fault_of("a: &x 1\n") == "a.yml:1:4: anchors are not allowed here");
  CHECK(fault_of("a: &x {}\n") == "a.yml:1:4: anchors are not allowed here");
  CHECK(fault_of("a: &x\nb: *x\n") ==
        "a.yml:2:4: aliases are not allowed here: write the value out");
  std::string bomb = "a0: &a0 [x]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + before + ", *a" +
            before + "]\n";
  }
  CHECK(fault_of(bomb).find("a.yml:1:5: anchors are not allowed") != std::string::npos);
}

TEST_CASE("tags are refused") {
  CHECK(fault_of("a: !!str 5\n").find("tags are not allowed here") != std::string::npos);
  CHECK(fault_of("a: !local {}\n").find("tags are not allowed here") != std::string::npos);
  CHECK(fault_of("a: !!binary [x]\n").find("tags are not allowed here") != std::string::npos);
}

TEST_CASE("a tab in the indentation is named as such") {
  CHECK(fault_of("limits:\n\tfiles_max: 3\n") ==
        "a.yml:2:1: tab in the indentation: YAML takes spaces");
  CHECK(fault_of("a:\n  \t- b\n") == "a.yml:2:3: tab in the indentation: YAML takes spaces");
  CHECK(fault_of("a: 1\n\t\nb: 2\n") == "a.yml:2:1: tab in the indentation: YAML takes spaces");
  CHECK(read("a: 1\t# comment\nb: 2 \t\n").json == R"({"a":1,"b":2})");
}

TEST_CASE("nesting is bounded") {
  CHECK(read(std::string(32, '[') + std::string(32, ']')).json.size() == 64);
  CHECK(fault_of(std::string(33, '[') + std::string(33, ']')) ==
        "a.yml:1:33: nested deeper than 32 levels");
  CHECK(fault_of(std::string(100'000, '[')).find("a.yml:1:1: ") == 0);
}

TEST_CASE("keys are text, one document is a file, and an empty file is an error") {
  CHECK(fault_of("? [a]\n: 1\n") == "a.yml:1:3: a key must be text, got a list");
  CHECK(fault_of("{{a: 1}: 2}\n").find("a key must be text, got an object") != std::string::npos);
  CHECK(fault_of("~: 1\n") == "a.yml:1:1: a key must be text, got a null");
  CHECK(fault_of("a: 1\n---\nb: 2\n") == "a.yml:2:1: more than one YAML document");
  CHECK(fault_of("") == "a.yml:1:1: the file is empty");
  CHECK(fault_of("# only a comment\n") == "a.yml:1:1: the file is empty");
}

TEST_CASE("what is not YAML is an error with its place") {
  CHECK(fault_of("a: [1, 2\nb: 3\n").find("not valid YAML: ") != std::string::npos);
  CHECK(fault_of("a: b: c\n").find("a.yml:1:") == 0);
  CHECK(fault_of("a: 1\n b: 2\n").find("a.yml:2:") == 0);
}

TEST_CASE("a quote that is not closed does not swallow the lines behind it") {
  for (const char* value : {"'x", "\"x", "'it''s", "\"a\\\"", "'", "'''", "'a''"}) {
    CHECK(fault_of("a: " + std::string(value) + "\nb: 2\n") ==
          "a.yml:1:4: quoted text must end on its line");
  }
  CHECK(read("a: 'x'\r\nb: [\"y\", 'z']\r\n").json == R"({"a":"x","b":["y","z"]})");
  CHECK(read("\xEF\xBB\xBF"
             "a: 'x'\nb: ''\n")
            .json == R"({"a":"x","b":""})");
  CHECK(read("a: 'it''s'\nb: \"q\\\"\\\\\"\nc: ''\n").json == R"({"a":"it's","b":"q\"\\","c":""})");
  CHECK(read("ä: 'x'\nb: 'ü'\n").json == R"({"ä":"x","b":"ü"})");
}

TEST_CASE("bytes that are no text are refused with their place") {
  CHECK(fault_of("a: 1\nb: \xFF\n") == "a.yml:2:4: not a text in UTF-8");
  CHECK(fault_of(std::string("a: \0b", 5)) == "a.yml:1:4: not a text in UTF-8");
  CHECK(fault_of("\xFF\xFE"
                 "a\0")
            .find("a.yml:1:1: not a text in UTF-8") == 0);
}

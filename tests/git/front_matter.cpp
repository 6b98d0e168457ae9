#include "git/front_matter.hpp"

#include <random>

#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::git;
using List = std::vector<std::string>;

namespace {

std::string error_of(std::string_view text) {
  auto matter = parse_front_matter(text);
  REQUIRE_FALSE(matter);
  CHECK(matter.error().code == ErrorCode::invalid_argument);
  return matter.error().message;
}

}  // namespace

TEST_CASE("front matter is keys and values, then the body") {
  CHECK(has_front_matter("---\n---\n"));
  CHECK(has_front_matter("--- \r\nx"));
  CHECK_FALSE(has_front_matter("# title\n---\n"));
  CHECK_FALSE(has_front_matter(""));
  auto matter =
      parse_front_matter("---\r\ntitle: a: b\r\n# note\n\nlabels : x\n---\n\nbody\n---\nmore: x\n");
  REQUIRE(matter);
  CHECK(matter->find("title")->value == "a: b");
  CHECK(matter->find("title")->number == 2);
  CHECK(matter->find("labels")->value == "x");
  CHECK(matter->find("none") == nullptr);
  CHECK(matter->find("") == nullptr);
  CHECK(matter->body == "body\n---\nmore: x\n");
  CHECK(parse_front_matter("---\n---\nbody")->body == "body");
  CHECK(parse_front_matter("---\n---\n\n\nbody")->body == "\nbody");
}

TEST_CASE("changes keep what a person wrote beside") {
  auto matter = parse_front_matter("---\nstate: open\n# mine\nreviewer: me\n---\n\nbody");
  REQUIRE(matter);
  matter->set("state", "merged");
  matter->set("extra", "1");
  CHECK(matter->print() == "---\nstate: merged\n# mine\nreviewer: me\nextra: 1\n---\n\nbody");
}

TEST_CASE("broken front matter is an error with its line") {
  CHECK(error_of("---\na: b\n") == "3: the front matter has no end, a line of \"---\"");
  CHECK(error_of("---\nno colon\n---\n") == "2: not a line of \"key: value\"");
  CHECK(error_of("---\na: 1\nb c: 1\n---\n") == "3: not a line of \"key: value\"");
  CHECK(error_of("---\n: 1\n---\n") == "2: not a line of \"key: value\"");
  CHECK(error_of("---\na: 1\na: 2\n---\n") == "3: a second \"a\"");
}

TEST_CASE("a value is plain, or a JSON string") {
  CHECK(text_of("plain 'text'") == "plain 'text'");
  CHECK(text_of(R"("a\n\"b\" \u00e4")") == "a\n\"b\" \xC3\xA4");
  CHECK_FALSE(text_of("\"open"));
  CHECK_FALSE(text_of("\"a\" b"));
  CHECK(list_of("a, b c ,d") == List{"a", "b c", "d"});
  CHECK(list_of("[a, \"b, c\", ]") == List{"a", "b, c"});
  CHECK(list_of("[]") == List{});
  CHECK(list_of("") == List{});
  CHECK(list_of(R"("a\"b", c)") == List{"a\"b", "c"});
  CHECK_FALSE(list_of("[a"));
  CHECK_FALSE(list_of("\"open"));
  CHECK_FALSE(list_of("\"a\" b"));
}

TEST_CASE("any text and any list read back from what is written") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string alphabet = "ab ,:#\"\\[]\n\r\t-'{}\x01\xC3\xA4";
  const auto any = [&](std::size_t least) {
    std::string text;
    for (auto length = least + random() % 8; length > 0; --length) {
      text += alphabet[random() % (alphabet.size() - 2)];
    }
    return text;
  };
  for (int round = 0; round < 2000; ++round) {
    FrontMatter matter;
    const auto text = any(0);
    List list;
    for (auto count = random() % 4; count > 0; --count)
      list.push_back(any(1));
    matter.set("text", value_of(text));
    matter.set("list", value_of(list));
    matter.body = any(0);
    auto again = parse_front_matter(matter.print());
    REQUIRE(again);
    CHECK(text_of(again->find("text")->value) == text);
    CHECK(list_of(again->find("list")->value) == list);
    CHECK(again->body == matter.body);
  }
}

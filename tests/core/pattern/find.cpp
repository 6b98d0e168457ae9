#include "core/pattern/find.hpp"

#include <chrono>
#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

Template optional_chaining() {
  const auto learned = homeostat::test::learn({"a.js", "TypeError",
                                               "Cannot read properties of undefined (reading 'x')",
                                               "@f(a.x);\n", "f(a?.x);\n"});
  return parse_edit(learned.value().edit_json).value().abstract.at(0);
}

MessageSlots reading(std::string_view name) {
  return read_slots("TypeError",
                    "Cannot read properties of undefined (reading '" + std::string(name) + "')");
}

}  // namespace

TEST_CASE("all places that fit are found, each once") {
  const TokenStream stream = read_tokens("a.b.c + d.b; e().b[0].b", Family::javascript);
  const auto sites =
      find_sites(optional_chaining(), stream, reading("b"), {0, stream.tokens.size()}, 16);
  REQUIRE(sites.size() == 4);
  CHECK(stream.text_of(sites[0].holes[0].begin) == "a");
  CHECK(stream.text_of(sites[1].holes[0].begin) == "d");
  CHECK(sites[2].holes[0] == TokenRange{10, 13});
  CHECK(sites[3].holes[0] == TokenRange{10, 18});
  CHECK(find_sites(optional_chaining(), stream, reading("b"), {0, 23}, 2).size() == 2);
  CHECK(find_sites(optional_chaining(), stream, reading("z"), {0, 23}, 9).empty());
  CHECK(find_sites(optional_chaining(), stream, reading("b"), {1, 6}, 9).empty());
}

TEST_CASE("one hole at two places holds the same tokens, a number a number") {
  const auto learned = homeostat::test::learn(
      {"a.js", "TypeError", "Cannot read properties of undefined (reading 'x')",
       "@go(a, a.x, 4711);\n", "if (!a) return;\ngo(a, a.x, 4711);\n"});
  REQUIRE(learned.has_value());
  const auto heals = [&](std::string_view text) {
    return !homeostat::test::heal(
                {*learned},
                {"b.js", "TypeError", "Cannot read properties of undefined (reading 'y')", text})
                .empty();
  };
  CHECK(heals("@run(b, b.y, 99);\n"));
  CHECK(heals("@this.run(p.q[0], p.q[0].y, 99);\n"));
  CHECK_FALSE(heals("@run(b, c.y, 99);\n"));
  CHECK_FALSE(heals("@run(b, b.c.y, 99);\n"));
  CHECK_FALSE(heals("@run(b.c, b.y, 99);\n"));
  CHECK_FALSE(heals("@run(b, b.y, n);\n"));
  CHECK_FALSE(heals("@run(b, b.y, 99"));
}

TEST_CASE("the search has a bound a token") {
  std::string text = "a";
  for (int i = 0; i < 20'000; ++i)
    text += ".b(c)[d]";
  const TokenStream stream = read_tokens(text, Family::javascript);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(
      find_sites(optional_chaining(), stream, reading("q"), {0, stream.tokens.size()}, 16).empty());
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

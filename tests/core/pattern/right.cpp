#include "core/pattern/right.hpp"

#include <algorithm>

#include "core/pattern/word_edit.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

std::optional<Right> right_of(std::string_view before, std::string_view after,
                              Reach reach = Reach::near, Family family = Family::javascript) {
  const Region a(before, family);
  const Region b(after, family);
  const auto edit = find_word_edit(a, b);
  if (!edit) return std::nullopt;
  return make_right(a, b, KeyMaker(a), *edit, reach);
}

std::string words_of(std::string_view before, std::string_view after, Reach reach = Reach::near) {
  const auto right = right_of(before, after, reach);
  return right ? text_of(*right) : "(none)";
}

RightPart literal(TokenKind kind, std::string text) {
  RightPart part;
  part.kind = kind;
  part.text = std::move(text);
  return part;
}

}  // namespace

TEST_CASE("words of the place become holes, the rest stays") {
  CHECK(words_of("if (x.y) z();", "if (x && x.y) z();") == "<right0-1> &&");
  CHECK(words_of("f(a.b.c(1));", "f(a.b ? a.b.c(1) : null);") == "? <chain0> : null");
  CHECK(words_of("f(a.b);", "f((a.b || []).c);") == "(<old0> || []).c");
  CHECK(words_of("g(x);", "g(y);") == "y");
}

TEST_CASE("holes may reach for expressions of the line and names of the surroundings") {
  CHECK(words_of("  go(box.lid);\n", "  if (!box) return;\n  go(box.lid);\n", Reach::far) ==
        "if (!<chain0>) return;");
  CHECK(words_of("h(frobA);\ni();\nj(0);\nfrobB = 1;", "h(frobB);\ni();\nj(0);\nfrobB = 1;",
                 Reach::far) == "<name0>");
  CHECK(words_of("h('a b');\ni();\nj(0);\nk('c d');", "h('c d');\ni();\nj(0);\nk('c d');",
                 Reach::far) == "<text0>");
}

TEST_CASE("a statement that is wrapped keeps its words as one hole") {
  CHECK(words_of("f();\nbox.go(1);\n", "f();\nif (box) {\n  box.go(1);\n}\n") ==
        "if (<old0-2>) { <all0> }");
  const auto python =
      right_of("x = 1\ny.go()\n", "x = 1\nif y:\n    y.go()\n", Reach::near, Family::python);
  REQUIRE(python.has_value());
  CHECK(python->wraps);
}

TEST_CASE("the identity of a right side is its words, not its layout") {
  const auto one = right_of("f(a);", "f(a || 0);");
  const auto two = right_of("g(b);", "g(b ||0);");
  REQUIRE(one.has_value());
  REQUIRE(two.has_value());
  CHECK(one->identity() == two->identity());
  CHECK(one->layout_rank() != two->layout_rank());
  CHECK(one->identity() != right_of("f(a);", "f(a || 1);")->identity());
}

TEST_CASE("what is too large has no right side") {
  std::string many = "f(";
  for (int i = 0; i < 100; ++i)
    many += "x, ";
  CHECK_FALSE(right_of("f();", many + "y);").has_value());
  CHECK_FALSE(right_of("", "a").has_value());
}

TEST_CASE("an empty catch, a secret and a text that is no word are not safe") {
  const auto wrapped = right_of("f();\n", "try {\n  f();\n} catch (e) {}\n");
  REQUIRE(wrapped.has_value());
  CHECK_FALSE(is_safe(*wrapped));
  const auto python =
      right_of("f()\n", "try:\n  f()\nexcept E:\n  pass\n", Reach::near, Family::python);
  REQUIRE(python.has_value());
  CHECK_FALSE(is_safe(*python));
  const std::string token = "ghp_" + std::string("qZ7xLr2VtN9") + "kB4mWc6YpD1hGs8JfU3aEo5Xi";
  const auto secret = right_of("f(1);", "f('" + token + "');");
  REQUIRE(secret.has_value());
  CHECK_FALSE(is_safe(*secret));
  Right two_words;
  two_words.parts.push_back(literal(TokenKind::identifier, "a b"));
  CHECK_FALSE(is_safe(two_words));
  Right nothing;
  nothing.parts.push_back(literal(TokenKind::identifier, ""));
  CHECK_FALSE(is_safe(nothing));
  CHECK(is_safe(*right_of("f(a);", "f(a || 0);")));
}

TEST_CASE("expressions of a line come left to right, each once") {
  const Region region("a.b(c.d, a.b)", Family::javascript);
  const auto chains = chains_of(region, {0, region.size()});
  REQUIRE(chains.size() == 5);
  CHECK(chains[0] == WordRange{0, 1});
  CHECK(chains[1] == WordRange{0, 3});
  CHECK(chains[4] == WordRange{0, 12});
}

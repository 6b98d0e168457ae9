#include "core/pattern/region.hpp"

#include <string>

#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("words are the tokens with bytes, and know their chains and shapes") {
  const Region region("if (this.rows[0].length) go('x', \"x\", 7);", Family::javascript);
  REQUIRE(region.size() == 20);
  CHECK(region[2].chain_end == 10);
  CHECK(region[9].chain_begin == 2);
  CHECK(region[4].name == NameKind::member);
  CHECK(region[9].common);
  CHECK(region[11].name == NameKind::call);
  CHECK(region[13].text == region[15].text);
  CHECK(region[13].shape != region[13].text);
  CHECK(region[1].partner == 10);
}

TEST_CASE("the hash of a range is the same wherever it stands") {
  const Region one("a.b + c; x(a.b);", Family::javascript);
  CHECK(one.hash_of({0, 3}) == one.hash_of({8, 11}));
  CHECK(one.same({0, 3}, one, {8, 11}));
  CHECK_FALSE(one.same({0, 3}, one, {2, 5}));
  CHECK_FALSE(one.same({0, 3}, one, {8, 10}));
  CHECK(one.hash_of({0, 3}) != one.hash_of({2, 5}));
}

TEST_CASE("a line's words and a statement's end are found") {
  const Region region("f(\n  1);\nconst a = b\n  .c\n  || d\ng()\n", Family::javascript);
  CHECK(region.line(2) == WordRange{2, 5});
  CHECK(region.line(99).size() == 0);
  CHECK(region.statement_end(0) == 5);
  CHECK(region.statement_end(5) == 13);
  const Region python("x = (1,\n  2)\nif y:\n  pass\n", Family::python);
  CHECK(python.statement_end(0) == 7);
  CHECK(python.statement_end(7) == 10);
  const Region open("f(a; }", Family::javascript);
  CHECK(open.statement_end(0) == 1);
  CHECK(open.statement_end(4) == 4);
  CHECK(Region("", Family::php).size() == 0);
}

TEST_CASE("a piece that begins within a comment or a text is read behind it") {
  CHECK(code_begin("it's old\n */\nf();", Family::javascript) == 12);
  CHECK(code_begin("f(); /* x */", Family::javascript) == 0);
  CHECK(code_begin("f();", Family::php) == 0);
  CHECK(code_begin("    words here\n    \"\"\"\n    x = 1\n", Family::python) == 22);
  CHECK(code_begin("x = \"\"\"a\nb\"\"\"\n", Family::python) == 0);
  CHECK(code_begin("x = 1\n", Family::python) == 0);
}

TEST_CASE("of plain texts the quotes do not count, of other words every byte does") {
  CHECK(hash_of_word(TokenKind::string, "'a'") == hash_of_word(TokenKind::string, "\"a\""));
  CHECK(hash_of_word(TokenKind::string, "'a'") != hash_of_word(TokenKind::identifier, "a"));
}

#include <string>

#include "core/pattern/shown.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("Python's lines and blocks are tokens without bytes") {
  CHECK(py("if a:\n    b()\n\n    # c\n    d\ne\n") == "if a : NL > b ( ) NL d NL < e NL");
  CHECK(py("f(a,\n  b)\nc") == "f ( a , b ) NL c NL");
  CHECK(py("a = 1 + \\\n  2\nb") == "a = 1 + 2 NL b NL");
  CHECK(py("a = 1 + \\") == "a = 1 + \\ NL");
  CHECK(py("def f():\n\tif x:\n\t\treturn\n") == "def f ( ) : NL > if x : NL > return NL < <");
  CHECK(py("  a\n b\nc") == "> a NL < b NL c NL");
  CHECK(py("") == "");
}

TEST_CASE("Go's lines are tokens where they end a statement") {
  CHECK(go("a := b // it's\nif a == nil {\n\treturn a, 'x'\n}\n") ==
        "a := b NL if a == nil { return a , 'x' NL } NL");
  CHECK(go("f(a,\n  b,\n)\nx++ /* \n */ y = `a\\\n'` +\n \"b\\\"\"") ==
        "f ( a , b , ) NL x ++ NL y = `a\\\n'` + \"b\\\"\" NL");
  CHECK(go("for {\n break\n}\nreturn") == "for { break NL } NL return NL");
  CHECK(go("x := `open\ny") == "x := ` open NL y NL");
  CHECK(go("x.(type) &^= 0x1F <-c") == "x . ( type ) &^= 0x1F <- c NL");
  CHECK(go("if\nx {") == "if x {");
  CHECK(go("\n\nx").substr(0, 1) == "x");
}

TEST_CASE("brackets know their partners, and those without one are counted") {
  const TokenStream stream = read_tokens("f([a], {b: (c)})", Family::javascript);
  CHECK(stream.unmatched == 0);
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const auto partner = stream.tokens[i].partner;
    if (partner < 0) continue;
    CHECK(stream.tokens[static_cast<std::size_t>(partner)].partner == static_cast<int>(i));
  }
  CHECK(stream.tokens[1].partner == static_cast<int>(stream.tokens.size()) - 1);
  CHECK(read_tokens("(]", Family::javascript).unmatched == 2);
  CHECK(read_tokens("a)", Family::javascript).unmatched == 1);
  // What was never closed costs itself alone; no brace is given up for a parenthesis.
  CHECK(read_tokens("{ f( } g()", Family::javascript).unmatched == 1);
  CHECK(read_tokens("{ ) } g()", Family::javascript).unmatched == 1);
  CHECK(read_tokens("f([(])", Family::javascript).unmatched == 1);
  CHECK(read_tokens(std::string(40, '(') + "]", Family::javascript).unmatched == 41);
}

TEST_CASE("tokens know their line and whether they begin it") {
  const TokenStream stream = read_tokens("a /*\n*/ b\n  c `\n` d", Family::javascript);
  REQUIRE(stream.tokens.size() == 5);
  CHECK(stream.tokens[0].first_on_line);
  CHECK(stream.tokens[1].line == 2);
  CHECK_FALSE(stream.tokens[1].first_on_line);
  CHECK(stream.tokens[2].line == 3);
  CHECK(stream.tokens[2].first_on_line);
  CHECK(stream.tokens[4].line == 4);
  CHECK_FALSE(stream.tokens[4].first_on_line);
}

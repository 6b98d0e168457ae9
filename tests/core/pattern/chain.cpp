#include "core/pattern/chain.hpp"

#include <string>

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

TokenStream js(std::string_view text) { return read_tokens(text, Family::javascript); }

}  // namespace

TEST_CASE("a chain ends behind each of its links") {
  const TokenStream stream = js("a.b[c](d)?.e?.(f) + 1");
  const auto ends = chain_ends(stream, 0, stream.tokens.size());
  CHECK(ends == std::vector<std::size_t>{1, 3, 6, 9, 11, 15});
  CHECK(chain_ends(stream, 0, 6).back() == 6);
  CHECK(chain_ends(stream, 2, 20).empty());   // a member begins no chain
  CHECK(chain_ends(stream, 15, 20).empty());  // nor does an operator
}

TEST_CASE("a chain is found from its end") {
  const TokenStream stream = js("x = this.a[b](c).d;");
  CHECK(chain_begin(stream, 12) == 2);
  CHECK(chain_begin(stream, 4) == 2);
  CHECK(chain_begin(stream, 1) == 2);  // `=` ends none
  CHECK(chain_begin(js("(a)"), 2) == 3);
  CHECK(chain_begin(js("{a}"), 2) == 3);
  CHECK(chain_begin(js("a?.(b)"), 4) == 0);
}

TEST_CASE("brackets on the next line begin something else") {
  CHECK(chain_ends(js("a\n(b)"), 0, 9).size() == 1);
  CHECK(chain_ends(js("a\n  .b"), 0, 9).size() == 2);
  CHECK(chain_ends(js("a."), 0, 9).size() == 1);
}

TEST_CASE("what is assigned, deleted or only asked for is no value") {
  const auto no_value = [](std::string_view text, Family family) {
    const TokenStream stream = read_tokens(text, family);
    std::size_t begin = 0;
    while (stream.text_of(begin) != "a" && stream.text_of(begin) != "$a")
      ++begin;
    return is_no_value(stream, begin, begin + 1);
  };
  CHECK(no_value("a.b[c] = 1", Family::javascript));
  CHECK(no_value("a.b ?\?= 1", Family::javascript));
  CHECK(no_value("a.b++", Family::javascript));
  CHECK(no_value("--a", Family::javascript));
  CHECK(no_value("new a.B()", Family::javascript));
  CHECK(no_value("del a[1]", Family::python));
  CHECK(no_value("isset($a[1])", Family::php));
  CHECK(no_value("&$a", Family::php));
  CHECK_FALSE(no_value("a.b === 1", Family::javascript));
  CHECK_FALSE(no_value("f(a.b)", Family::javascript));
  CHECK_FALSE(no_value("x = a.b <= 1", Family::javascript));
}

TEST_CASE("statements and expressions have their borders") {
  const TokenStream stream = js("{ a()\n b; (c) }\n'x'\nd");
  // 0 {  1 a  2 (  3 )  4 b  5 ;  6 (  7 c  8 )  9 }  10 'x'  11 d
  CHECK(begins_statement(stream, 0));
  CHECK(begins_statement(stream, 1));
  CHECK_FALSE(begins_statement(stream, 4));  // a bracket may still be continued
  CHECK(begins_statement(stream, 6));
  CHECK(begins_statement(stream, 11));
  CHECK_FALSE(begins_statement(stream, 8));
  CHECK(begins_statement(stream, 12) == false);
  CHECK(ends_expression(stream, 8));
  CHECK(ends_expression(stream, 5));
  CHECK(ends_expression(stream, 11));
  CHECK(ends_expression(stream, 12));
  CHECK_FALSE(ends_expression(stream, 7));
  CHECK(opens_expression(stream, 6));
  CHECK_FALSE(opens_expression(stream, 7));
  const TokenStream python = read_tokens("if a:\n  b\nc", Family::python);
  CHECK(begins_statement(python, 5));
  CHECK_FALSE(begins_statement(python, 1));
  CHECK(opens_expression(python, 3));
}

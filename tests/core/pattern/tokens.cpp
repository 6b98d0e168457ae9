#include <algorithm>
#include <iterator>
#include <random>
#include <string>

#include "core/pattern/shown.hpp"
#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat::pattern;
using homeostat::test::growth;
using homeostat::test::linear_growth_max;

TEST_CASE("names, numbers and operators are tokens, comments are gaps") {
  CHECK(js("const a1 = b?.c ?? 0xFF; // end\n/* x\n*/ d++") == "const a1 = b ?. c ?? 0xFF ; d ++");
  CHECK(js("a?.5:1e-3+.5") == "a ? .5 : 1e-3 + .5");
  CHECK(py("x = 1.5e+3 # c\n") == "x = 1.5e+3 NL");
  CHECK(php("<?php $a->b ?? C::d; # x\n// y ?>z<?= $q ?>") ==
        "<?php $a -> b ?? C :: d ; ?> z<?= $q ?>");
  CHECK(shown("for i := 0; i < n; i++ { // c\n}", Family::generic) ==
        "for i := 0 ; i < n ; i ++ { }");
  CHECK(shown("0..5", Family::generic) == "0 .. 5");
}

TEST_CASE("a template is text, and code in its holes, at any depth") {
  CHECK(js("f(`a${b + `c${d}e`}f`)") == "f ( `a ${ b + `c ${ d } e` } f` )");
  CHECK(js("`a\\`b$c`") == "`a\\`b$c`");
  CHECK(js("`${ {a: 1}.a }` + 1") == "` ${ { a : 1 } . a } ` + 1");
  CHECK(js("`open ${a") == "`open  ${ a");
}

TEST_CASE("a slash begins a regular expression only where an operand may stand") {
  CHECK(js("x = /\"/g; y = a / b / c") == "x = /\"/g ; y = a / b / c");
  CHECK(js("return /[/\\]]/.test(s)") == "return /[/\\]]/ . test ( s )");
  CHECK(js("if (a) /x/.exec(b)") == "if ( a ) /x/ . exec ( b )");
  CHECK(js("(a) / b / c") == "( a ) / b / c");
  CHECK(js("f() { } /x/") == "f ( ) { } /x/");
  CHECK(js("o = {} / 2 / 1") == "o = { } / 2 / 1");
  CHECK(js("i++ / 2 / 1") == "i ++ / 2 / 1");
  CHECK(js("this / 2 / 1") == "this / 2 / 1");
  CHECK(js("/x/") == "/x/");
  CHECK(js("a = / no end\nb") == "a = / no end b");
}

TEST_CASE("a slash behind an operand divides, whatever the operand is") {
  CHECK(js("a! / b / c") == "a ! / b / c");
  CHECK(js("f()! / b / c") == "f ( ) ! / b / c");
  CHECK(js("if (! /x/.test(s)) {}") == "if ( ! /x/ . test ( s ) ) { }");
  CHECK(js("a[0] / b / c; `${a}` / b / c") == "a [ 0 ] / b / c ; ` ${ a } ` / b / c");
  CHECK(js("x.return / 2 / 1") == "x . return / 2 / 1");
  CHECK(js("a = b ? /x/ : /[)/]/") == "a = b ? /x/ : /[)/]/");
  CHECK(js("s.replace(/[\"'`(]/g, '')") == "s . replace ( /[\"'`(]/g , '' )");
  CHECK(js("while (i--) /x/.exec(s)") == "while ( i -- ) /x/ . exec ( s )");
}

TEST_CASE("what spoils a search for balanced brackets spoils nothing here") {
  const std::string_view hard[] = {
      "f(s.replace(/\"/g, '')) // )\n",
      "f(/* ( [ { */ a)\n",
      "x = `a ${ `b ${ c('}') } )` } (`; g()",
      "x = `${ {a: '`'}['a'] }`; g()",
      "if (/[/\"({]/.test(a)) { g() } // it's {\n",
      "x = '\\'(' + \"\\\"{\" + `\\`[`; g()",
      "x = a /* '( */ / b // \"{\n / c; g()",
      "<p>it's :-( {f(a)} // no comment</p>; g()",
  };
  for (const std::string_view text : hard) {
    INFO(text);
    CHECK(read_tokens(text, Family::javascript).unmatched == 0);
  }
}

TEST_CASE("text between JSX tags is text") {
  CHECK(js("<p>Don't</p>\nconst a = 'b';") == "< p > Don't </ p > const a = 'b' ;");
  CHECK(js("<br />") == "< br />");
  CHECK(js("return <a href=\"it's\\\">x {f('}')} it's // no</a>;") ==
        "return < a href = \"it's\\\" > x { f ( '}' ) } it's // no </ a > ;");
  CHECK(js("(<><B.C d={<e/>}>1\n 2 </B.C></>)") ==
        "( < > < B . C d = { < e /> } > 1 2 </ B . C > </ > )");
  CHECK(js("x = a && <F<T> k=\"1\n2\">'</F>") == "x = a && < F < T > k = \"1\n2\" > ' </ F >");
  CHECK(js("x = <div className='a'") == "x = < div className = 'a'");
  CHECK(js("x = <a b='c") == "x = < a b = ' c");
  CHECK(js("x = <a b={c}>it's") == "x = < a b = { c } > it ' s");
  CHECK(js("f(<a )") == "f ( < a )");
}

TEST_CASE("types in angle brackets are not JSX") {
  CHECK(js("f = <T>(x: T) => 'a'") == "f = < T > ( x : T ) => 'a'");
  CHECK(js("f = <T,>(x: T) => 'a'") == "f = < T , > ( x : T ) => 'a'");
  CHECK(js("f = <T extends U>(x) => 'a'") == "f = < T extends U > ( x ) => 'a'");
  CHECK(js("f = <const T>(x) => 'a'") == "f = < const T > ( x ) => 'a'");
  CHECK(js("x = <any>y; a < b; '</b>'") == "x = < any > y ; a < b ; '</b>'");
  CHECK(js("a = useState<T>(1); b = c < d / e") == "a = useState < T > ( 1 ) ; b = c < d / e");
}

TEST_CASE("names with marks are one token") {
  CHECK(js("this.#a?.b") == "this . #a ?. b");
  CHECK(shown("@class = $x", Family::csharp) == "@class = $x");
  CHECK(shown("`is a`.x ` y", Family::kotlin) == "`is a` . x ` y");
  CHECK(shown("r#type + r", Family::rust) == "r#type + r");
}

TEST_CASE("a text's first bytes may be no code") {
  CHECK(js("\xEF\xBB\xBF#!/usr/bin/env node's\na") == "a");
  CHECK(js("\xEF\xBB\xBF'a'") == "'a'");
  CHECK(js("#!/usr/bin/env node's\na") == "a");
  CHECK(js("#!/usr/bin/env node's").empty());
  CHECK(shown("#![a]", Family::rust) == "# ! [ a ]");
}

TEST_CASE("a keyword behind a dot is a member") {
  const TokenStream stream = read_tokens("a.delete(b) ; delete c", Family::javascript);
  CHECK(stream.tokens[2].kind == TokenKind::identifier);
  CHECK(stream.tokens[7].kind == TokenKind::keyword);
}

namespace {

constexpr Family families[]{Family::javascript, Family::python, Family::php,    Family::go,
                            Family::java,       Family::kotlin, Family::csharp, Family::c,
                            Family::rust,       Family::generic};
static_assert(std::size(families) == family_count);

// In order, within the text, partners of each other, on the line that is told.
bool is_sane(const TokenStream& stream) {
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const Token& token = stream.tokens[i];
    if (token.begin < last || token.end < token.begin || token.end > stream.text.size()) {
      return false;
    }
    last = token.end;
    const auto begin = stream.text.begin();
    if (token.line != 1 + std::count(begin, begin + token.begin, '\n') && token.end > token.begin) {
      return false;
    }
    if (token.partner < 0) continue;
    const Token& partner = stream.tokens[static_cast<std::size_t>(token.partner)];
    if (partner.partner != static_cast<int>(i)) return false;
  }
  return true;
}

std::size_t brackets_alone(const TokenStream& stream) {
  return static_cast<std::size_t>(
      std::count_if(stream.tokens.begin(), stream.tokens.end(), [](const Token& token) {
        const bool bracket = token.kind == TokenKind::open || token.kind == TokenKind::close;
        return bracket && token.partner < 0;
      }));
}

}  // namespace

TEST_CASE("any bytes give tokens in order that lie within the text") {
  const unsigned seed = 20240517;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string_view pieces[] = {
      "'",  "\"",    "`",      "${", "}",    "{", "(",     ")",    "/",    "\n",    "\\",  "#",
      "a",  "1",     "/*",     "*/", "?>",   ".", "<?php", "\xff", " ",    "<<<X",  "<a>", "</a>",
      "/>", "f\"{x", "\"\"\"", ":",  "r#\"", "$", "@\"",   "R\"(", "\r\n", "#if {", "<",   "!"};
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (auto i = random() % 40; i > 0; --i)
      text += pieces[random() % std::size(pieces)];
    for (const Family family : families) {
      const TokenStream stream = read_tokens(text, family);
      INFO(to_string(family) << " " << text);
      REQUIRE(is_sane(stream));
      REQUIRE(stream.unmatched == brackets_alone(stream));
    }
  }
}

TEST_CASE("reading is linear on texts made to be slow") {
  const std::string_view parts[] = {
      "'\\",   "/a\\", "# c\n",  "?> <?= ", "<<<X\n",  "`${",  "(",     "1.1.1",    "/*",
      "'''",   "<?",   "\"\\\n", "f\"{",    "f'{f\"{", "(]",   "[)",    "$\"{",     "\"${",
      "\"{$a", "r#\"", "R\"x(",  "<a>",     "<a ",     "</a>", "x=<a>", "x=<a b='", "@\"",
      "'a",    "`a\n", "#\\\n",  "/* /* ",  "\"\"\"",  "({",   "x<a",   "f'{x:{",   "f'''{'"};
  for (const std::string_view part : parts) {
    for (const Family family : families) {
      INFO(to_string(family) << " " << part);
      const double times = growth(part, 700, [&](std::string_view text) {
        CHECK(read_tokens(text, family).tokens.size() <= 2 * text.size());
      });
      CHECK(times < linear_growth_max);
    }
  }
  CHECK(read_tokens(std::string(source_bytes_max + 1, 'a'), Family::javascript).tokens.empty());
}

TEST_CASE("only templates and f-strings have pieces") {
  CHECK(is_text_piece(Family::javascript, TokenKind::open, "${"));
  CHECK_FALSE(is_text_piece(Family::python, TokenKind::open, "${"));
  CHECK(is_text_piece(Family::javascript, TokenKind::string, "`a"));
  CHECK(is_text_piece(Family::python, TokenKind::string, ""));
  CHECK_FALSE(is_text_piece(Family::javascript, TokenKind::string, "'a'"));
  CHECK_FALSE(is_text_piece(Family::php, TokenKind::string, "a"));
  CHECK_FALSE(is_text_piece(Family::javascript, TokenKind::op, "+"));
}

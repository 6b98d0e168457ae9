#include "core/pattern/tokens.hpp"

#include <chrono>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

// Tokens as text, one space between; newline, indent and dedent as NL, > and <.
std::string shown(std::string_view text, Family family) {
  const TokenStream stream = read_tokens(text, family);
  std::string out;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    if (!out.empty()) out += ' ';
    switch (stream.tokens[i].kind) {
      case TokenKind::newline:
        out += "NL";
        break;
      case TokenKind::indent:
        out += '>';
        break;
      case TokenKind::dedent:
        out += '<';
        break;
      default:
        out += stream.text_of(i);
    }
  }
  return out;
}

std::string js(std::string_view text) { return shown(text, Family::javascript); }
std::string py(std::string_view text) { return shown(text, Family::python); }
std::string php(std::string_view text) { return shown(text, Family::php); }

}  // namespace

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

TEST_CASE("JSX text with an apostrophe spoils no more than itself") {
  CHECK(js("<p>Don't</p>\nconst a = 'b';") == "< p > Don ' t </ p > const a = 'b' ;");
  CHECK(js("<br />") == "< br />");
}

TEST_CASE("Python's lines and blocks are tokens without bytes") {
  CHECK(py("if a:\n    b()\n\n    # c\n    d\ne\n") == "if a : NL > b ( ) NL d NL < e NL");
  CHECK(py("f(a,\n  b)\nc") == "f ( a , b ) NL c NL");
  CHECK(py("a = 1 + \\\n  2\nb") == "a = 1 + 2 NL b NL");
  CHECK(py("a = 1 + \\") == "a = 1 + \\ NL");
  CHECK(py("def f():\n\tif x:\n\t\treturn\n") == "def f ( ) : NL > if x : NL > return NL < <");
  CHECK(py("  a\n b\nc") == "> a NL < b NL c NL");
  CHECK(py("") == "");
}

TEST_CASE("Python strings have prefixes and three quotes") {
  CHECK(py("a = rb'x' + f\"{y!r}\"") == "a = rb'x' + f\"{y!r}\" NL");
  CHECK(py("\"\"\"a\n\"b\\\"\"\"\" + '''c'''") == "\"\"\"a\n\"b\\\"\"\"\" + '''c''' NL");
  CHECK(py("u'''x''' y") == "u'''x''' y NL");
  CHECK(py("xyz'a'") == "xyz 'a' NL");
  CHECK(py("f'open\nb") == "f ' open NL b NL");
  CHECK(py("'''open") == "'''open NL");
}

TEST_CASE("PHP strings may hold line ends, and heredocs hold anything") {
  CHECK(php("$a = \"x\ny\" . 'z';") == "$a = \"x\ny\" . 'z' ;");
  CHECK(php("$a = <<<EOT\n it's\n  EOT;\n$b") == "$a = <<<EOT\n it's\n  EOT ; $b");
  CHECK(php("<<<'X'\nXY\nX\n") == "<<<'X'\nXY\nX");
  CHECK(php("<<<X\nnever") == "<<<X\nnever");
  CHECK(php("1 <<< 2") == "1 << < 2");
  CHECK(php("<html>'<?xml ?><?php if ($a) { ?>don't<?php } ?> tail") ==
        "<html>'<?xml ?><?php if ( $a ) { ?> don't<?php } ?>  tail");
  CHECK(php("#[Attr]\n$a") == "#[ Attr ] $a");
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
}

TEST_CASE("a keyword behind a dot is a member") {
  const TokenStream stream = read_tokens("a.delete(b) ; delete c", Family::javascript);
  CHECK(stream.tokens[2].kind == TokenKind::identifier);
  CHECK(stream.tokens[7].kind == TokenKind::keyword);
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

TEST_CASE("any bytes give tokens in order that lie within the text") {
  const unsigned seed = 20240517;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string_view pieces[] = {"'",  "\"",   "`",  "${",    "}",    "{", "(",
                                     ")",  "/",    "\n", "\\",    "#",    "a", "1",
                                     "/*", "<<<X", "?>", "<?php", "\xff", " "};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto i = random() % 40; i > 0; --i)
      text += pieces[random() % std::size(pieces)];
    for (const Family family : {Family::javascript, Family::python, Family::php, Family::generic}) {
      const TokenStream stream = read_tokens(text, family);
      std::uint32_t last = 0;
      std::size_t without_partner = 0;
      for (const Token& token : stream.tokens) {
        REQUIRE(token.begin >= last);
        REQUIRE(token.end >= token.begin);
        REQUIRE(token.end <= text.size());
        last = token.end;
        const bool bracket = token.kind == TokenKind::open || token.kind == TokenKind::close;
        if (bracket && token.partner < 0) ++without_partner;
      }
      REQUIRE(stream.unmatched == without_partner);
    }
  }
}

TEST_CASE("reading is linear on texts made to be slow") {
  const std::string_view parts[] = {"'\\", "/a\\",  "# c\n", "?> <?= ", "<<<X\n", "`${",
                                    "(",   "1.1.1", "/*",    "'''",     "<?",     "\"\\\n"};
  for (const std::string_view part : parts) {
    std::string text;
    while (text.size() < 50'000)
      text += part;
    for (const Family family : {Family::javascript, Family::python, Family::php}) {
      const auto begin = std::chrono::steady_clock::now();
      CHECK(read_tokens(text, family).tokens.size() <= 2 * text.size());
      INFO(to_string(family) << " " << part);
      CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
    }
  }
  CHECK(read_tokens(std::string(source_bytes_max + 1, 'a'), Family::javascript).tokens.empty());
}

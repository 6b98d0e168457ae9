#include "core/pattern/layout.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

Style style(std::string_view text) { return style_of(read_tokens(text, Family::javascript)); }

}  // namespace

TEST_CASE("a file's layout is read from the file") {
  CHECK(style("a {\n    b\n    c {\n        d\n").indent_unit == "    ");
  CHECK(style("a {\n  b\n").indent_unit == "  ");
  CHECK(style("a {\n\tb\n").indent_unit == "\t");
  CHECK(style("a").indent_unit == "  ");
  CHECK(style("a\r\nb").line_end == "\r\n");
  CHECK(style("a\nb\r\n").line_end == "\n");
  CHECK(style("f(\"a\", \"b\", 'c')").quote == '"');
  CHECK(style("f('a')").quote == '\'');
}

TEST_CASE("a gap is told in levels and lines") {
  const TokenStream stream = read_tokens("  a {\n\n    b; // c\n      d }\n", Family::javascript);
  const Style two{"  ", "\n", '\''};
  CHECK(gap_before(stream, 1, "  ", two) == Gap{0, 0, 1});
  CHECK(gap_before(stream, 2, "  ", two) == Gap{2, 1, 0});
  CHECK(gap_before(stream, 3, "  ", two) == Gap{0, 0, 0});
  CHECK(gap_before(stream, 4, "  ", two) == Gap{1, 2, 0});
  CHECK(gap_before(stream, 6, "  ", two) == Gap{1, -1, 0});
  CHECK(gap_before(stream, 0, "", two) == Gap{0, 0, 1});
}

TEST_CASE("a line that goes on behind a backslash is one line") {
  const TokenStream stream = read_tokens("a = 1 + \\\n    2\n", Family::python);
  CHECK(gap_before(stream, 4, "", Style{}) == Gap{0, 0, 1});
}

TEST_CASE("indentation grows and shrinks by the file's unit") {
  const Style tabs{"\t", "\r\n", '"'};
  CHECK(deeper("\t", 2, tabs) == "\t\t\t");
  CHECK(deeper("\t\t", -1, tabs) == "\t");
  CHECK(deeper("\t", -5, tabs).empty());
  CHECK(deeper("      ", -1, Style{"    ", "\n", '\''}) == "  ");
  CHECK(print_gap({2, 1, 0}, " ", tabs) == "\r\n\r\n \t");
  CHECK(print_gap({0, 0, 1}, " ", tabs) == " ");
  CHECK(print_gap({}, " ", tabs).empty());
}

TEST_CASE("the indentation of a line is found from any byte in it") {
  CHECK(indentation_at("a\n \tb c", 6) == " \t");
  CHECK(indentation_at("  a", 2) == "  ");
  CHECK(indentation_at(std::string(5000, ' '), 4000).size() <= 1512);
}

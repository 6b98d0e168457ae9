#include "core/base/text.hpp"

#include <array>

#include "support/catch.hpp"

using namespace homeostat::base;
using Views = std::vector<std::string_view>;

TEST_CASE("character classes hold ASCII only") {
  CHECK(is_space('\v'));
  CHECK_FALSE(is_space('\0'));
  CHECK_FALSE(is_space('\xA0'));
  CHECK(is_word('_'));
  CHECK_FALSE(is_word('-'));
  CHECK_FALSE(is_alpha('\xE4'));
  CHECK(is_hex_digit('F'));
  CHECK_FALSE(is_hex_digit('g'));
  CHECK(is_control('\x7F'));
  CHECK(is_control('\n'));
  CHECK_FALSE(is_control('\x80'));
  CHECK(is_blank('\t'));
  CHECK_FALSE(is_blank('\n'));
}

TEST_CASE("case changes touch ASCII letters only") {
  CHECK(to_lower("ÄBC-1") == "Äbc-1");
  CHECK(to_upper("äbc_z") == "äBC_Z");
  CHECK(iequals("Fix", "fIX"));
  CHECK_FALSE(iequals("Fix", "Fixe"));
  CHECK(istarts_with("Closes #1", "closes"));
  CHECK_FALSE(istarts_with("cl", "closes"));
  CHECK(iends_with("A.TXT", ".txt"));
  CHECK_FALSE(iends_with("t", ".txt"));
}

TEST_CASE("a word is found whatever its case, from an offset") {
  CHECK(ifind("say Hello, hello", "HELLO") == 4);
  CHECK(ifind("say Hello, hello", "HELLO", 5) == 11);
  CHECK(ifind("abc", "d") == std::string_view::npos);
  CHECK(ifind("abc", "c", 9) == std::string_view::npos);
  CHECK(ifind("abc", "", 3) == 3);
  CHECK(contains("abc", "bc"));
  CHECK_FALSE(contains("abc", "ca"));
}

TEST_CASE("trimming takes white space off the ends") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \n ").empty());
  CHECK(trim_left(" a ") == "a ");
  CHECK(trim_right(" a ") == " a");
}

TEST_CASE("lines end at LF or CRLF, and a lone CR ends none") {
  CHECK(split_lines("").empty());
  CHECK(split_lines("a") == Views{"a"});
  CHECK(split_lines("a\n") == Views{"a"});
  CHECK(split_lines("\n") == Views{""});
  CHECK(split_lines("a\r\n\rb\n\nc") == Views{"a", "\rb", "", "c"});
  CHECK(split_lines("a\r") == Views{"a\r"});
  CHECK(split_lines_keeping("a\r\nb\n\nc") == Views{"a\r\n", "b\n", "\n", "c"});
  CHECK(without_line_end("a\n\n") == "a\n");
  CHECK(without_line_end("\n").empty());
  CHECK(without_line_end("").empty());
}

TEST_CASE("splitting and joining are inverse") {
  CHECK(split("", ',') == Views{""});
  CHECK(split("a,,b,", ',') == Views{"a", "", "b", ""});
  CHECK(join(split("a,,b,", ','), ",") == "a,,b,");
  CHECK(join(std::vector<std::string>{"x", "y"}, " | ") == "x | y");
}

TEST_CASE("replacing goes left to right and does not look at what it wrote") {
  CHECK(replace_all("aaa", "aa", "a") == "aa");
  CHECK(replace_all("a|b|", "|", "\\|") == "a\\|b\\|");
  CHECK(replace_all("abc", "", "x") == "abc");
  CHECK(replace_all("", "a", "x").empty());
}

TEST_CASE("a whole number is read or not at all") {
  CHECK(parse_int("-12") == -12);
  CHECK(parse_int("9223372036854775807") == INT64_MAX);
  CHECK_FALSE(parse_int("9223372036854775808"));
  CHECK_FALSE(parse_int(""));
  CHECK_FALSE(parse_int("+1"));
  CHECK_FALSE(parse_int("1 "));
  CHECK_FALSE(parse_int("1.5"));
  CHECK_FALSE(parse_int("0x1"));
  CHECK(is_digits("0123"));
  CHECK_FALSE(is_digits("1a"));
}

TEST_CASE("hex digits go both ways") {
  CHECK(hex(std::string_view("\x00\xFF\x10", 3)) == "00ff10");
  CHECK(hex(std::array<std::uint8_t, 2>{1, 171}) == "01ab");
  CHECK(from_hex("00Ff10") == std::string("\x00\xFF\x10", 3));
  CHECK_FALSE(from_hex("0"));
  CHECK_FALSE(from_hex("0g"));
  CHECK_FALSE(from_hex("g0"));
}

TEST_CASE("base64 gives the vectors of RFC 4648") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xFF\xFE\xFD") == "//79");
}

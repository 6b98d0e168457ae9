#include "core/base/utf8.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace homeostat::base;

TEST_CASE("every scalar value is written and read back") {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, value);
    const CodePoint point = decode_utf8(text, 0);
    if (point.valid && point.value == value && point.size == text.size()) continue;
    FAIL("U+" << std::hex << static_cast<unsigned>(value));
  }
}

TEST_CASE("what is no scalar value is written as the replacement character") {
  for (const char32_t value : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
    std::string text;
    append_utf8(text, value);
    CHECK(text == "\xEF\xBF\xBD");
  }
}

TEST_CASE("invalid sequences take their maximal subpart") {
  struct Case {
    const char* text;
    std::size_t size;
  };
  for (const auto& [text, size] : std::vector<Case>{{"\x80", 1},
                                                    {"\xC0\xAF", 1},          // overlong
                                                    {"\xC1\x81", 1},          // overlong
                                                    {"\xE0\x80\x80", 1},      // overlong
                                                    {"\xED\xA0\x80", 1},      // surrogate
                                                    {"\xF4\x90\x80\x80", 1},  // above U+10FFFF
                                                    {"\xF5\x80", 1},
                                                    {"\xFF", 1},
                                                    {"\xC3", 1},
                                                    {"\xE2\x82", 2},
                                                    {"\xE2\x82\x41", 2},
                                                    {"\xF0\x9F\x98", 3},
                                                    {"\xC3\x41", 1}}) {
    const CodePoint point = decode_utf8(text, 0);
    CHECK_FALSE(point.valid);
    CHECK(point.value == 0xFFFD);
    CHECK(point.size == size);
  }
}

TEST_CASE("the valid beginning stops before the first invalid byte") {
  CHECK(valid_utf8_prefix("a\xC3\xA4") == 3);
  CHECK(valid_utf8_prefix("a\xC3\xA4\xFF z") == 3);
  CHECK(is_valid_utf8(""));
  CHECK_FALSE(is_valid_utf8("\xC3"));
}

TEST_CASE("truncating never cuts a code point in two") {
  const std::string text = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";
  CHECK(truncate_utf8(text, 99) == text);
  CHECK(truncate_utf8(text, 0).empty());
  for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
    const auto cut = truncate_utf8(text, bytes);
    INFO(bytes);
    CHECK(cut.size() <= bytes);
    CHECK(cut.size() + 4 > bytes);
    CHECK(is_valid_utf8(cut));
  }
  CHECK(truncate_utf8(text, 8) == text.substr(0, 6));
  CHECK(truncate_utf8(text, 10) == text.substr(0, 10));
}

TEST_CASE("truncating stray continuation bytes goes back no further than a code point") {
  const std::string stray(10, '\x80');
  CHECK(truncate_utf8(stray, 7).size() == 7);
  CHECK(truncate_utf8("\x80\x80", 1).size() == 1);
}

TEST_CASE("invalid bytes are replaced and valid text stays") {
  CHECK(replace_invalid_utf8("a\xFF\xC3\xA4\xE2\x82") == "a\xEF\xBF\xBD\xC3\xA4\xEF\xBF\xBD");
  CHECK(replace_invalid_utf8("plain \xE2\x82\xAC") == "plain \xE2\x82\xAC");
}

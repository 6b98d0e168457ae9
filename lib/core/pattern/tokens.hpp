// Source text as tokens: what the pattern library learns from and matches against.
//
// A table per language family says what its keywords, operators, strings and comments look like;
// one reader walks them all. It is total (any bytes give tokens), exact (a token knows its byte
// range; white space and comments are the gaps between tokens) and linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <homeostat/issue.hpp>

namespace homeostat::pattern {

/// Languages that share a token table. TypeScript and JavaScript are one family.
enum class Family : std::uint8_t { javascript, python, php, generic };
[[nodiscard]] std::string_view to_string(Family family) noexcept;
[[nodiscard]] Family family_of(Language language) noexcept;

enum class TokenKind : std::uint8_t {
  identifier,
  keyword,
  number,
  string,   ///< whole, with its quotes; of a template only the text between its holes
  regex,    ///< JavaScript only
  op,       ///< operators and separators
  open,     ///< ( [ { and ${ of a template
  close,    ///< ) ] }
  newline,  ///< Python: the end of a logical line; has no bytes
  indent,   ///< Python: a deeper block begins; has no bytes
  dedent,   ///< Python: a block ends; has no bytes
  other,    ///< a byte that starts nothing known, or text outside <?php … ?>
};

struct Token {
  TokenKind kind = TokenKind::other;
  bool first_on_line = false;  ///< only white space and comments stand before it on its line
  std::uint32_t begin = 0;     ///< byte offsets; newline, indent and dedent stand, empty, right
  std::uint32_t end = 0;       ///< behind the token before them
  std::uint32_t line = 0;      ///< 1-based, of `begin`
  std::int32_t partner = -1;   ///< index of the bracket's other half; -1: none
};

struct TokenStream {
  std::string_view text;
  Family family = Family::generic;
  std::vector<Token> tokens;
  std::size_t unmatched = 0;  ///< brackets without a partner

  [[nodiscard]] std::string_view text_of(std::size_t index) const {
    const Token& token = tokens[index];
    return text.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] bool same(std::size_t index, const TokenStream& that, std::size_t other) const {
    return tokens[index].kind == that.tokens[other].kind && text_of(index) == that.text_of(other);
  }
};

/// The longest text that is read; of a longer one nothing is.
inline constexpr std::size_t source_bytes_max = 16 * 1024 * 1024;

/// Reads all tokens. `text` must outlive the result.
[[nodiscard]] TokenStream read_tokens(std::string_view text, Family family);

/// What a family's text is made of.
struct FamilyTable {
  std::span<const std::string_view> keywords;   ///< sorted
  std::span<const std::string_view> operators;  ///< of two and more bytes, longest first
  std::string_view line_comment;                ///< "//", "#"
  std::string_view other_line_comment;          ///< PHP has two
  bool block_comments = false;                  ///< /* … */
  bool template_strings = false;                ///< `…${…}…`
  bool regex_literals = false;
  bool triple_strings = false;     ///< """…""" and '''…'''
  bool multiline_strings = false;  ///< "…" may hold line ends
  bool heredocs = false;           ///< <<<NAME
  bool open_tags = false;          ///< code only between <?php and ?>
  bool layout = false;             ///< line ends and indentation mean something
  bool dollar_names = false;       ///< $name is one token
};
[[nodiscard]] const FamilyTable& table_of(Family family) noexcept;

[[nodiscard]] bool is_keyword(Family family, std::string_view word) noexcept;

/// Letters, `_`, `$` and every byte of a multi-byte character begin a name.
[[nodiscard]] constexpr bool begins_name(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool continues_name(char c) noexcept {
  return begins_name(c) || is_digit(c);
}

}  // namespace homeostat::pattern

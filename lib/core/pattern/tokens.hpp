// Source text as tokens: what the pattern library learns from and matches against.
//
// A table per language family says what its keywords, operators, strings and comments look like;
// one reader walks them all. It is total (any bytes give tokens), exact (a token knows its byte
// range; white space and comments are the gaps between tokens) and linear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <homeostat/issue.hpp>

namespace homeostat::pattern {

/// Languages that share a token table: JavaScript with TypeScript and JSX, C with C++.
enum class Family : std::uint8_t {
  javascript,
  python,
  php,
  go,
  java,
  kotlin,
  csharp,
  c,
  rust,
  generic,  ///< a language without a table of its own
};
inline constexpr std::size_t family_count = 10;
[[nodiscard]] std::string_view to_string(Family family) noexcept;
[[nodiscard]] std::optional<Family> find_family(std::string_view name) noexcept;
[[nodiscard]] Family family_of(Language language) noexcept;

enum class TokenKind : std::uint8_t {
  identifier,
  keyword,
  number,
  string,   ///< whole, with its quotes; of a template or f-string the text between its holes
  regex,    ///< JavaScript only
  op,       ///< operators and separators
  open,     ///< ( [ { and ${ of a template
  close,    ///< ) ] }
  newline,  ///< Python, Go: the end of a logical line; has no bytes
  indent,   ///< Python: a deeper block begins; has no bytes
  dedent,   ///< Python: a block ends; has no bytes
  other,    ///< a byte that starts nothing known, text outside <?php … ?> or between JSX tags, a
            ///< line of the C preprocessor
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

/// Reads all tokens. `text` must outlive the result. A part of a file is read as well as can be:
/// where it begins inside a comment or a Python docstring, that is passed over.
[[nodiscard]] TokenStream read_tokens(std::string_view text, Family family);

/// Could this be a token of a template or f-string, which is one only between its neighbours?
[[nodiscard]] bool is_text_piece(Family family, TokenKind kind, std::string_view text) noexcept;

/// Texts with rules of their own for prefixes and ends.
enum class TextRules : std::uint8_t { plain, python, rust, cpp, csharp };

/// What a family's text is made of.
struct FamilyTable {
  std::span<const std::string_view> keywords;   ///< sorted
  std::span<const std::string_view> operators;  ///< of two and more bytes, longest first
  std::string_view line_comment;                ///< "//", "#"
  std::string_view other_line_comment = {};     ///< PHP has two
  std::string_view block_comment = "/*";        ///< ends with */
  bool nested_comments = false;                 ///< /* /* */ */
  std::string_view quotes = "\"'";              ///< what encloses a text
  std::string_view multiline_quotes = {};       ///< those of them that may hold line ends
  std::string_view raw_quotes = {};             ///< those in which a backslash is a backslash
  std::string_view triple_quotes = {};          ///< """…""", '''…'''
  bool triple_escapes = true;                   ///< a backslash means something in those
  std::string_view text_hole = {};              ///< "${", "{$": what opens code within "…"
  TextRules text_rules = TextRules::plain;      ///< r#"…"#, R"x(…)x", f"…", @"…"
  bool template_strings = false;                ///< `…${…}…`
  bool regex_literals = false;                  ///< and JSX
  bool heredocs = false;                        ///< <<<NAME
  bool open_tags = false;                       ///< code only between <?php and ?>
  bool layout = false;                          ///< line ends and indentation mean something
  bool line_ends = false;                       ///< a line's end ends a statement (Go's rule)
  bool directives = false;                      ///< lines that begin with #
  bool any_case_keywords = false;               ///< NULL is null
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

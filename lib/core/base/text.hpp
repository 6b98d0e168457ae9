// Small operations on text for the private use of the library. ASCII only: nothing here depends
// on a locale, and bytes above 0x7F belong to no class.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::base {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_alpha(char c) noexcept { return is_lower(c) || is_upper(c); }
[[nodiscard]] constexpr bool is_alnum(char c) noexcept { return is_alpha(c) || is_digit(c); }
/// Letters, digits and `_`.
[[nodiscard]] constexpr bool is_word(char c) noexcept { return is_alnum(c) || c == '_'; }
[[nodiscard]] constexpr bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
/// Space, \t, \n, \v, \f, \r.
[[nodiscard]] constexpr bool is_space(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
/// Space and \t.
[[nodiscard]] constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }
/// 0x00 to 0x1F and 0x7F.
[[nodiscard]] constexpr bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}
[[nodiscard]] constexpr char to_lower(char c) noexcept {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr char to_upper(char c) noexcept {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

/// All bytes are digits; true for empty text.
[[nodiscard]] bool is_digits(std::string_view text) noexcept;

[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);

/// Without is_space at the ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
[[nodiscard]] std::string_view trim_left(std::string_view text) noexcept;
[[nodiscard]] std::string_view trim_right(std::string_view text) noexcept;

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool iequals(std::string_view a, std::string_view b) noexcept;
[[nodiscard]] bool istarts_with(std::string_view text, std::string_view prefix) noexcept;
[[nodiscard]] bool iends_with(std::string_view text, std::string_view suffix) noexcept;
/// The first place of `word` at or after `from`, whatever the case; npos if there is none.
/// Costs text × word: for short words of ours.
[[nodiscard]] std::size_t ifind(std::string_view text, std::string_view word,
                                std::size_t from = 0) noexcept;
[[nodiscard]] bool contains(std::string_view text, std::string_view part) noexcept;

/// The lines without their "\n" or "\r\n". A lone "\r" ends no line. No line for what follows the
/// last line end, if that is empty: "" has none, "a\n" and "a" have one, "\n" has one (empty).
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);
/// The same lines with their endings: their concatenation is the text.
[[nodiscard]] std::vector<std::string_view> split_lines_keeping(std::string_view text);
/// `line` without one "\n" or "\r\n" at its end.
[[nodiscard]] std::string_view without_line_end(std::string_view line) noexcept;
/// The parts between separators; "" has one (empty).
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);
[[nodiscard]] std::string join(std::span<const std::string_view> parts, std::string_view separator);

/// Every `from`, left to right, replaced by `to`. An empty `from` replaces nothing.
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from,
                                      std::string_view to);

/// A whole decimal number with an optional "-"; none if anything else stands there or it does
/// not fit.
[[nodiscard]] std::optional<std::int64_t> parse_int(std::string_view text) noexcept;

/// Lower-case hex digits, two a byte.
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string hex(std::span<const std::uint8_t> bytes);
/// None for an odd length or another character.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view digits);

/// The standard alphabet with padding.
[[nodiscard]] std::string base64(std::string_view bytes);
/// None for another character, or a length that is no multiple of four.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace homeostat::base

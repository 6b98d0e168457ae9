// UTF-8, read so that every byte sequence has a meaning: an invalid one reads as U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace homeostat::base {

struct CodePoint {
  char32_t value = 0xFFFD;
  std::size_t size = 1;  ///< bytes it takes; for an invalid one those of the maximal subpart
  bool valid = false;
};

/// The code point that begins at `offset`, which must be below text.size(). Overlong forms,
/// surrogates and values above U+10FFFF are invalid.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t offset) noexcept;

/// Appends `value`; what is not a Unicode scalar value becomes U+FFFD.
void append_utf8(std::string& out, char32_t value);

/// The length of the longest valid beginning.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text) noexcept;
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

/// At most `bytes_max` bytes, without a code point cut in two.
[[nodiscard]] std::string_view truncate_utf8(std::string_view text, std::size_t bytes_max) noexcept;

/// Each invalid sequence as one U+FFFD.
[[nodiscard]] std::string replace_invalid_utf8(std::string_view text);

}  // namespace homeostat::base

// Tokens that a prefix gives away: the table of their prefixes, alphabets and lengths.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace homeostat::secrets {

/// Sets of bytes, as bits: a run's bytes are in any of the sets that are set.
using Alphabet = std::uint16_t;
inline constexpr Alphabet digit = 1;         // 0-9
inline constexpr Alphabet hex_lower = 2;     // a-f
inline constexpr Alphabet hex_upper = 4;     // A-F
inline constexpr Alphabet lower = 8;         // a-z
inline constexpr Alphabet upper = 16;        // A-Z
inline constexpr Alphabet dash = 32;         // -
inline constexpr Alphabet underscore = 64;   // _
inline constexpr Alphabet dot = 128;         // .
inline constexpr Alphabet plus_slash = 256;  // + /
inline constexpr Alphabet equals = 512;      // =
inline constexpr Alphabet tilde = 1024;      // ~
inline constexpr Alphabet base32 = 2048;     // A-Z 2-7
inline constexpr Alphabet hex = digit | hex_lower;
inline constexpr Alphabet any_hex = digit | hex_lower | hex_upper;
inline constexpr Alphabet alnum = digit | lower | upper;
inline constexpr Alphabet word = alnum | underscore;
inline constexpr Alphabet url64 = alnum | underscore | dash;
inline constexpr Alphabet std64 = alnum | plus_slash | equals;

[[nodiscard]] bool in(Alphabet alphabet, char c) noexcept;

/// A run of `min` to `max` bytes of an alphabet, after the byte `lead` (0: none).
struct Run {
  Alphabet alphabet = 0;
  std::uint16_t min = 0;
  std::uint16_t max = 0;
  char lead = 0;
};

struct TokenRule {
  std::string_view id;
  std::string_view prefix;  ///< at least two bytes
  std::array<Run, 4> runs{};
  double confidence = 0.95;
  /// Bytes of the prefix that also occur in ordinary words: the body must look random.
  bool needs_randomness = false;
};

/// Sorted by prefix, so that rules that begin alike stand together.
[[nodiscard]] std::span<const TokenRule> token_rules() noexcept;

/// One bit for each pair of bytes that begins a prefix: all that the first stage looks at.
using Beginnings = std::array<std::uint64_t, 1024>;
[[nodiscard]] constexpr std::size_t pair_of(char a, char b) noexcept {
  return static_cast<std::size_t>(static_cast<unsigned char>(a)) << 8U |
         static_cast<unsigned char>(b);
}
[[nodiscard]] const Beginnings& beginnings() noexcept;

}  // namespace homeostat::secrets

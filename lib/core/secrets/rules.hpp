// Tokens that a prefix gives away: the table of their prefixes, alphabets and lengths, and the
// index by which the rules for a place in a text are found.
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
inline constexpr Alphabet percent = 4096;    // %
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

/// What else a rule asks for.
enum Trait : std::uint8_t {
  plain = 0,
  needs_randomness,  ///< the prefix also begins ordinary words: the body must look random
  takes_anything,    ///< prefix and lengths say enough: a body of words is a token too
  has_openai_mark,   ///< "T3BlbkFJ" stands in the middle
  follows_name,      ///< letters and digits in front of the prefix belong to the token
};

/// Below this a rule is too vague to block a patch: only what leaves is cleaned by it.
inline constexpr double guard_confidence_min = 0.6;

struct TokenRule {
  std::string_view id;
  std::string_view prefix;  ///< at least two bytes
  std::array<Run, 4> runs{};
  double confidence = 0.95;
  Trait trait = plain;
};

/// Sorted by id.
[[nodiscard]] std::span<const TokenRule> token_rules() noexcept;

/// A rule that may match where three bytes of its prefix were seen.
struct Candidate {
  const TokenRule* rule = nullptr;
  std::size_t back = 0;  ///< so many bytes in front of the three the rule's prefix begins
};

/// Where the three bytes stand: at the begin of a part of a run of word bytes, or in front of it.
enum class Site : std::uint8_t { in_run, in_front, in_host };

/// Three bytes in one number.
[[nodiscard]] constexpr std::uint32_t three_bytes(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  return byte(0) << 16U | byte(1) << 8U | byte(2);
}

/// The rules for three bytes at a site; mostly none, and then at the cost of one look.
[[nodiscard]] std::span<const Candidate> candidates(std::uint32_t three, Site site) noexcept;

}  // namespace homeostat::secrets

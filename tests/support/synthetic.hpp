// Values that look like secrets, made at run time: nothing that a scanner would stop at stands in
// the sources.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace homeostat::test {

inline constexpr std::string_view base62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view base36 = "0123456789abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view hex_digits = "0123456789abcdef";
inline constexpr std::string_view upper36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// `size` characters of `alphabet`, the same for the same seed.
inline std::string random_text(std::size_t size, std::string_view alphabet = base62,
                               std::uint64_t seed = 1) {
  std::string out;
  std::uint64_t state = seed * 0x9e3779b97f4a7c15U + 0x1234567;
  while (out.size() < size) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    out += alphabet[(state >> 11U) % alphabet.size()];
  }
  return out;
}

}  // namespace homeostat::test

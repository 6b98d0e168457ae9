// Names that many programs of a language share: `length`, `options`, `self`. The lattice keeps them
// where it abstracts others. A statistic over public sources, no judgement of what is safe: that is
// vocabulary.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// FNV-1a, 64 bits.
[[nodiscard]] constexpr std::uint64_t hash_text(std::string_view text,
                                                std::uint64_t seed = 0xcbf29ce484222325U) noexcept {
  for (const char c : text) {
    seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  }
  return seed;
}

/// Words as an open-addressing table of their hashes, made when compiled.
using WordTable = std::array<std::uint64_t, 4096>;

/// From words that are parted by single spaces; at most half as many as the table has places.
[[nodiscard]] constexpr WordTable make_word_table(std::string_view words) noexcept {
  WordTable table{};
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    const std::uint64_t hash = hash_text(words.substr(0, end));
    std::size_t at = hash % table.size();
    while (table[at] != 0)
      at = (at + 1) % table.size();
    table[at] = hash;
    words.remove_prefix(end + 1);
  }
  return table;
}

[[nodiscard]] const WordTable& javascript_words() noexcept;
[[nodiscard]] const WordTable& python_words() noexcept;
[[nodiscard]] const WordTable& php_words() noexcept;

[[nodiscard]] bool is_common_word(Family family, std::string_view word) noexcept;

}  // namespace homeostat::pattern

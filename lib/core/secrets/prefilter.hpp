// The first stage: where in a text is it worth looking? Two bits for each byte, made 64 bytes at
// a time, by plain code or by AVX2 where the processor has it. All later stages are the same.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace homeostat::secrets {

inline constexpr std::size_t block_bytes = 64;
inline constexpr std::size_t look_ahead_bytes = 2;
/// Shorter runs of word bytes hold no token.
inline constexpr std::size_t run_bytes_min = 10;

/// Bit i speaks of byte i of the block.
struct Masks {
  std::uint64_t word = 0;    ///< a letter, a digit, - or _
  std::uint64_t anchor = 0;  ///< an anchor may begin here
};

/// Reads block_bytes + look_ahead_bytes.
using MaskFunction = Masks (*)(const unsigned char* block);
[[nodiscard]] Masks masks_plain(const unsigned char* block) noexcept;
/// The fastest that this processor runs.
[[nodiscard]] MaskFunction fastest_masks() noexcept;

[[nodiscard]] bool is_word_byte(char c) noexcept;

namespace detail {

inline std::uint64_t long_runs(std::uint64_t word, std::uint64_t next) noexcept {
  // After these steps a bit is set where 2, 4, 8 and at last run_bytes_min word bytes begin.
  static_assert(run_bytes_min == 10);
  const auto both = [&](unsigned shift) {
    const std::uint64_t high = word & (word >> shift | next << (64U - shift));
    next &= next >> shift;
    word = high;
  };
  both(1);
  both(2);
  both(4);
  both(2);
  return word;
}

}  // namespace detail

/// Calls on_anchor(at) where an anchor may begin and on_run(at) where run_bytes_min or more word
/// bytes begin behind another byte, in order of `at`.
template <class OnAnchor, class OnRun>
void visit(std::string_view text, MaskFunction masks, OnAnchor&& on_anchor, OnRun&& on_run) {
  std::array<unsigned char, 2 * block_bytes> tail{};
  const auto masks_at = [&](std::size_t at) {
    if (at >= text.size()) return Masks{};
    if (at + block_bytes + look_ahead_bytes <= text.size()) {
      return masks(reinterpret_cast<const unsigned char*>(text.data()) + at);
    }
    tail.fill(0);
    std::memcpy(tail.data(), text.data() + at,
                text.size() - at < tail.size() ? text.size() - at : tail.size());
    return masks(tail.data());
  };
  Masks now = masks_at(0);
  std::uint64_t carry = 0;
  for (std::size_t at = 0; at < text.size(); at += block_bytes) {
    const Masks next = masks_at(at + block_bytes);
    const std::uint64_t begins = now.word & ~(now.word << 1U | carry);
    const std::uint64_t runs = begins & detail::long_runs(now.word, next.word);
    for (std::uint64_t bits = runs | now.anchor; bits != 0; bits &= bits - 1) {
      const std::uint64_t bit = bits & (~bits + 1);
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(bits));
      if ((now.anchor & bit) != 0) on_anchor(place);
      if ((runs & bit) != 0) on_run(place);
    }
    carry = now.word >> 63U;
    now = next;
  }
}

}  // namespace homeostat::secrets

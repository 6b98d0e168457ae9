#include "core/secrets/prefilter.hpp"

#include "core/base/text.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace homeostat::secrets {
namespace {

// What each anchor begins with: three sets of bytes, in one of eight groups. The bytes of one
// group are looked for together, so those stand in a group that have bytes in common.
struct Beginning {
  std::uint8_t group;
  std::array<std::string_view, 3> bytes;
};
constexpr Beginning beginnings[] = {
    {0, {"pP", "aA", "sS"}},       // pass
    {0, {"pP", "wW", "dD:=\"'"}},  // pwd, pw
    {0, {"pP", "sS", "wW"}},       // psw
    {1, {"sS", "eE", "cC"}},       // secret
    {1, {"cC", "rR", "eE"}},       // cred
    {2, {"tT", "oO", "kK"}},       // token
    {3, {"kK", "eE", "yY"}},       // key
    {7, {"fF", "iI", "eE"}},       // identified by
    {4, {":", "/", "/"}},          // ://
    {5, {"%", "234567", "0123456789abcdefABCDEF"}},
    {6, {"\\", "ux", "01234567"}},  // \u00, \x
    {7, {"-", "up", " s"}},         // -u user:password, --user
    {6, {"$", "12568y", "$abxy"}},  // $6$salt$digest
    {7, {"pP", "hH", "rR"}},        // phrase
    {7, {"mM", "nN", "eE"}},        // mnemonic
    {7, {"sS", "aA", "lL"}},        // salt
};

constexpr bool is_word(unsigned c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_';
}

/// For each byte: the groups of which it may be the first, the second, the third byte of an
/// anchor in the lowest three bytes, and whether it is a word byte in the highest.
constexpr std::array<std::uint32_t, 256> roles = [] {
  std::array<std::uint32_t, 256> table{};
  for (const Beginning& one : beginnings) {
    for (unsigned place = 0; place < 3; ++place) {
      for (const char c : one.bytes[place])
        table[static_cast<unsigned char>(c)] |= 1U << (one.group + 8U * place);
    }
  }
  for (unsigned c = 0; c < 256; ++c) {
    if (is_word(c)) table[c] |= 1U << 24U;
  }
  return table;
}();

#if defined(__x86_64__)

/// The same for each half of a byte: a byte may be in a group if both its halves may.
struct Halves {
  std::array<std::uint8_t, 16> low{};
  std::array<std::uint8_t, 16> high{};
};

constexpr Halves halves_of(unsigned place) {
  Halves halves;
  for (unsigned c = 0; c < 256; ++c) {
    const auto groups = static_cast<std::uint8_t>(roles[c] >> (8U * place) & 0xffU);
    halves.low[c & 15U] = static_cast<std::uint8_t>(halves.low[c & 15U] | groups);
    halves.high[c >> 4U] = static_cast<std::uint8_t>(halves.high[c >> 4U] | groups);
  }
  return halves;
}

constexpr std::array<Halves, 3> group_halves{halves_of(0), halves_of(1), halves_of(2)};

/// Word bytes are told exactly: each bit is a column of ASCII with its rows.
constexpr Halves word_halves = [] {
  Halves halves;
  for (unsigned high = 0; high < 8; ++high)
    halves.high[high] = static_cast<std::uint8_t>(1U << high);
  for (unsigned c = 0; c < 128; ++c) {
    if (!is_word(c)) continue;
    halves.low[c & 15U] = static_cast<std::uint8_t>(halves.low[c & 15U] | 1U << (c >> 4U));
  }
  return halves;
}();

class Table {
 public:
  [[gnu::target("avx2"), gnu::always_inline]] explicit Table(const Halves& halves)
      : low_(load(halves.low)), high_(load(halves.high)) {}

  [[gnu::target("avx2"), gnu::always_inline]] __m256i of(__m256i bytes) const {
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    const __m256i low = _mm256_shuffle_epi8(low_, _mm256_and_si256(bytes, nibble));
    const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
    return _mm256_and_si256(low, _mm256_shuffle_epi8(high_, upper));
  }

 private:
  [[gnu::target("avx2"), gnu::always_inline]] static __m256i load(
      const std::array<std::uint8_t, 16>& bytes) {
    return _mm256_broadcastsi128_si256(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data())));
  }
  __m256i low_;
  __m256i high_;
};

[[gnu::target("avx2"), gnu::always_inline]] inline std::uint64_t not_zero(__m256i bytes) {
  const __m256i zero = _mm256_cmpeq_epi8(bytes, _mm256_setzero_si256());
  return static_cast<std::uint32_t>(~_mm256_movemask_epi8(zero));
}

[[gnu::target("avx2")]] Masks masks_avx2(const unsigned char* block) noexcept {
  const Table word(word_halves);
  const Table first(group_halves[0]);
  const Table second(group_halves[1]);
  const Table third(group_halves[2]);
  Masks masks;
  for (unsigned half = 0; half < 2; ++half) {
    const auto load = [&](unsigned offset) __attribute__((target("avx2"), always_inline)) {
      return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block + 32 * half + offset));
    };
    const __m256i bytes = load(0);
    const __m256i groups =
        _mm256_and_si256(_mm256_and_si256(first.of(bytes), second.of(load(1))), third.of(load(2)));
    masks.word |= not_zero(word.of(bytes)) << (32 * half);
    masks.anchor |= not_zero(groups) << (32 * half);
  }
  return masks;
}

#endif

}  // namespace

bool is_word_byte(char c) noexcept { return roles[static_cast<unsigned char>(c)] >> 24U != 0; }

Masks masks_plain(const unsigned char* block) noexcept {
  Masks masks;
  std::uint32_t now = roles[block[0]];
  std::uint32_t next = roles[block[1]];
  for (unsigned i = 0; i < block_bytes; ++i) {
    const std::uint32_t after = roles[block[i + 2]];
    const std::uint32_t groups = now & (next >> 8U) & (after >> 16U) & 0xffU;
    masks.anchor |= static_cast<std::uint64_t>(groups != 0) << i;
    masks.word |= static_cast<std::uint64_t>(now >> 24U) << i;
    now = next;
    next = after;
  }
  return masks;
}

MaskFunction fastest_masks() noexcept {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) return masks_avx2;
#endif
  return masks_plain;
}

}  // namespace homeostat::secrets

#include <homeostat/testing/seeded_entropy.hpp>

namespace homeostat::testing {

// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t SeededEntropy::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

Status SeededEntropy::fill(std::span<std::byte> bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 8 == 0) number = next();
    bytes[i] = static_cast<std::byte>(number & 0xffU);
    number >>= 8U;
  }
  return {};
}

}  // namespace homeostat::testing

#pragma once

/// Reproducible bytes in place of random ones. Never use it outside tests.
///
/// ```cpp
/// #include <homeostat/testing/seeded_entropy.hpp>
/// homeostat::testing::SeededEntropy entropy{42};
/// ```

#include <atomic>
#include <cstdint>

#include <homeostat/ports/clock.hpp>

namespace homeostat::testing {

/// The same seed gives the same bytes in the same order. Thread safety: safe to share.
class SeededEntropy : public Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : state_(seed) {}
  Status fill(std::span<std::byte> bytes) override;
  /// One number of the sequence, for tests that need a plain one.
  std::uint64_t next();

 private:
  std::atomic<std::uint64_t> state_;
};

}  // namespace homeostat::testing

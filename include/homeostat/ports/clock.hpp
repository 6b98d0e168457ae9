#pragma once

/// Time and randomness, so that a host and the tests decide what they are.

#include <cstddef>
#include <span>
#include <stop_token>

#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// Thread safety: implementations are safe to share.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Time now() = 0;                ///< UTC; may jump
  [[nodiscard]] virtual Milliseconds monotonic() = 0;  ///< since any fixed point; never goes back
  /// Returns cancelled as soon as `stop` is requested.
  virtual Status sleep_for(Milliseconds duration, std::stop_token stop) = 0;
};

/// Cryptographically strong random bytes. Thread safety: implementations are safe to share.
class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual Status fill(std::span<std::byte> bytes) = 0;
};

}  // namespace homeostat

#pragma once

/// The machine's random bytes.

#include <homeostat/ports/clock.hpp>

namespace homeostat {

/// From getrandom(2). Thread safety: safe to share.
class SystemEntropy : public Entropy {
 public:
  Status fill(std::span<std::byte> bytes) override;
};

}  // namespace homeostat

#pragma once

/// The machine's clock.

#include <homeostat/ports/clock.hpp>

namespace homeostat {

/// Thread safety: safe to share.
class SystemClock : public Clock {
 public:
  [[nodiscard]] Time now() override;
  [[nodiscard]] Milliseconds monotonic() override;
  Status sleep_for(Milliseconds duration, std::stop_token stop) override;
};

}  // namespace homeostat

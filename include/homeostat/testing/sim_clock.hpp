#pragma once

/// A clock that stands still until it is told otherwise: sleeping moves it at once.
///
/// ```cpp
/// #include <homeostat/testing/sim_clock.hpp>
/// homeostat::testing::SimClock clock;
/// clock.advance(homeostat::Milliseconds{86'400'000});
/// ```

#include <atomic>

#include <homeostat/ports/clock.hpp>

namespace homeostat::testing {

/// Thread safety: safe to share.
class SimClock : public Clock {
 public:
  /// Starts at 2026-01-01T00:00:00Z where nothing else is said.
  explicit SimClock(Time start = Time{Milliseconds{1'767'225'600'000}});

  [[nodiscard]] Time now() override;
  [[nodiscard]] Milliseconds monotonic() override;
  Status sleep_for(Milliseconds duration, std::stop_token stop) override;

  /// Moves both readings on.
  void advance(Milliseconds duration);
  /// The wall clock jumps (also back); the monotonic one does not.
  void set_now(Time time);

 private:
  std::atomic<std::int64_t> now_ms_;
  std::atomic<std::int64_t> monotonic_ms_{0};
};

}  // namespace homeostat::testing

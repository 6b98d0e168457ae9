#include <homeostat/testing/sim_clock.hpp>

namespace homeostat::testing {

SimClock::SimClock(Time start) : now_ms_(start.time_since_epoch().count()) {}

Time SimClock::now() { return Time{Milliseconds{now_ms_}}; }

Milliseconds SimClock::monotonic() { return Milliseconds{monotonic_ms_}; }

Status SimClock::sleep_for(Milliseconds duration, std::stop_token stop) {
  if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stop was requested"};
  if (duration > Milliseconds{0}) advance(duration);
  return {};
}

void SimClock::advance(Milliseconds duration) {
  now_ms_ += duration.count();
  monotonic_ms_ += duration.count();
}

void SimClock::set_now(Time time) { now_ms_ = time.time_since_epoch().count(); }

}  // namespace homeostat::testing

#include <homeostat/runtime/system_clock.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace homeostat {
namespace {

// Longer waits are not meant, and adding them to the present would overflow.
constexpr Milliseconds sleep_max = std::chrono::hours{24 * 365};

}  // namespace

Time SystemClock::now() {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

Milliseconds SystemClock::monotonic() {
  return std::chrono::floor<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

Status SystemClock::sleep_for(Milliseconds duration, std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  const auto until = std::chrono::steady_clock::now() + std::min(duration, sleep_max);
  wake.wait_until(lock, stop, until, [] { return false; });
  if (stop.stop_requested()) return Error{ErrorCode::cancelled, "waiting was cancelled"};
  return {};
}

}  // namespace homeostat

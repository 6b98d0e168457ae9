#include <homeostat/runtime/system_clock.hpp>

#include <thread>

#include "support/catch.hpp"

using namespace homeostat;
using namespace std::chrono_literals;

TEST_CASE("the clock tells the time of the machine") {
  SystemClock clock;
  const auto before = std::chrono::system_clock::now();
  const Time now = clock.now();
  CHECK(now + 1ms > before);
  CHECK(now <= std::chrono::system_clock::now());
}

TEST_CASE("a sleep takes its time, and the monotonic reading with it") {
  SystemClock clock;
  const auto before = clock.monotonic();
  CHECK(clock.sleep_for(30ms, {}));
  CHECK(clock.monotonic() - before >= 29ms);
  CHECK(clock.sleep_for(-5ms, {}));
  CHECK(clock.sleep_for(0ms, {}));
}

TEST_CASE("a sleep ends as soon as it shall stop, however long it was meant to be") {
  SystemClock clock;
  for (const Milliseconds duration : {Milliseconds{60'000}, Milliseconds::max()}) {
    std::stop_source stop;
    std::jthread stopper([&stop] {
      std::this_thread::sleep_for(20ms);
      stop.request_stop();
    });
    const auto before = clock.monotonic();
    const auto status = clock.sleep_for(duration, stop.get_token());
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::cancelled);
    CHECK(clock.monotonic() - before < 10s);
  }
}

TEST_CASE("a sleep that shall stop from the beginning does not begin") {
  SystemClock clock;
  std::stop_source stop;
  stop.request_stop();
  CHECK(clock.sleep_for(60s, stop.get_token()).error().code == ErrorCode::cancelled);
  CHECK_FALSE(clock.sleep_for(0ms, stop.get_token()));
}

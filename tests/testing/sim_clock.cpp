#include <homeostat/testing/sim_clock.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::SimClock;

TEST_CASE("a simulated clock stands still until it is advanced or slept on") {
  SimClock clock;
  const Time start = clock.now();
  CHECK(start == Time{Milliseconds{1'767'225'600'000}});
  CHECK(clock.now() == start);
  CHECK(clock.monotonic() == Milliseconds{0});

  clock.advance(Milliseconds{1500});
  CHECK(clock.sleep_for(Milliseconds{500}, {}).has_value());
  CHECK(clock.sleep_for(Milliseconds{-7}, {}).has_value());
  CHECK(clock.now() == start + Milliseconds{2000});
  CHECK(clock.monotonic() == Milliseconds{2000});
}

TEST_CASE("a jump of the wall clock leaves the monotonic one alone") {
  SimClock clock(Time{Milliseconds{5000}});
  clock.set_now(Time{Milliseconds{1000}});
  CHECK(clock.now() == Time{Milliseconds{1000}});
  CHECK(clock.monotonic() == Milliseconds{0});
}

TEST_CASE("a stopped sleep does not move the clock") {
  SimClock clock;
  std::stop_source stop;
  stop.request_stop();
  const Status slept = clock.sleep_for(Milliseconds{500}, stop.get_token());
  REQUIRE_FALSE(slept.has_value());
  CHECK(slept.error().code == ErrorCode::cancelled);
  CHECK(clock.monotonic() == Milliseconds{0});
}

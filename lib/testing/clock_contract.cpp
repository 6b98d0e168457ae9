#include <algorithm>
#include <array>
#include <thread>

#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

void goes_forward(Clock& clock, const Expect& expect) {
  const Milliseconds begin = clock.monotonic();
  Milliseconds last = begin;
  for (int i = 0; i < 1000; ++i) {
    const Milliseconds reading = clock.monotonic();
    if (!expect.that(reading >= last, "the monotonic clock never goes back")) return;
    last = reading;
  }
  const Time year_2020{Milliseconds{1'577'836'800'000}};
  expect.that(clock.now() > year_2020, "the time is after 2020, in UTC milliseconds");
}

void sleeps(Clock& clock, const Expect& expect) {
  const Milliseconds begin = clock.monotonic();
  const Time time = clock.now();
  expect.success(clock.sleep_for(Milliseconds{30}, {}), "sleep_for");
  expect.that(clock.monotonic() - begin >= Milliseconds{29}, "a sleep of 30 ms takes that long");
  expect.that(clock.now() > time, "time passes in a sleep");
  const Milliseconds then = clock.monotonic();
  expect.success(clock.sleep_for(Milliseconds{0}, {}), "a sleep of nothing");
  expect.success(clock.sleep_for(Milliseconds{-5}, {}), "a sleep of less than nothing");
  expect.that(clock.monotonic() - then < Milliseconds{10'000}, "a sleep of nothing ends at once");
}

void wakes_on_stop(Clock& clock, const Expect& expect) {
  std::stop_source source;
  Status slept;
  const Milliseconds begin = clock.monotonic();
  {
    std::jthread sleeper(
        [&] { slept = clock.sleep_for(Milliseconds{30'000}, source.get_token()); });
    (void)clock.sleep_for(Milliseconds{20}, {});
    source.request_stop();
  }
  const Milliseconds took = clock.monotonic() - begin;
  // A clock that does not really sleep is through before the stop.
  if (slept && took >= Milliseconds{30'000}) return;
  expect.error(slept, ErrorCode::cancelled, "a sleep that is stopped");
  expect.that(took < Milliseconds{15'000}, "a stop ends a sleep soon");
}

void does_not_begin_after_stop(Clock& clock, const Expect& expect) {
  const Milliseconds begin = clock.monotonic();
  expect.error(clock.sleep_for(Milliseconds{20'000}, stopped_context().stop), ErrorCode::cancelled,
               "a sleep after a stop");
  expect.that(clock.monotonic() - begin < Milliseconds{10'000}, "it ends at once");
}

void gives_other_bytes(Entropy& entropy, const Expect& expect) {
  std::array<std::byte, 32> first{};
  std::array<std::byte, 32> second{};
  expect.success(entropy.fill(first), "fill");
  expect.success(entropy.fill(second), "fill");
  expect.that(first != second, "two fills differ");
  const auto zeros = std::count(first.begin(), first.end(), std::byte{0});
  expect.that(zeros < 8, "random bytes are not mostly zero");
}

void fills_any_size(Entropy& entropy, const Expect& expect) {
  expect.success(entropy.fill({}), "a fill of nothing");
  std::vector<std::byte> all(100'000);
  for (std::size_t size = 1; size < 70; ++size) {
    const std::span<std::byte> part(all.data(), size);
    std::fill(all.begin(), all.end(), std::byte{0x5a});
    expect.success(entropy.fill(part), "fill");
    expect.that(all[size] == std::byte{0x5a}, "no byte behind the span is written");
  }
  expect.success(entropy.fill(all), "a fill of 100 000 bytes");
  std::array<int, 256> counts{};
  for (const std::byte value : all)
    ++counts[std::to_integer<std::size_t>(value)];
  // 390 are expected of each; 200 is ten standard deviations away.
  expect.that(*std::min_element(counts.begin(), counts.end()) > 200, "every byte value occurs");
}

}  // namespace

Contract clock_contract(std::function<std::unique_ptr<Clock>()> make) {
  return make_cases<Clock>(
      make, {{"the monotonic clock never goes back, and the time is of our days", goes_forward},
             {"a sleep takes its time", sleeps},
             {"a stop ends a sleep", wakes_on_stop},
             {"no sleep begins after a stop", does_not_begin_after_stop}});
}

Contract entropy_contract(std::function<std::unique_ptr<Entropy>()> make) {
  return make_cases<Entropy>(make,
                             {{"two fills differ", gives_other_bytes},
                              {"any number of bytes is filled, and no more", fills_any_size}});
}

}  // namespace homeostat::testing

// Clocks and entropies that are broken are found out.
#include <homeostat/testing/seeded_entropy.hpp>
#include <homeostat/testing/sim_clock.hpp>

#include "support/contract_failures.hpp"

using namespace homeostat;
using homeostat::testing::SeededEntropy;
using homeostat::testing::SimClock;

namespace {

enum class Broken { nothing, backwards, epoch, no_sleep, ignores_stop, error };

class BrokenClock : public Clock {
 public:
  explicit BrokenClock(Broken broken) : broken_(broken) {}
  Time now() override { return broken_ == Broken::epoch ? Time{} : inner_.now(); }
  Milliseconds monotonic() override {
    return broken_ == Broken::backwards ? Milliseconds{-(++readings_)} : inner_.monotonic();
  }
  Status sleep_for(Milliseconds duration, std::stop_token stop) override {
    if (broken_ == Broken::error) return Error{ErrorCode::internal, "no sleep"};
    if (broken_ == Broken::no_sleep) return {};
    return inner_.sleep_for(duration, broken_ == Broken::ignores_stop ? std::stop_token{} : stop);
  }

 private:
  Broken broken_;
  int readings_ = 0;
  SimClock inner_;
};

bool fails(Broken broken, const std::string& part) {
  const auto contract =
      testing::clock_contract([&] { return std::make_unique<BrokenClock>(broken); });
  return !contract_failures(contract, part).empty();
}

enum class BrokenBytes { nothing, same, zero, beyond, some_values, error };

class BrokenEntropy : public Entropy {
 public:
  explicit BrokenEntropy(BrokenBytes broken) : broken_(broken) {}
  Status fill(std::span<std::byte> bytes) override {
    if (broken_ == BrokenBytes::error) return Error{ErrorCode::internal, "no bytes"};
    SeededEntropy same(7);
    SeededEntropy& used = broken_ == BrokenBytes::same ? same : inner_;
    const Status filled = used.fill(bytes);
    for (std::byte& value : bytes) {
      if (broken_ == BrokenBytes::zero) value = std::byte{0};
      if (broken_ == BrokenBytes::some_values) value |= std::byte{1};
    }
    const bool is_part = !bytes.empty() && bytes.size() < 70;
    if (broken_ == BrokenBytes::beyond && is_part && bytes.size() != 32) {
      bytes.data()[bytes.size()] = std::byte{0};
    }
    return filled;
  }

 private:
  BrokenBytes broken_;
  SeededEntropy inner_{1};
};

bool fails(BrokenBytes broken, const std::string& part) {
  const auto contract =
      testing::entropy_contract([&] { return std::make_unique<BrokenEntropy>(broken); });
  return !contract_failures(contract, part).empty();
}

}  // namespace

TEST_CASE("each broken clock fails the case that is about it") {
  CHECK_FALSE(fails(Broken::nothing, ""));
  CHECK(fails(Broken::backwards, "never goes back"));
  CHECK(fails(Broken::epoch, "time is of our days"));
  CHECK(fails(Broken::no_sleep, "a sleep takes"));
  CHECK(fails(Broken::no_sleep, "a stop ends"));
  CHECK(fails(Broken::ignores_stop, "after a stop"));
  CHECK(fails(Broken::error, "a sleep takes"));
}

TEST_CASE("each broken entropy fails the case that is about it") {
  CHECK_FALSE(fails(BrokenBytes::nothing, ""));
  CHECK(fails(BrokenBytes::same, "two fills differ"));
  CHECK(fails(BrokenBytes::zero, "two fills differ"));
  CHECK(fails(BrokenBytes::beyond, "and no more"));
  CHECK(fails(BrokenBytes::some_values, "any number"));
  CHECK(fails(BrokenBytes::error, "any number"));
}

// One call's time, shared by the steps that it takes.
#pragma once

#include <algorithm>
#include <chrono>

#include <homeostat/ports/context.hpp>

namespace homeostat::git {

class Deadline {
 public:
  explicit Deadline(const CallContext& context)
      : stop_(context.stop), until_(std::chrono::steady_clock::now() + context.timeout) {}

  /// What is left of it, for the next step; never negative.
  [[nodiscard]] CallContext rest() const {
    const auto left = std::chrono::ceil<Milliseconds>(until_ - std::chrono::steady_clock::now());
    return {stop_, std::max(left, Milliseconds(0))};
  }

 private:
  std::stop_token stop_;
  std::chrono::steady_clock::time_point until_;
};

}  // namespace homeostat::git

#pragma once

/// What a room gives: the next room's input, a refusal, or an Error.

#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace homeostat::engine {

template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : data_(std::in_place_index<0>, std::move(value)) {}
  Outcome(Refusal refusal) : data_(std::in_place_index<1>, 1, std::move(refusal)) {}
  Outcome(std::vector<Refusal> refusals) : data_(std::in_place_index<1>, std::move(refusals)) {}
  Outcome(Error error) : data_(std::in_place_index<2>, std::move(error)) {}

  [[nodiscard]] bool passed() const { return data_.index() == 0; }
  [[nodiscard]] bool refused() const { return data_.index() == 1; }
  [[nodiscard]] bool failed() const { return data_.index() == 2; }
  /// Precondition for each: the one above it.
  [[nodiscard]] T& value() { return std::get<0>(data_); }
  [[nodiscard]] const std::vector<Refusal>& refusals() const { return std::get<1>(data_); }
  [[nodiscard]] const Error& error() const { return std::get<2>(data_); }

  /// The same end of the walk for a room with another value. Precondition: !passed().
  template <class U>
  [[nodiscard]] Outcome<U> ended() const {
    if (refused()) return refusals();
    return error();
  }

 private:
  std::variant<T, std::vector<Refusal>, Error> data_;
};

/// For rooms that pass nothing on.
struct Nothing {};

}  // namespace homeostat::engine

// Does the time of a function grow with its input, and no faster? Processor time is measured, so
// that a busy machine changes little; a quadratic function is caught, a slow one is not.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

namespace homeostat::test {

/// `part` again and again, up to at least `size` bytes.
inline std::string repeated(std::string_view part, std::size_t size) {
  std::string text;
  text.reserve(size + part.size());
  while (text.size() < size)
    text += part;
  return text;
}

/// Since it was made, in seconds.
class ProcessorTimer {
 public:
  [[nodiscard]] double seconds() const {
    return static_cast<double>(std::clock() - start_) / CLOCKS_PER_SEC;
  }

 private:
  std::clock_t start_ = std::clock();
};

/// The best of three, in seconds, at least a millisecond.
template <class Function>
double processor_seconds(const Function& function) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const ProcessorTimer timer;
    function();
    best = std::min(best, timer.seconds());
  }
  return std::max(best, 0.001);
}

/// How many times longer four times the input takes: about 4 where the time is linear, 16 where
/// it is quadratic.
template <class Function>
double growth(std::string_view part, std::size_t size, const Function& function) {
  const std::string once = repeated(part, size);
  const std::string four = repeated(part, 4 * size);
  return processor_seconds([&] { function(four); }) / processor_seconds([&] { function(once); });
}

/// Between linear and quadratic.
inline constexpr double linear_growth_max = 9;

}  // namespace homeostat::test

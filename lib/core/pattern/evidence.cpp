// What is known about a pattern from its uses.
#include <array>
#include <cmath>
#include <optional>

#include <homeostat/pattern.hpp>

#include "core/base/enum_names.hpp"
#include "core/pattern/record.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<4> state_names{"provisional", "confirmed", "quarantined", "retired"};

// 80 % one-sided: the normal quantile of 0.8.
constexpr double z = 0.8416212335729143;

constexpr std::int64_t quarantine_failures = 2;
constexpr std::int64_t retire_failures = 3;
constexpr std::int64_t trials_to_judge = 10;

bool fails_mostly(const PatternEvidence& evidence) {
  return evidence.successes + evidence.failures >= trials_to_judge &&
         evidence.successes < evidence.failures;
}

}  // namespace

std::string_view to_string(PatternState state) noexcept {
  return base::enum_name(state_names, state);
}

namespace pattern {
std::optional<PatternState> find_state(std::string_view name) noexcept {
  return base::find_enum<PatternState>(state_names, name);
}
}  // namespace pattern

double confidence_of(const PatternEvidence& evidence) {
  if (evidence.successes <= 0) return 0;
  const auto trials = static_cast<double>(evidence.successes) +
                      static_cast<double>(std::max<std::int64_t>(evidence.failures, 0));
  const double rate = static_cast<double>(evidence.successes) / trials;
  const double z2 = z * z;
  const double centre = rate + z2 / (2 * trials);
  const double spread = z * std::sqrt((rate * (1 - rate) + z2 / (4 * trials)) / trials);
  return (centre - spread) / (1 + z2 / trials);
}

Pattern with_outcome(Pattern pattern, bool held, Time now) {
  PatternEvidence& evidence = pattern.evidence;
  if (!evidence.first_used || now < *evidence.first_used) evidence.first_used = now;
  if (!evidence.last_used || now > *evidence.last_used) evidence.last_used = now;
  if (held) {
    ++evidence.successes;
    evidence.failures_in_a_row = 0;
    if (pattern.state != PatternState::retired) pattern.state = PatternState::confirmed;
  } else {
    ++evidence.failures;
    ++evidence.failures_in_a_row;
  }
  if (pattern.state == PatternState::retired) return pattern;
  if (evidence.failures_in_a_row >= quarantine_failures) pattern.state = PatternState::quarantined;
  if (evidence.failures_in_a_row >= retire_failures || fails_mostly(evidence)) {
    pattern.state = PatternState::retired;
  }
  return pattern;
}

}  // namespace homeostat

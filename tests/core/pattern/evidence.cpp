#include <homeostat/pattern.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

Time at(int hour) { return Time(Milliseconds(hour * 3'600'000LL)); }

PatternEvidence counted(std::int64_t successes, std::int64_t failures) {
  PatternEvidence evidence;
  evidence.successes = successes;
  evidence.failures = failures;
  return evidence;
}

}  // namespace

TEST_CASE("confidence is earned: the Wilson bound of what was counted") {
  CHECK(confidence_of({}) == 0);
  CHECK(confidence_of(counted(1, 0)) == Approx(0.5854).margin(1e-4));
  CHECK(confidence_of(counted(10, 0)) == Approx(0.9339).margin(1e-4));
  CHECK(confidence_of(counted(8, 2)) == Approx(0.6754).margin(1e-4));
  CHECK(confidence_of(counted(0, 5)) == 0);
  CHECK(confidence_of(counted(1, 19)) < 0.05);
}

TEST_CASE("more of the same raises the bound, a failure lowers it") {
  for (int n = 1; n < 50; ++n) {
    CHECK(confidence_of(counted(n + 1, 0)) > confidence_of(counted(n, 0)));
    CHECK(confidence_of(counted(n, 1)) < confidence_of(counted(n, 0)));
    CHECK(confidence_of(counted(n, n)) < 0.5);
  }
}

TEST_CASE("a pattern is provisional until an outcome held") {
  const Pattern held = with_outcome({}, true, at(5));
  CHECK(held.state == PatternState::confirmed);
  CHECK(held.evidence.successes == 1);
  CHECK(held.evidence.first_used == at(5));
  const Pattern later = with_outcome(held, true, at(7));
  CHECK(later.evidence.first_used == at(5));
  CHECK(later.evidence.last_used == at(7));
  CHECK(with_outcome(later, true, at(6)).evidence.last_used == at(7));
}

TEST_CASE("the first failure counts, two in a row quarantine, three retire") {
  Pattern pattern = with_outcome({}, true, at(0));
  pattern = with_outcome(pattern, false, at(1));
  CHECK(pattern.state == PatternState::confirmed);
  CHECK(pattern.evidence.failures_in_a_row == 1);
  CHECK(confidence_of(pattern.evidence) < confidence_of(counted(1, 0)));
  pattern = with_outcome(pattern, false, at(2));
  CHECK(pattern.state == PatternState::quarantined);
  CHECK(with_outcome(pattern, true, at(3)).state == PatternState::confirmed);
  pattern = with_outcome(pattern, false, at(3));
  CHECK(pattern.state == PatternState::retired);
  CHECK(with_outcome(pattern, true, at(4)).state == PatternState::retired);
}

TEST_CASE("a pattern that fails mostly is retired, however its failures lie") {
  Pattern pattern;
  for (int i = 0; i < 4; ++i) {
    pattern = with_outcome(pattern, true, at(i));
    pattern = with_outcome(pattern, false, at(i));
  }
  pattern.evidence.failures += 1;
  CHECK(pattern.state == PatternState::confirmed);
  pattern = with_outcome(pattern, false, at(9));
  CHECK(pattern.state == PatternState::retired);
}

TEST_CASE("states have names") {
  CHECK(to_string(PatternState::provisional) == "provisional");
  CHECK(to_string(PatternState::retired) == "retired");
}

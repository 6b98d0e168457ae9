#include <homeostat/judgement.hpp>

#include <algorithm>
#include <map>
#include <optional>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr std::size_t word_bytes_min = 8;  // shorter error texts count with their type only

enum class State { absent, passed, failed, skipped };

State state_of(TestOutcome outcome) {
  switch (outcome) {
    case TestOutcome::passed:
      return State::passed;
    case TestOutcome::skipped:
      return State::skipped;
    case TestOutcome::failed:
    case TestOutcome::error:
      break;
  }
  return State::failed;
}

/// One test through all runs of one tree.
struct Side {
  std::vector<State> states;
  std::string message;
  bool error = false;  ///< it could not even be run

  [[nodiscard]] bool always(State state) const {
    return std::all_of(states.begin(), states.end(), [state](State s) { return s == state; });
  }
  [[nodiscard]] bool ever(State state) const {
    return std::find(states.begin(), states.end(), state) != states.end();
  }
  [[nodiscard]] bool stable() const { return always(states.front()); }
};

struct Followed {
  std::string suite;
  std::string name;
  Side before;
  Side after;
};

/// Suite, name, and which of those that are called so.
struct Key {
  std::string suite;
  std::string name;
  int index = 0;
  auto operator<=>(const Key&) const = default;
};

using Table = std::map<Key, Followed>;

bool is_read(const TestRun& run) { return run.report.format != TestFormat::none; }

bool all_read(std::span<const TestRun> runs) {
  return std::all_of(runs.begin(), runs.end(), is_read);
}

bool names_all(std::span<const TestRun> runs) {
  return std::all_of(runs.begin(), runs.end(),
                     [](const TestRun& run) { return run.report.all_named; });
}

bool whole(std::span<const TestRun> runs) {
  return std::all_of(runs.begin(), runs.end(), [](const TestRun& run) { return run.report.whole; });
}

bool all_passed(std::span<const TestRun> runs) {
  return std::all_of(runs.begin(), runs.end(), [](const TestRun& run) { return run.passed; });
}

bool none_passed(std::span<const TestRun> runs) {
  return std::none_of(runs.begin(), runs.end(), [](const TestRun& run) { return run.passed; });
}

std::int64_t tests_in(const TestReport& report) {
  return report.passed + report.failed + report.skipped;
}

bool has_failure(const TestRun& run) {
  return run.report.failed > 0 ||
         std::any_of(run.report.tests.begin(), run.report.tests.end(),
                     [](const TestCase& test) { return state_of(test.outcome) == State::failed; });
}

void follow(Table& table, const TestRun& run, Side Followed::*side, std::size_t place) {
  std::map<std::pair<std::string, std::string>, int> seen;
  for (const TestCase& test : run.report.tests) {
    const int index = seen[{test.suite, test.name}]++;
    Followed& followed = table[Key{test.suite, test.name, index}];
    followed.suite = test.suite;
    followed.name = test.name;
    Side& here = followed.*side;
    here.states.resize(place + 1, State::absent);
    here.states[place] = state_of(test.outcome);
    here.error = here.error || test.outcome == TestOutcome::error;
    if (here.message.empty()) here.message = test.message;
  }
}

/// A run that names only what failed passed all others.
void fill(Side& side, std::span<const TestRun> runs) {
  side.states.resize(runs.size(), State::absent);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (side.states[i] == State::absent && !runs[i].report.all_named)
      side.states[i] = State::passed;
  }
}

Table follow_all(std::span<const TestRun> before, std::span<const TestRun> after) {
  Table table;
  for (std::size_t i = 0; i < before.size(); ++i)
    follow(table, before[i], &Followed::before, i);
  for (std::size_t i = 0; i < after.size(); ++i)
    follow(table, after[i], &Followed::after, i);
  for (auto& [key, followed] : table) {
    fill(followed.before, before);
    fill(followed.after, after);
  }
  return table;
}

class Judge {
 public:
  Judge(std::span<const TestRun> before, std::span<const TestRun> after,
        const JudgeOptions& options)
      : before_(before), after_(after), options_(options) {}

  Judgement judge() && {
    if (all_read(before_) && all_read(after_)) {
      out_.per_test = true;
      judge_each();
    } else {
      judge_status();
    }
    if (out_.refusals.empty() && !out_.reproduced && options_.require_reproduction) {
      refuse(Reason::not_reproduced, "no test fails without the patch and passes with it");
    }
    return std::move(out_);
  }

 private:
  /// Only the exit status is known, of one tree at least.
  void judge_status() {
    const TestRun& last = after_.back();
    if (all_read(before_) && has_tests(before_.front()) && last.passed) {
      refuse(Reason::tests_tampered, "the tests report nothing any more, and end as a success");
      return;
    }
    const bool mixed_before = !all_passed(before_) && !none_passed(before_);
    if (mixed_before) note("the tests without the patch do not end the same on every run");
    if (none_passed(after_)) {
      out_.ask_after = !none_passed(before_);
      refuse(Reason::tests_failed, "the patched tests fail: " + last.failure);
      return;
    }
    if (!all_passed(after_)) {
      refuse(Reason::flaky, "the patched tests pass on one run and fail on another");
      return;
    }
    for (const TestRun& run : after_) {
      if (is_read(run) && has_failure(run)) {
        refuse(Reason::tests_failed, "a test fails with the patch, though the command passes");
        return;
      }
    }
    out_.reproduced = none_passed(before_);
    ask_both(out_.reproduced);
  }

  static bool has_tests(const TestRun& run) { return tests_in(run.report) > 0; }

  void judge_each() {
    Table table = follow_all(before_, after_);
    for (const auto& [key, test] : table)
      compare(test);
    compare_totals();
    check_unexplained();
    conclude();
  }

  void compare(const Followed& test) {
    if (!test.before.stable()) {
      ++flaky_;
      add(TestChange::flaky, test);
      return;
    }
    const State before = test.before.states.front();
    if (!test.after.stable()) {
      compare_unstable(test, before);
      return;
    }
    const State after = test.after.states.front();
    if (after == State::failed) {
      if (before == State::failed) {
        still_failing(test);
      } else {
        add(TestChange::broken, test);
      }
    } else if (after == State::skipped && (before == State::passed || before == State::failed)) {
      add(TestChange::skipped, test);
    } else if (after == State::absent) {
      absent(test);
    } else if (after == State::passed && before == State::failed) {
      add(TestChange::fixed, test);
    }
    if (before == State::absent) ++added_;
  }

  void compare_unstable(const Followed& test, State before) {
    add(TestChange::flaky, test);
    if (before != State::failed && test.after.ever(State::failed)) ++flaky_by_patch_;
    if (before == State::failed) ++flaky_;
  }

  void still_failing(const Followed& test) {
    add(TestChange::still_failing, test);
    const bool shows = shows_error(test.before.message) || shows_error(test.after.message);
    if (shows && same_error_.empty()) same_error_ = test.name;
  }

  [[nodiscard]] bool shows_error(const std::string& message) const {
    const std::string& words = options_.error_message;
    if (words.empty() || !base::contains(message, words)) return false;
    return words.size() >= word_bytes_min ||
           (!options_.error_type.empty() && base::contains(message, options_.error_type));
  }

  /// A file that could not be loaded is reported as a test; once it loads, its tests are.
  void absent(const Followed& test) {
    if (!whole(before_) || !whole(after_)) return;
    if (test.before.error || is_file(test)) {
      ++loaded_;
      add(TestChange::fixed, test);
    } else {
      add(TestChange::gone, test);
    }
  }

  static bool is_file(const Followed& test) {
    return test.before.always(State::failed) && is_test_path(test.name);
  }

  /// Where names are missing, numbers must do.
  void compare_totals() {
    if (names_all(before_) && names_all(after_)) return;
    const TestReport& before = before_.front().report;
    const TestReport& after = after_.front().report;
    if (tests_in(after) < tests_in(before)) gone_ += tests_in(before) - tests_in(after);
    if (after.skipped > before.skipped) skipped_ += after.skipped - before.skipped;
  }

  /// A run must not fail for a reason that no test shows.
  void check_unexplained() {
    for (const TestRun& run : after_) {
      if (run.passed || has_failure(run)) continue;
      refuse(Reason::tests_failed,
             "the patched tests fail, though no single one does: " + run.failure);
      return;
    }
  }

  void conclude() {
    const TestRun& last = after_.back();
    const auto broken = count(TestChange::broken);
    gone_ += count(TestChange::gone);
    skipped_ += count(TestChange::skipped);
    const bool ended_early = !last.passed && !has_failure(last);
    if (broken > 0) {
      refuse(Reason::tests_failed,
             base::format("{} that did not fail before fail with the patch: {}", tests(broken),
                          first(TestChange::broken)));
    }
    if (!same_error_.empty()) {
      refuse(Reason::tests_failed, "the test that shows the error still fails: " + same_error_);
    }
    if (gone_ > 0 && !ended_early) {
      refuse(broken > 0 && !last.passed ? Reason::tests_failed : Reason::tests_tampered,
             base::format("{} of the base run are not reported any more{}", tests(gone_),
                          first_named(TestChange::gone)));
    }
    if (skipped_ > 0) {
      refuse(Reason::tests_tampered,
             base::format("{} that ran before are skipped{}", tests(skipped_),
                          first_named(TestChange::skipped)));
    }
    if (whole(before_) && !whole(after_)) {
      refuse(Reason::tests_tampered,
             "the report of the patched run is cut or lacks tests that it announced");
    }
    if (flaky_by_patch_ > 0) {
      refuse(Reason::flaky,
             base::format("{} that never failed without the patch fail on some runs with it{}",
                          tests(flaky_by_patch_), first_named(TestChange::flaky)));
    }
    conclude_reproduction();
    add_notes();
    const bool doubted = gone_ > 0 || skipped_ > 0 || flaky_by_patch_ > 0;
    if (out_.refusals.empty()) {
      ask_both(out_.reproduced);
    } else {
      out_.ask_before = doubted;
      out_.ask_after = broken > 0 && same_error_.empty();
    }
    std::stable_sort(
        out_.differences.begin(), out_.differences.end(),
        [](const TestDifference& a, const TestDifference& b) { return a.change < b.change; });
    if (out_.differences.size() > differences_max) out_.differences.resize(differences_max);
  }

  void conclude_reproduction() {
    const bool base_unexplained =
        std::all_of(before_.begin(), before_.end(),
                    [](const TestRun& run) { return !run.passed && !has_failure(run); });
    if (loaded_ > 0 && added_ == 0 && count(TestChange::fixed) == loaded_) {
      refuse(Reason::tests_tampered, "a test file that could not be loaded is not run any more");
    }
    out_.reproduced = count(TestChange::fixed) > 0 || (base_unexplained && all_passed(after_));
  }

  void add_notes() {
    if (flaky_ > 0) {
      note(base::format("{} left out: they do not answer the same on every run",
                        tests(flaky_) + (flaky_ == 1 ? " is" : " are")));
    }
    if (const auto failing = count(TestChange::still_failing); failing > 0) {
      note(base::format("{} before and after",
                        tests(failing) + (failing == 1 ? " fails" : " fail")));
    }
    if (!whole(before_))
      note("the report of the base run is not whole: missing tests are not seen");
    if (!names_all(before_)) note("the report names only failing tests: others are only counted");
  }

  static std::string tests(std::int64_t count) {
    return base::format("{} {}", count, count == 1 ? "test" : "tests");
  }

  [[nodiscard]] std::int64_t count(TestChange change) const {
    return counts_[static_cast<std::size_t>(change)];
  }

  [[nodiscard]] std::string first(TestChange change) const {
    for (const TestDifference& one : out_.differences) {
      if (one.change != change) continue;
      return one.name + (one.message.empty() ? "" : ": " + one.message);
    }
    return {};
  }

  [[nodiscard]] std::string first_named(TestChange change) const {
    const std::string name = first(change);
    return name.empty() ? name : ": " + name;
  }

  void add(TestChange change, const Followed& test) {
    auto& number = counts_[static_cast<std::size_t>(change)];
    ++number;
    // Sorted and cut at the end; no kind may crowd out the others before.
    if (number > static_cast<std::int64_t>(differences_max)) return;
    out_.differences.push_back(
        {change, test.suite, test.name,
         test.after.message.empty() ? test.before.message : test.after.message});
  }

  void ask_both(bool ask) {
    out_.ask_before = ask;
    out_.ask_after = ask;
  }

  void refuse(Reason reason, std::string detail) {
    out_.refusals.push_back({reason, std::move(detail), {}, 0});
  }
  void note(std::string text) { out_.notes.push_back(std::move(text)); }

  std::span<const TestRun> before_;
  std::span<const TestRun> after_;
  const JudgeOptions& options_;
  Judgement out_;
  std::int64_t counts_[6] = {};
  std::int64_t gone_ = 0;
  std::int64_t skipped_ = 0;
  std::int64_t flaky_ = 0;
  std::int64_t flaky_by_patch_ = 0;
  std::int64_t added_ = 0;
  std::int64_t loaded_ = 0;
  std::string same_error_;
};

}  // namespace

Judgement judge_tests(std::span<const TestRun> before, std::span<const TestRun> after,
                      const JudgeOptions& options) {
  return Judge(before, after, options).judge();
}

}  // namespace homeostat

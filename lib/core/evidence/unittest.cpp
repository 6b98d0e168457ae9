// Python's unittest as text, verbose or not.
#include <algorithm>
#include <map>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::size_t lines_between_max = 50;

/// "test_b (tests.test_a.T.test_b)", or "(tests.test_a.T)" before Python 3.11.
struct Id {
  std::string_view name;
  std::string_view suite;
};

std::optional<Id> find_id(std::string_view text) {
  const std::size_t open = text.find(" (");
  const std::size_t close = text.find(')', open == text.npos ? 0 : open);
  if (open == text.npos || open == 0 || close == text.npos) return std::nullopt;
  Id id{text.substr(0, open), text.substr(open + 2, close - open - 2)};
  if (id.name.find(' ') != text.npos || id.suite.find(' ') != text.npos) return std::nullopt;
  if (id.suite.size() > id.name.size() && id.suite.ends_with(id.name) &&
      id.suite[id.suite.size() - id.name.size() - 1] == '.') {
    id.suite.remove_suffix(id.name.size() + 1);
  }
  return id;
}

std::optional<TestOutcome> find_outcome(std::string_view word) {
  if (word == "ok") return TestOutcome::passed;
  if (word == "FAIL" || word == "unexpected success") return TestOutcome::failed;
  if (word == "ERROR") return TestOutcome::error;
  if (word == "expected failure" || word.starts_with("skipped ")) return TestOutcome::skipped;
  return std::nullopt;
}

class UnittestReader {
 public:
  explicit UnittestReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line))
      read_line(line);
    if (!verbose_) out_.only_failures_named();
  }

 private:
  void read_line(std::string_view line) {
    if (line.starts_with("FAIL: ") || line.starts_with("ERROR: ")) {
      const bool fail = line.starts_with("FAIL: ");
      open_details(line.substr(fail ? 6 : 7), fail ? TestOutcome::failed : TestOutcome::error);
    } else if (line.starts_with("Ran ")) {
      details_ = nullptr_place;
      ran_ = count_before(line, " test").value_or(-1);
    } else if (ran_ >= 0 && (line.starts_with("OK") || line.starts_with("FAILED") ||
                             line.starts_with("NO TESTS RAN"))) {
      end(line);
    } else if (details_ != nullptr_place) {
      // The last line of the traceback says what was wrong.
      if (!line.empty() && !line.starts_with(' ') && !line.starts_with("---")) message(line);
    } else {
      read_progress(line);
    }
  }

  void read_progress(std::string_view line) {
    // What a test prints stands between its name and its outcome.
    if (!pending_name_.empty() && ++waited_ <= lines_between_max) {
      if (const auto outcome = find_outcome(line)) {
        add(*outcome);
        return;
      }
    }
    const std::size_t dots = line.rfind(" ... ");
    const std::string_view head = dots == line.npos ? line : line.substr(0, dots);
    if (const auto id = find_id(base::trim_left(head))) {
      // A subtest stands below its test, and its failure is the test's.
      pending_name_ = out_.name_of(id->name);
      pending_suite_ = out_.name_of(id->suite);
      waited_ = 0;
    }
    if (dots == line.npos || pending_name_.empty()) return;
    verbose_ = true;
    if (const auto outcome = find_outcome(line.substr(dots + 5))) add(*outcome);
  }

  void add(TestOutcome outcome) {
    place_of(pending_suite_, pending_name_, outcome);
    pending_name_.clear();
  }

  /// The place of a test, made where it is new; told twice, the worse outcome stays.
  std::size_t place_of(const std::string& suite, const std::string& name, TestOutcome outcome) {
    const auto [known, is_new] = places_.emplace(suite + " " + name, out_.size());
    if (is_new) {
      out_.add(suite, name, outcome);
    } else if (TestCase* test = out_.at(known->second); test != nullptr) {
      const bool bad = outcome == TestOutcome::failed || outcome == TestOutcome::error;
      if (bad && test->outcome != TestOutcome::failed) test->outcome = outcome;
    }
    return known->second;
  }

  void open_details(std::string_view head, TestOutcome outcome) {
    const auto id = find_id(head);
    pending_name_.clear();
    details_ = id ? place_of(out_.name_of(id->suite), out_.name_of(id->name), outcome)
                  : place_of({}, out_.name_of(head), outcome);
  }

  void message(std::string_view line) {
    TestCase* test = out_.at(details_);
    if (test == nullptr || line.starts_with("Traceback") || line.starts_with("===")) return;
    ReportBuilder one(ReportLimits{});
    one.add({}, {}, test->outcome, line);
    test->message = one.last()->message;
  }

  void end(std::string_view line) {
    const auto of = [line](std::string_view key) -> std::int64_t {
      const std::size_t at = line.find(key);
      if (at == line.npos) return 0;
      const std::string_view digits = line.substr(at + key.size());
      const auto value = base::parse_int(digits.substr(0, digits.find_first_of(",)")));
      return std::clamp<std::int64_t>(value.value_or(0), 0, 1'000'000'000);
    };
    // "expected failures=1" ends with "failures=1" too.
    const std::int64_t expected = of("expected failures=");
    const std::int64_t failures = of("(failures=") + of(", failures=");
    const std::int64_t failed = failures + of("errors=") + of("unexpected successes=");
    const std::int64_t skipped = of("skipped=") + expected;
    out_.set_totals(std::max<std::int64_t>(0, ran_ - failed - skipped), failed, skipped);
  }

  static constexpr std::size_t nullptr_place = static_cast<std::size_t>(-1);

  ReportBuilder& out_;
  std::map<std::string, std::size_t> places_;
  std::string pending_name_;
  std::string pending_suite_;
  std::size_t waited_ = 0;
  std::size_t details_ = nullptr_place;
  std::int64_t ran_ = -1;
  bool verbose_ = false;
};

}  // namespace

void read_unittest(std::string_view text, ReportBuilder& out) { UnittestReader(out).read(text); }

}  // namespace homeostat::evidence

// pytest as text: the lines of -v, the short summary, and the totals of the last line.
#include <algorithm>
#include <map>
#include <vector>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

struct Word {
  std::string_view text;
  TestOutcome outcome;
};

// XFAIL is expected; XPASS passes, unless strict, where pytest says FAILED.
constexpr Word words[] = {
    {"PASSED", TestOutcome::passed},    {"FAILED", TestOutcome::failed},
    {"ERROR", TestOutcome::error},      {"SKIPPED", TestOutcome::skipped},
    {"XFAIL", TestOutcome::skipped},    {"XPASS", TestOutcome::passed},
    {"SUBFAILED", TestOutcome::failed}, {"SUBFAIL", TestOutcome::failed},
};

/// A node id: "tests/test_a.py::TestC::test_b[x]". `suite` is what stands before the last "::".
struct Id {
  std::string_view suite;
  std::string_view name;
};

Id split_id(std::string_view id) {
  // The parameters in brackets may hold anything.
  const std::size_t at = id.substr(0, id.find('[')).rfind("::");
  if (at == id.npos) return {id, "the file"};
  return {id.substr(0, at), id.substr(at + 2)};
}

std::optional<TestOutcome> find_word(std::string_view text) {
  const std::string_view first = text.substr(0, text.find_first_of(" ("));
  for (const Word& word : words) {
    if (first == word.text) return word.outcome;
  }
  return std::nullopt;
}

/// "=== 1 failed, 2 passed in 0.1s ===", or the same bare under -q.
std::string_view totals_in(std::string_view line) {
  std::string_view text = line;
  while (text.starts_with('='))
    text.remove_prefix(1);
  while (text.ends_with('='))
    text.remove_suffix(1);
  text = base::trim(text);
  const bool counts = !text.empty() && base::is_digit(text.front()) && base::contains(text, " in ");
  return counts ? text : std::string_view();
}

class PytestReader {
 public:
  explicit PytestReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line))
      read_line(line);
    if (!verbose_ && !passed_named_) out_.only_failures_named();
  }

 private:
  void read_line(std::string_view line) {
    if (line.starts_with("=") && base::contains(line, "short test summary info")) {
      in_summary_ = true;
      return;
    }
    if (const std::string_view totals = totals_in(line); !totals.empty()) {
      add_totals(totals);
    } else if (in_summary_) {
      read_summary(line);
    } else {
      read_verbose(line);
    }
  }

  /// "tests/test_a.py::test_b PASSED   [ 50%]".
  void read_verbose(std::string_view line) {
    if (line.starts_with(' ')) return;
    // Several workers: "[gw0] [ 50%] PASSED tests/test_a.py::test_b".
    if (line.starts_with("[gw")) {
      const std::size_t end = line.rfind("] ");
      const std::string_view rest = end == line.npos ? "" : line.substr(end + 2);
      verbose_ = verbose_ || find_word(rest).has_value();
      return read_summary(rest);
    }
    const std::size_t colons = line.find("::");
    if (colons == line.npos || line.substr(0, colons).find(' ') != line.npos) return;
    // The word is behind the last space that one of the words follows.
    for (std::size_t at = line.rfind(' '); at != line.npos && at > colons;
         at = at == 0 ? line.npos : line.rfind(' ', at - 1)) {
      const auto outcome = find_word(line.substr(at + 1));
      if (!outcome) continue;
      verbose_ = true;
      add(base::trim(line.substr(0, at)), *outcome, {});
      return;
    }
  }

  /// "FAILED tests/test_a.py::test_b - KeyError: 'title'".
  void read_summary(std::string_view line) {
    const auto outcome = find_word(line);
    const std::size_t space = line.find(' ');
    // "SKIPPED [1] file:line: reason" names no test.
    if (!outcome || space == line.npos || line.substr(space + 1).starts_with('[')) return;
    const std::string_view rest = line.substr(space + 1);
    const std::size_t dash = rest.find(" - ");
    passed_named_ = passed_named_ || *outcome == TestOutcome::passed;
    add(rest.substr(0, dash), *outcome, dash == rest.npos ? "" : rest.substr(dash + 3));
  }

  /// A test is told twice, by -v and in the summary: the worst counts, with its message.
  void add(std::string_view id, TestOutcome outcome, std::string_view message) {
    const Id parts = split_id(id);
    const std::string key = out_.name_of(id);
    const auto known = places_.find(key);
    if (known == places_.end()) {
      places_.emplace(key, out_.size());
      out_.add(parts.suite, parts.name, outcome, message);
      return;
    }
    TestCase* test = out_.at(known->second);
    if (test == nullptr) return;
    const bool bad = outcome == TestOutcome::failed || outcome == TestOutcome::error;
    if (bad && test->outcome != TestOutcome::failed) test->outcome = outcome;
    if (test->message.empty() && !message.empty()) {
      ReportBuilder one(ReportLimits{});
      one.add({}, {}, outcome, message);
      test->message = one.last()->message;
    }
  }

  void add_totals(std::string_view totals) {
    const auto of = [totals](std::string_view word) {
      return std::clamp<std::int64_t>(count_before(totals, word).value_or(0), 0, 1'000'000'000);
    };
    out_.set_totals(of(" passed") + of(" xpassed"), of(" failed") + of(" error"),
                    of(" skipped") + of(" xfailed"));
    in_summary_ = false;
  }

  ReportBuilder& out_;
  std::map<std::string, std::size_t> places_;
  bool in_summary_ = false;
  bool verbose_ = false;
  bool passed_named_ = false;
};

}  // namespace

void read_pytest(std::string_view text, ReportBuilder& out) { PytestReader(out).read(text); }

}  // namespace homeostat::evidence

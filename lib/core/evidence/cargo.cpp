// `cargo test` as text.
#include <algorithm>
#include <map>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

std::optional<TestOutcome> find_outcome(std::string_view word) {
  if (word == "ok") return TestOutcome::passed;
  if (word == "FAILED" || word == "failed") return TestOutcome::failed;
  if (word == "ignored" || word.starts_with("ignored,")) return TestOutcome::skipped;
  return std::nullopt;
}

/// The target of "Running unittests src/lib.rs (target/debug/deps/x-hash)", without the hash,
/// which changes with every build.
std::string_view target_of(std::string_view line) {
  const std::string_view text = base::trim_left(line);
  if (text.starts_with("Running ")) return base::trim(text.substr(8, text.find(" (") - 8));
  if (text.starts_with("Doc-tests ")) return text;
  return {};
}

class CargoReader {
 public:
  explicit CargoReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line))
      read_line(line);
    if (announced_ > counted_) out_.not_whole();
  }

 private:
  void read_line(std::string_view line) {
    if (const std::string_view target = target_of(line); !target.empty()) {
      target_ = out_.name_of(target);
      places_.clear();
    } else if (line.starts_with("running ")) {
      announced_ += std::max<std::int64_t>(0, count_before(line, " test").value_or(0)) % limit;
    } else if (line.starts_with("test ") && !line.starts_with("test result:")) {
      read_test(line.substr(5));
    } else if (line.starts_with("---- ") && line.ends_with(" stdout ----")) {
      find_details(line.substr(5, line.size() - 17));
    } else if (!pending_.empty() && find_outcome(line)) {
      add(*find_outcome(line));
    } else if (details_ != no_place) {
      read_details(line);
    }
  }

  /// "tests::adds ... ok"; what a test prints may stand before its outcome.
  void read_test(std::string_view text) {
    const std::size_t dots = text.find(" ... ");
    const bool bare = text.ends_with(" ...");
    if (dots == text.npos && !bare) return;
    std::string_view name = text.substr(0, bare ? text.size() - 4 : dots);
    if (name.ends_with(" - should panic")) name.remove_suffix(15);
    pending_ = out_.name_of(name);
    if (bare) return;
    const auto outcome = find_outcome(text.substr(dots + 5));
    if (outcome) add(*outcome);
  }

  void add(TestOutcome outcome) {
    places_.emplace(pending_, out_.size());
    out_.add(target_, pending_, outcome);
    ++counted_;
    pending_.clear();
  }

  void find_details(std::string_view name) {
    const auto known = places_.find(out_.name_of(name));
    details_ = known == places_.end() ? no_place : known->second;
  }

  /// "thread 'x' panicked at src/lib.rs:1:94:" and the line behind it.
  void read_details(std::string_view line) {
    TestCase* test = out_.at(details_);
    const bool ends = line.empty() || line.starts_with("stack backtrace:");
    if (test == nullptr || (ends && !test->message.empty())) details_ = no_place;
    if (test == nullptr || ends) return;
    ReportBuilder one(ReportLimits{});
    one.add({}, {}, TestOutcome::failed, test->message);
    one.add_message(line);
    test->message = one.last()->message;
  }

  static constexpr std::size_t no_place = static_cast<std::size_t>(-1);
  static constexpr std::int64_t limit = 1'000'000'000;

  ReportBuilder& out_;
  std::string target_;
  std::string pending_;
  std::map<std::string, std::size_t> places_;  ///< of this target's tests
  std::size_t details_ = no_place;
  std::int64_t announced_ = 0;
  std::int64_t counted_ = 0;
};

}  // namespace

void read_cargo(std::string_view text, ReportBuilder& out) { CargoReader(out).read(text); }

}  // namespace homeostat::evidence

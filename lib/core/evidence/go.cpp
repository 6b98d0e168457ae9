// `go test -json`, and `go test -v` as text.
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

namespace json = boost::json;

constexpr std::size_t line_bytes_max = 64 * 1024;

std::string_view text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

Milliseconds elapsed_of(const json::object& event) {
  const json::value* value = event.if_contains("Elapsed");
  if (value == nullptr) return Milliseconds{-1};
  if (value->is_int64()) return seconds_of(std::to_string(value->get_int64()));
  const bool sane = value->is_double() && value->get_double() >= 0 && value->get_double() < 1e9;
  return Milliseconds{sane ? static_cast<std::int64_t>(value->get_double() * 1000) : -1};
}

std::optional<TestOutcome> outcome_of(std::string_view action) {
  if (action == "pass") return TestOutcome::passed;
  if (action == "fail") return TestOutcome::failed;
  if (action == "skip") return TestOutcome::skipped;
  return std::nullopt;
}

class GoReader {
 public:
  explicit GoReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line)) {
      if (line.starts_with('{')) {
        read_event(line.substr(0, line_bytes_max));
      } else {
        read_text(line);
      }
    }
  }

 private:
  void read_event(std::string_view line) {
    const base::JsonParsed parsed = base::parse_json_strict(line);
    const json::object* event = parsed.value.if_object();
    if (event == nullptr) return;
    const std::string_view test = text_of(*event, "Test");
    const std::string_view package = text_of(*event, "Package");
    const std::string_view action = text_of(*event, "Action");
    if (action == "output" && !test.empty()) {
      keep_output(package, test, text_of(*event, "Output"));
      return;
    }
    const auto outcome = outcome_of(action);
    if (!outcome) return;
    if (!test.empty()) {
      out_.add(package, test, *outcome, message_for(package, test, *outcome), elapsed_of(*event));
      failed_here_ = failed_here_ || *outcome == TestOutcome::failed;
      return;
    }
    // A package that fails without a failing test was not built, or ended early.
    if (*outcome == TestOutcome::failed && !failed_here_) {
      out_.add(package, "the package", TestOutcome::error);
    }
    failed_here_ = false;
  }

  /// The first lines of the test that speaks now: go writes those of one test in a row.
  void keep_output(std::string_view package, std::string_view test, std::string_view output) {
    constexpr std::size_t kept_max = 2000;
    if (package != output_package_ || test != output_test_) {
      output_package_ = package;
      output_test_ = test;
      output_.clear();
    }
    output = base::trim(output);
    if (output.starts_with("===") || output.starts_with("---")) return;
    if (output_.size() < kept_max) output_ += std::string(output.substr(0, kept_max)) + ' ';
  }

  [[nodiscard]] std::string_view message_for(std::string_view package, std::string_view test,
                                             TestOutcome outcome) const {
    const bool its = package == output_package_ && test == output_test_;
    return its && outcome == TestOutcome::failed ? std::string_view(output_) : std::string_view();
  }

  /// "--- FAIL: TestA (0.00s)", indented for subtests; "FAIL\tpackage [build failed]".
  void read_text(std::string_view line) {
    const std::string_view text = base::trim_left(line);
    constexpr std::pair<std::string_view, TestOutcome> marks[] = {
        {"--- PASS: ", TestOutcome::passed},
        {"--- FAIL: ", TestOutcome::failed},
        {"--- SKIP: ", TestOutcome::skipped}};
    for (const auto& [mark, outcome] : marks) {
      if (!text.starts_with(mark)) continue;
      const std::string_view rest = text.substr(mark.size());
      const std::size_t open = rest.rfind(" (");
      const std::string_view took = open == rest.npos ? "" : rest.substr(open + 2);
      out_.add({}, rest.substr(0, open), outcome, {}, seconds_of(took.substr(0, took.find('s'))));
      return;
    }
    if (line.starts_with("=== RUN")) verbose_ = true;
    const bool ended = line.starts_with("ok  \t") || line.starts_with("FAIL\t");
    if (!ended) return;
    if (!verbose_) out_.only_failures_named();
    const std::string_view package = line.substr(5, line.find_first_of("\t ", 5) - 5);
    if (line.ends_with("[build failed]") || line.ends_with("[setup failed]")) {
      out_.add(package, "the package", TestOutcome::error);
    }
  }

  ReportBuilder& out_;
  std::string output_package_;
  std::string output_test_;
  std::string output_;
  bool failed_here_ = false;
  bool verbose_ = false;
};

}  // namespace

void read_go(std::string_view text, ReportBuilder& out) { GoReader(out).read(text); }

}  // namespace homeostat::evidence

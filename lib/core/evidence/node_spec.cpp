// The "spec" reporter of `node --test`: symbols, indentation by two, totals at the end.
#include <algorithm>
#include <vector>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::string_view passed_mark = "✔ ";
constexpr std::string_view failed_mark = "✖ ";
constexpr std::string_view skipped_mark = "﹣ ";
constexpr std::string_view suite_mark = "▶ ";
constexpr std::string_view info_mark = "ℹ ";
constexpr std::string_view end_line = "✖ failing tests:";
constexpr std::size_t depth_max = 32;

struct Titled {
  std::string_view name;
  Milliseconds duration{-1};
  bool skipped = false;
};

/// "name (0.5ms) # SKIP reason".
Titled titled(std::string_view text) {
  Titled out;
  if (const std::size_t at = text.rfind(" # "); at != text.npos) {
    const std::string_view directive = text.substr(at + 3);
    out.skipped = base::istarts_with(directive, "skip") || base::istarts_with(directive, "todo");
    if (out.skipped) text = text.substr(0, at);
  }
  if (text.ends_with("ms)")) {
    const std::size_t open = text.rfind(" (");
    if (open != text.npos) {
      out.duration = milliseconds_of(text.substr(open + 2, text.size() - open - 5));
      if (out.duration.count() >= 0) text = text.substr(0, open);
    }
  }
  out.name = base::trim(text);
  return out;
}

class SpecReader {
 public:
  explicit SpecReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line) && line != end_line)
      read_line(line);
  }

 private:
  void read_line(std::string_view line) {
    const std::size_t indent = indent_of(line);
    const std::string_view text = line.substr(indent);
    const std::size_t depth = std::min(indent / 2, depth_max);
    if (text.starts_with(suite_mark)) {
      suite(depth, titled(text.substr(suite_mark.size())));
    } else if (text.starts_with(passed_mark)) {
      test(depth, titled(text.substr(passed_mark.size())), TestOutcome::passed);
    } else if (text.starts_with(failed_mark)) {
      test(depth, titled(text.substr(failed_mark.size())), TestOutcome::failed);
    } else if (text.starts_with(skipped_mark)) {
      test(depth, titled(text.substr(skipped_mark.size())), TestOutcome::skipped);
    } else if (text.starts_with(info_mark)) {
      total(text.substr(info_mark.size()));
    } else if (takes_message_ && !text.empty() && indent > message_indent_) {
      out_.add_message(text);
    } else if (text.empty() || indent <= message_indent_) {
      takes_message_ = false;
    }
  }

  /// Opens a suite; with a time it is the closing line of older versions.
  void suite(std::size_t depth, const Titled& title) {
    takes_message_ = false;
    if (title.duration.count() >= 0) {
      close(depth, title, true);
      return;
    }
    open_.resize(depth);
    open_.push_back({out_.name_of(title.name), 0, 0});
  }

  void test(std::size_t depth, const Titled& title, TestOutcome outcome) {
    takes_message_ = false;
    if (title.skipped) outcome = TestOutcome::skipped;
    if (close(depth, title, outcome != TestOutcome::failed)) return;
    open_.resize(std::min(depth, open_.size()));
    out_.add(path(), title.name, outcome, {}, title.duration);
    takes_message_ = outcome == TestOutcome::failed;
    message_indent_ = depth * 2;
    count(outcome == TestOutcome::failed);
  }

  /// True if this line ends the suite that is open there. Its children say more than it does,
  /// unless it failed and none of them did.
  bool close(std::size_t depth, const Titled& title, bool ok) {
    if (open_.size() <= depth || open_[depth].name != out_.name_of(title.name)) return false;
    const bool explained = ok || open_[depth].failed > 0;
    const bool empty = open_[depth].children == 0;
    open_.resize(depth);
    if (empty && ok) out_.add(path(), title.name, TestOutcome::passed, {}, title.duration);
    if (!explained) out_.add(path(), title.name, TestOutcome::error, {}, title.duration);
    count(!ok);
    return true;
  }

  void count(bool failed) {
    if (open_.empty()) return;
    ++open_.back().children;
    if (failed) ++open_.back().failed;
  }

  void total(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == text.npos) return;
    const auto value = base::parse_int(text.substr(space + 1));
    if (!value || *value < 0) return;
    const std::string_view key = text.substr(0, space);
    if (key == "pass") passed_ = *value;
    if (key == "fail" || key == "cancelled") failed_ += *value;
    if (key == "skipped" || key == "todo") skipped_ += *value;
    if (key == "duration_ms" || key == "todo") out_.set_totals(passed_, failed_, skipped_);
  }

  [[nodiscard]] std::string path() const {
    std::string suite;
    for (const Open& open : open_) {
      if (!suite.empty()) suite += " > ";
      suite += open.name;
    }
    return suite;
  }

  struct Open {
    std::string name;
    std::size_t children = 0;
    std::size_t failed = 0;
  };

  ReportBuilder& out_;
  std::vector<Open> open_;
  bool takes_message_ = false;
  std::size_t message_indent_ = 0;
  std::int64_t passed_ = 0;
  std::int64_t failed_ = 0;
  std::int64_t skipped_ = 0;
};

}  // namespace

void read_node_spec(std::string_view text, ReportBuilder& out) { SpecReader(out).read(text); }

}  // namespace homeostat::evidence

// TAP 12 to 14, with subtests indented by four and the YAML blocks of node.
#include <algorithm>
#include <vector>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::size_t step = 4;
constexpr std::size_t depth_max = 32;
constexpr std::size_t suite_bytes_max = 1000;

struct Point {
  bool ok = false;
  std::string_view name;
  bool skipped = false;  ///< by a directive: "skip" or "to do"
};

/// A '#' that stands free and is not escaped begins a directive.
std::size_t find_directive(std::string_view text) {
  std::size_t at = text.find('#');
  while (at != text.npos && at > 0 && text[at - 1] != ' ')
    at = text.find('#', at + 1);
  return at;
}

std::optional<Point> find_point(std::string_view line) {
  Point point;
  point.ok = line.starts_with("ok");
  if (!point.ok && !line.starts_with("not ok")) return std::nullopt;
  line.remove_prefix(point.ok ? 2 : 6);
  if (!line.empty() && line.front() != ' ') return std::nullopt;
  line = base::trim_left(line);
  while (!line.empty() && base::is_digit(line.front()))
    line.remove_prefix(1);
  line = base::trim_left(line);
  if (line.starts_with("- ")) line.remove_prefix(2);
  const std::size_t at = find_directive(line);
  if (at != line.npos) {
    const std::string_view directive = base::trim_left(line.substr(at + 1));
    point.skipped = base::istarts_with(directive, "skip") || base::istarts_with(directive, "todo");
    if (point.skipped) line = line.substr(0, at);
  }
  point.name = base::trim(line);
  return point;
}

class TapReader {
 public:
  explicit TapReader(ReportBuilder& out) : out_(out), levels_(1) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line))
      read_line(line);
    const Level& top = levels_.front();
    if (top.planned && *top.planned != top.points) out_.not_whole();
  }

 private:
  struct Level {
    std::string subtest;  ///< the name announced for what stands one level deeper
    std::size_t children_failed = 0;
    std::size_t children = 0;
    std::int64_t points = 0;
    std::optional<std::int64_t> planned;
  };

  void read_line(std::string_view line) {
    const std::size_t indent = indent_of(line);
    const std::string_view text = line.substr(indent);
    // A block stands under its test, and ends at the latest where its indentation does.
    if (in_yaml_ && indent < yaml_indent_ && !text.empty()) in_yaml_ = false;
    if (in_yaml_) {
      read_yaml(text);
      return;
    }
    in_yaml_ = after_point_ && text == "---";
    yaml_indent_ = indent;
    in_error_ = false;
    after_point_ = false;
    const std::size_t depth = std::min(indent / step, depth_max);
    if (text.starts_with("# Subtest: ")) {
      announce(depth, text.substr(11));
    } else if (text.starts_with("1..") && depth == 0) {
      levels_[0].planned = base::parse_int(text.substr(3, text.find(' ') - 3));
    } else if (text.starts_with("Bail out!")) {
      out_.add("", "bail out", TestOutcome::error, text.substr(9));
      out_.not_whole();
    } else if (const auto point = find_point(text)) {
      add(depth, *point);
      after_point_ = true;
    }
  }

  void announce(std::size_t depth, std::string_view name) {
    levels_.resize(depth + 1);
    levels_[depth].subtest = out_.name_of(name);
    levels_[depth].children = 0;
    levels_[depth].children_failed = 0;
  }

  /// A parent comes after its children; they say more than it does.
  void add(std::size_t depth, const Point& point) {
    levels_.resize(depth + 1);
    Level& level = levels_[depth];
    ++level.points;
    const bool is_parent = level.children > 0 && level.subtest == out_.name_of(point.name);
    const bool explained = point.ok || level.children_failed > 0;
    const bool failed = !point.ok && !point.skipped;
    if (!is_parent || !explained) {
      const TestOutcome bad = is_parent ? TestOutcome::error : TestOutcome::failed;
      out_.add(suite_of(depth), point.name,
               point.skipped ? TestOutcome::skipped : (point.ok ? TestOutcome::passed : bad));
    }
    takes_message_ = failed && (!is_parent || !explained);
    level.children = 0;
    level.children_failed = 0;
    if (depth == 0) return;
    ++levels_[depth - 1].children;
    if (failed) ++levels_[depth - 1].children_failed;
  }

  [[nodiscard]] std::string suite_of(std::size_t depth) const {
    std::string suite;
    for (std::size_t i = 0; i < depth && suite.size() < suite_bytes_max; ++i) {
      if (!suite.empty()) suite += " > ";
      suite += levels_[i].subtest;
    }
    return suite;
  }

  void read_yaml(std::string_view text) {
    if (text == "...") {
      in_yaml_ = false;
      return;
    }
    if (text.starts_with("duration_ms: ") && out_.last() != nullptr) {
      out_.last()->duration_ms = milliseconds_of(text.substr(13));
    }
    const bool names =
        text.starts_with("error:") || text.starts_with("name:") || text.starts_with("message:");
    const std::size_t colon = text.find(':');
    if (names) {
      const std::string_view value = base::trim(text.substr(colon + 1));
      in_error_ = value.starts_with("|") || value.starts_with(">");
      if (takes_message_ && !in_error_) out_.add_message(unquoted(value));
    } else if (in_error_ && is_key(text)) {
      in_error_ = false;
    } else if (in_error_ && takes_message_) {
      out_.add_message(text);
    }
  }

  /// The keys that node and tap write after an error's text.
  static bool is_key(std::string_view text) {
    return text.starts_with("code:") || text.starts_with("stack:") ||
           text.starts_with("expected:") || text.starts_with("actual:") ||
           text.starts_with("operator:") || text.starts_with("at:");
  }

  static std::string_view unquoted(std::string_view value) {
    const bool quoted = value.size() >= 2 && (value.front() == '\'' || value.front() == '"') &&
                        value.back() == value.front();
    return quoted ? value.substr(1, value.size() - 2) : value;
  }

  ReportBuilder& out_;
  std::vector<Level> levels_;
  std::size_t yaml_indent_ = 0;
  bool after_point_ = false;
  bool in_yaml_ = false;
  bool in_error_ = false;
  bool takes_message_ = false;
};

}  // namespace

void read_tap(std::string_view text, ReportBuilder& out) { TapReader(out).read(text); }

}  // namespace homeostat::evidence

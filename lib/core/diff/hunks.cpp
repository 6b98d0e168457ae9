#include "core/diff/hunks.hpp"

#include <limits>
#include <optional>
#include <utility>

namespace homeostat::diff {

namespace {

struct Range {
  std::int64_t start = 0;
  std::int64_t count = 1;
};

constexpr std::int64_t number_max = std::numeric_limits<std::int32_t>::max();

std::optional<std::int64_t> read_number(std::string_view& text) {
  std::int64_t value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
    value = value * 10 + (text[digits] - '0');
    if (value > number_max) return std::nullopt;
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

/// Reads "12" or "12,3".
std::optional<Range> read_range(std::string_view& text) {
  const auto start = read_number(text);
  if (!start) return std::nullopt;
  if (!consume(text, ",")) return Range{*start, 1};
  const auto count = read_number(text);
  if (!count) return std::nullopt;
  return Range{*start, *count};
}

Result<Hunk> parse_header(const Cursor& cursor) {
  auto text = without_cr(cursor.peek());
  const auto malformed = [&] {
    return cursor.error("a hunk header has the form \"@@ -line,count +line,count @@\"");
  };
  if (text.starts_with("@@@")) return cursor.error("combined diffs of merges cannot be applied");
  if (!consume(text, "@@ -")) return malformed();
  const auto before = read_range(text);
  if (!before || !consume(text, " +")) return malformed();
  const auto after = read_range(text);
  if (!after || !consume(text, " @@")) return malformed();
  if (before->count > 0 && before->start == 0) {
    return cursor.error("a hunk with old lines cannot begin at old line 0");
  }
  if (after->count > 0 && after->start == 0) {
    return cursor.error("a hunk with new lines cannot begin at new line 0");
  }
  if (!cursor.complete()) return cursor.error("the text ends in a hunk header");
  Hunk hunk{before->start, before->count, after->start, after->count, {}, {}};
  (void)consume(text, " ");
  hunk.section = text;
  return hunk;
}

/// Reads the lines of a hunk, until both counts of its header are used up.
class Body {
 public:
  Body(Cursor& cursor, Hunk& hunk)
      : cursor_(cursor),
        hunk_(hunk),
        header_line_(cursor.line() - 1),
        old_left_(hunk.old_count),
        new_left_(hunk.new_count) {}

  Status read() {
    while (old_left_ > 0 || new_left_ > 0) {
      if (auto status = read_line(); !status) return status;
    }
    if (is_end_mark(cursor_.peek())) {
      if (auto status = end_side(); !status) return status;
      cursor_.advance();
    }
    if (!changes_) return Cursor::error_at(header_line_, "the hunk changes nothing");
    return {};
  }

  /// A side of the file ended without a newline: nothing can follow.
  [[nodiscard]] bool ended() const { return old_ended_ || new_ended_; }

 private:
  static bool is_end_mark(std::string_view line) { return line.starts_with("\\ "); }

  Status read_line() {
    if (cursor_.done()) {
      return cursor_.error(base::format(
          "the text ends in the hunk of line {}, {} old and {} new lines before its end",
          header_line_, old_left_, new_left_));
    }
    const auto line = cursor_.peek();
    if (is_end_mark(line)) {
      if (auto status = end_side(); !status) return status;
      cursor_.advance();
      return {};
    }
    if (!cursor_.complete()) return cursor_.error("the text ends in the middle of a line");
    const char mark = line.empty() ? ' ' : line.front();
    if (mark != ' ' && mark != '+' && mark != '-') {
      return cursor_.error(
          base::format("a line of a hunk begins with ' ', '+', '-' or '\\'; the "
                       "hunk of line {} lacks {} old and {} new lines",
                       header_line_, old_left_, new_left_));
    }
    if (auto status = count(mark); !status) return status;
    const auto kind = mark == ' '   ? LineKind::context
                      : mark == '+' ? LineKind::added
                                    : LineKind::removed;
    hunk_.lines.push_back({kind, std::string(line.empty() ? line : line.substr(1)), false});
    changes_ = changes_ || mark != ' ';
    cursor_.advance();
    return {};
  }

  Status count(char mark) {
    if (mark != '+') {
      if (old_left_ == 0) return too_many("old", hunk_.old_count);
      if (old_ended_) return cursor_.error("an old line follows the end of the old file");
      --old_left_;
    }
    if (mark != '-') {
      if (new_left_ == 0) return too_many("new", hunk_.new_count);
      if (new_ended_) return cursor_.error("a new line follows the end of the new file");
      --new_left_;
    }
    return {};
  }

  [[nodiscard]] Error too_many(std::string_view side, std::int64_t limit) const {
    return cursor_.error(
        base::format("the hunk of line {} has more {} lines than the {} of its header",
                     header_line_, side, limit));
  }

  /// "\ No newline at end of file": the line before it is the last of its side.
  Status end_side() {
    if (hunk_.lines.empty()) return cursor_.error("no line stands before the end of file mark");
    auto& last = hunk_.lines.back();
    if (last.no_newline) return cursor_.error("the end of file mark stands twice");
    last.no_newline = true;
    old_ended_ = old_ended_ || last.kind != LineKind::added;
    new_ended_ = new_ended_ || last.kind != LineKind::removed;
    return {};
  }

  Cursor& cursor_;
  Hunk& hunk_;
  int header_line_;
  std::int64_t old_left_;
  std::int64_t new_left_;
  bool old_ended_ = false;
  bool new_ended_ = false;
  bool changes_ = false;
};

}  // namespace

Result<std::vector<Hunk>> parse_hunks(Cursor& cursor) {
  std::vector<Hunk> hunks;
  std::int64_t old_end = 0;
  bool ended = false;
  while (cursor.peek().starts_with("@@")) {
    auto hunk = parse_header(cursor);
    if (!hunk) return hunk.error();
    if (ended) return cursor.error("a hunk follows the end of the file");
    const auto begin = hunk->old_count > 0 ? hunk->old_start - 1 : hunk->old_start;
    if (begin < old_end)
      return cursor.error("the hunk overlaps the one before it or goes backwards");
    old_end = begin + hunk->old_count;
    cursor.advance();
    Body body(cursor, *hunk);
    if (auto status = body.read(); !status) return status.error();
    ended = body.ended();
    hunks.push_back(*std::move(hunk));
  }
  return hunks;
}

}  // namespace homeostat::diff

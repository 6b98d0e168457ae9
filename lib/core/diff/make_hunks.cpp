#include <homeostat/diff.hpp>

#include <algorithm>

#include "core/diff/edit_script.hpp"
#include "core/diff/line_ids.hpp"
#include "core/diff/lines.hpp"
#include "core/diff/slide.hpp"

namespace homeostat {

namespace {

using diff::Lines;

/// Two texts, the numbers of their lines, and which lines change.
struct Comparison {
  Lines before, after;
  std::vector<std::uint32_t> before_ids, after_ids;
  diff::EditScript script;
};

/// One number space for both texts. A last line without "\n" is no line with one: such lines get
/// numbers of their own.
void number_both(Comparison& c) {
  auto all = c.before.text;
  all.insert(all.end(), c.after.text.begin(), c.after.text.end());
  auto ids = diff::number_lines(all);
  const auto fresh = static_cast<std::uint32_t>(all.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const bool old_side = i < c.before.size();
    const auto& lines = old_side ? c.before : c.after;
    if (lines.no_newline(old_side ? i : i - c.before.size())) ids[i] += fresh;
  }
  const auto middle = ids.begin() + static_cast<std::ptrdiff_t>(c.before.size());
  c.before_ids.assign(ids.begin(), middle);
  c.after_ids.assign(middle, ids.end());
}

Comparison compare(std::string_view before, std::string_view after) {
  Comparison c{diff::split_lines(before), diff::split_lines(after), {}, {}, {}};
  number_both(c);
  c.script = diff::make_edit_script(c.before_ids, c.after_ids);
  diff::slide_groups({c.before, c.before_ids}, {c.after, c.after_ids}, c.script);
  return c;
}

/// Lines of both texts that are exchanged for each other; the lines between two changes are equal.
struct Change {
  std::size_t old_begin, old_end, new_begin, new_end;
};

std::vector<Change> list_changes(const diff::EditScript& script) {
  std::vector<Change> changes;
  std::size_t x = 0;
  std::size_t y = 0;
  while (x < script.removed.size() || y < script.added.size()) {
    Change change{x, x, y, y};
    while (change.old_end < script.removed.size() && script.removed[change.old_end] != 0) {
      ++change.old_end;
    }
    while (change.new_end < script.added.size() && script.added[change.new_end] != 0) {
      ++change.new_end;
    }
    x = change.old_end + 1;
    y = change.new_end + 1;
    if (change.old_begin < change.old_end || change.new_begin < change.new_end) {
      changes.push_back(change);
    }
  }
  return changes;
}

/// The line that tells a reader where a hunk stands, as git chooses it without knowing the
/// language: one that begins with a letter, '_' or '$'.
class Sections {
 public:
  explicit Sections(const Lines& lines) : lines_(lines) {}

  /// The nearest such line in front of `line`. Ask in rising order.
  const std::string& in_front_of(std::size_t line) {
    for (std::size_t i = line; i > seen_; --i) {
      const auto text = lines_.text[i - 1];
      if (!begins_section(text)) continue;
      section_ = shorten(text);
      break;
    }
    seen_ = line;
    return section_;
  }

 private:
  static bool begins_section(std::string_view text) {
    if (text.empty()) return false;
    const char c = text.front();
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }
  static std::string_view shorten(std::string_view text) {
    constexpr std::size_t bytes_max = 80;
    if (text.size() > bytes_max) {
      auto size = bytes_max;
      // Not in the middle of a character of UTF-8.
      while (size > bytes_max - 4 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) {
        --size;
      }
      text = text.substr(0, size);
    }
    return text.substr(0, text.find_last_not_of(" \t\r\v\f") + 1);
  }

  const Lines& lines_;
  std::size_t seen_ = 0;
  std::string section_;
};

void append(Hunk& hunk, LineKind kind, const Lines& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    hunk.lines.push_back({kind, std::string(lines.text[i]), lines.no_newline(i)});
  }
  const auto count = static_cast<std::int64_t>(end - begin);
  if (kind != LineKind::added) hunk.old_count += count;
  if (kind != LineKind::removed) hunk.new_count += count;
}

/// The hunk of the changes [first, last] with `context` lines around them.
Hunk make_hunk(const Comparison& c, const Change* first, const Change* last, std::size_t context) {
  Hunk hunk;
  const auto above = std::min(context, first->old_begin);
  const auto below = std::min(context, c.before.size() - last->old_end);
  auto old_line = first->old_begin - above;
  const auto new_line = first->new_begin - above;
  hunk.old_start = static_cast<std::int64_t>(old_line);
  hunk.new_start = static_cast<std::int64_t>(new_line);
  for (const auto* change = first; change <= last; ++change) {
    append(hunk, LineKind::context, c.before, old_line, change->old_begin);
    append(hunk, LineKind::removed, c.before, change->old_begin, change->old_end);
    append(hunk, LineKind::added, c.after, change->new_begin, change->new_end);
    old_line = change->old_end;
  }
  append(hunk, LineKind::context, c.before, last->old_end, last->old_end + below);
  // Line numbers begin at 1; where a side has no lines, the line in front of the place counts.
  if (hunk.old_count > 0) ++hunk.old_start;
  if (hunk.new_count > 0) ++hunk.new_start;
  return hunk;
}

}  // namespace

std::vector<Hunk> make_hunks(std::string_view before, std::string_view after,
                             const DiffOptions& options) {
  const auto comparison = compare(before, after);
  const auto changes = list_changes(comparison.script);
  const auto context = static_cast<std::size_t>(std::max(options.context_lines, 0));
  Sections sections(comparison.before);
  std::vector<Hunk> hunks;
  for (std::size_t first = 0; first < changes.size();) {
    auto last = first;
    while (last + 1 < changes.size() &&
           changes[last + 1].old_begin - changes[last].old_end <= 2 * context) {
      ++last;
    }
    hunks.push_back(make_hunk(comparison, &changes[first], &changes[last], context));
    const auto begin = changes[first].old_begin;
    hunks.back().section = sections.in_front_of(begin - std::min(begin, context));
    first = last + 1;
  }
  return hunks;
}

}  // namespace homeostat

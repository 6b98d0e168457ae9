#include <algorithm>
#include <optional>

#include "core/base/text.hpp"
#include "core/prompt/answer_reader.hpp"
#include "core/prompt/indent.hpp"

namespace homeostat::prompt {
namespace {

// The path of "--- a/src/x.js" or "+++ b/src/x.js\t2026-01-01".
std::string header_path(std::string_view line) {
  std::string_view path = line.substr(4);
  path = base::trim(path.substr(0, path.find('\t')));
  if (path.starts_with("a/") || path.starts_with("b/")) path.remove_prefix(2);
  return std::string(path);
}

// The numbers of "@@ -12,7 +13,8 @@"; a count that is not written is 1.
struct Counts {
  int old_start = 0;
  std::optional<std::int64_t> old_lines;
  std::optional<std::int64_t> new_lines;
};

std::optional<std::int64_t> number_at(std::string_view line, std::size_t at, std::size_t& end) {
  end = at;
  while (end < line.size() && base::is_digit(line[end]))
    ++end;
  const auto number = base::parse_int(line.substr(at, end - at));
  return number && *number < 10'000'000 ? number : std::nullopt;
}

Counts counts_of(std::string_view line) {
  Counts counts;
  for (const char side : {'-', '+'}) {
    const std::size_t mark = line.find(side);
    if (mark == std::string_view::npos) continue;
    std::size_t end = 0;
    const auto start = number_at(line, mark + 1, end);
    if (!start) continue;
    std::optional<std::int64_t> count = 1;
    if (end < line.size() && line[end] == ',') count = number_at(line, end + 1, end);
    if (side == '-') counts.old_start = static_cast<int>(*start);
    (side == '-' ? counts.old_lines : counts.new_lines) = count;
  }
  return counts;
}

bool is_blank(std::string_view line) { return base::trim(line).empty(); }

class DiffReader {
 public:
  DiffReader(const std::vector<std::string_view>& lines, const KnownLines& known)
      : lines_(lines), known_(known) {}

  EditList read() {
    for (at_ = 0; at_ < lines_.size() && !out_.broken;) {
      const std::string_view line = lines_[at_];
      if (is_fence(line)) {
        read_fence();
      } else if (at_header()) {
        read_header();
      } else if (line.starts_with("diff --git ")) {
        read_git_header();
      } else if (line.starts_with("*** Update File: ") || line.starts_with("*** Add File: ")) {
        read_patch_header();
      } else if (line.starts_with("@@")) {
        Counts counts = counts_of(line);
        ++at_;
        read_hunk(counts);
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] static bool is_hunk_line(std::string_view line) {
    return !line.empty() && (line[0] == ' ' || line[0] == '+' || line[0] == '-') &&
           !line.starts_with("---") && !line.starts_with("+++");
  }

  // Two lines of names, and behind them the hunk that they are of: a removed and an added line may
  // look the same.
  [[nodiscard]] bool at_header() const {
    const auto line = [&](std::size_t offset) {
      return at_ + offset < lines_.size() ? lines_[at_ + offset] : std::string_view();
    };
    if (line(0).starts_with("--- ") && line(1).starts_with("+++ ")) {
      return line(2).starts_with("@@") || !path_of_line(line(0).substr(4)).empty();
    }
    return (line(0).starts_with("--- ") || line(0).starts_with("+++ ")) &&
           line(1).starts_with("@@");
  }

  void read_header() {
    const bool both = lines_[at_].starts_with("--- ") && lines_[at_ + 1].starts_with("+++ ");
    old_path_ = header_path(lines_[at_]);
    new_path_ = both ? header_path(lines_[at_ + 1]) : old_path_;
    at_ += both ? 2 : 1;
    begin_without_head();
  }

  // "diff --git a/x b/x": the names may not be repeated below.
  void read_git_header() {
    const std::string_view line = base::trim(lines_[at_]);
    const std::size_t second = line.find(" b/");
    ++at_;
    if (second == std::string_view::npos) return;
    new_path_ = line.substr(second + 3);
    old_path_ = new_path_;
    begin_without_head();
  }

  void read_patch_header() {
    const std::string_view line = lines_[at_];
    new_path_ = base::trim(line.substr(line.find(':') + 1));
    old_path_ = line.starts_with("*** Add") ? "/dev/null" : new_path_;
    ++at_;
    begin_without_head();
  }

  void read_fence() {
    in_fence_ = !in_fence_;
    const std::string_view info = base::trim(lines_[at_]).substr(3);
    const std::string path = in_fence_ ? path_above(lines_, at_ + 1) : std::string();
    ++at_;
    if (!path.empty()) old_path_ = new_path_ = path;
    if (in_fence_ && (info.starts_with("diff") || info.starts_with("patch"))) begin_without_head();
  }

  void begin_without_head() {
    if (at_ < lines_.size() && is_hunk_line(lines_[at_])) read_hunk({});
  }

  // A hunk ends at the next one, at a header or a fence, or where the text around it goes on.
  [[nodiscard]] bool ends_hunk() const {
    const std::string_view line = lines_[at_];
    if (at_header() || line.starts_with("@@") || line.starts_with("diff --git ") ||
        line.starts_with("*** ") || line == "-- " || (is_fence(line) && indent_of(line).empty())) {
      return true;
    }
    if (line.empty() || is_hunk_line(line) || line[0] == '\\' || line[0] == '\t') return false;
    if (line[0] == '+' || line[0] == '-') return false;
    return !known_.has_bare(line) && !in_fence_;
  }

  void read_hunk(const Counts& counts) {
    TextEdit edit;
    const bool makes = old_path_ == "/dev/null";
    edit.path = makes ? new_path_ : old_path_;
    edit.deletes = new_path_ == "/dev/null";
    edit.in_order = true;
    bare_lines_ = 0;
    const std::size_t first = at_;
    while (at_ < lines_.size() && !ends_hunk())
      ++at_;
    const std::size_t end = without_prose(first);
    bare_context_ = context_lost_its_space(first, end);
    for (std::size_t i = first; i < end; ++i)
      add_line(edit, lines_[i]);
    // Blank lines behind a hunk belong to the text around it.
    while (!edit.search.empty() && !edit.replace.empty() && edit.search.back().empty() &&
           edit.replace.back().empty()) {
      edit.search.pop_back();
      edit.replace.pop_back();
    }
    const bool agrees = counts.old_lines == static_cast<std::int64_t>(edit.search.size()) &&
                        counts.new_lines == static_cast<std::int64_t>(edit.replace.size());
    // A line without its mark reads as context; it may have been one that goes.
    const bool counted = counts.old_lines && counts.new_lines;
    const bool may_lack_marks =
        bare_lines_ > 0 && counted && !agrees &&
        *counts.new_lines - *counts.old_lines != static_cast<std::int64_t>(edit.replace.size()) -
                                                     static_cast<std::int64_t>(edit.search.size());
    if (may_lack_marks) out_.broken = true;
    if (agrees) edit.line_hint = counts.old_start;
    if (edit.search == edit.replace) return;
    out_.edits.push_back(std::move(edit));
  }

  // "- I changed this" behind a blank line is a list, no removed line.
  [[nodiscard]] std::size_t without_prose(std::size_t first) const {
    for (std::size_t i = at_; i-- > first;) {
      if (lines_[i].starts_with('-') && !known_.has_bare(lines_[i].substr(1))) continue;
      return lines_[i].empty() ? i : at_;
    }
    return at_;
  }

  // Where no line of context stands in the file either way, its indentation tells: with a space
  // for a mark the lines would be indented by odd numbers, without by even ones.
  [[nodiscard]] bool context_lost_its_space(std::size_t first, std::size_t last) const {
    std::size_t marked = 0;
    std::size_t bare = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::string_view line = lines_[i];
      if (is_blank(line) || line[0] == '\\') continue;
      const bool context = line[0] != '+' && line[0] != '-';
      if (context && line[0] == ' ' && known_.has(line.substr(1))) return false;
      const std::size_t width = indent_of(line.substr(context ? 0 : 1)).size();
      bare |= width;
      marked |= context && width > 0 ? width - 1 : width;
    }
    return bare % 2 == 0 && marked % 2 == 1;
  }

  // A line of context may have lost its space; then it stands in the file as it is here.
  void add_line(TextEdit& edit, std::string_view line) {
    char kind = line.empty() ? ' ' : line[0];
    if (kind == '\\') return;
    bool bare = line.empty() || (kind != ' ' && kind != '+' && kind != '-');
    if (!bare && kind != '+' && !known_.has(line.substr(1)) && known_.has(line) &&
        !is_blank(line)) {
      bare = kind == ' ' || !known_.has_bare(line.substr(1));
    }
    bare = bare || (kind == ' ' && bare_context_);
    if (bare) kind = ' ';
    if (bare && !is_blank(line)) ++bare_lines_;
    std::string text(bare ? line : line.substr(1));
    if (kind != '+') edit.search.push_back(text);
    if (kind != '-') edit.replace.push_back(std::move(text));
  }

  const std::vector<std::string_view>& lines_;
  const KnownLines& known_;
  std::size_t at_ = 0;
  std::size_t bare_lines_ = 0;
  bool bare_context_ = false;
  bool in_fence_ = false;
  std::string old_path_;
  std::string new_path_;
  EditList out_;
};

}  // namespace

EditList read_diffs(const std::vector<std::string_view>& lines, const KnownLines& known) {
  return DiffReader(lines, known).read();
}

}  // namespace homeostat::prompt

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/text.hpp"
#include "core/prompt/answer_reader.hpp"

namespace homeostat::prompt {
namespace {

using Lines = std::vector<std::string_view>;

enum class Mark { none, search, divider, replace };

// Five to nine of one character, then one of the words, or nothing.
template <std::size_t Size>
bool is_mark(std::string_view line, char c, const std::array<std::string_view, Size>& words) {
  std::size_t run = 0;
  while (run < line.size() && line[run] == c)
    ++run;
  if (run < 5 || run > 9) return false;
  std::string_view word = base::trim(line.substr(run));
  while (!word.empty() && (word.back() == ':' || word.back() == '*'))
    word.remove_suffix(1);
  return std::find(words.begin(), words.end(), word) != words.end();
}

Mark mark_of(std::string_view line) {
  constexpr std::array<std::string_view, 6> old_words{"SEARCH", "ORIGINAL", "HEAD",
                                                      "BEFORE", "OLD",      ""};
  constexpr std::array<std::string_view, 5> new_words{"REPLACE", "UPDATED", "AFTER", "NEW", ""};
  constexpr std::array<std::string_view, 1> no_word{""};
  line = base::trim(line);
  if (line.empty()) return Mark::none;
  if (line[0] == '<' && is_mark(line, '<', old_words)) return Mark::search;
  if (line[0] == '=' && is_mark(line, '=', no_word)) return Mark::divider;
  if (line[0] == '>' && is_mark(line, '>', new_words)) return Mark::replace;
  return Mark::none;
}

bool is_blank(std::string_view line) { return base::trim(line).empty(); }

std::string_view last_line(const std::vector<std::string>& lines) {
  const auto found = std::find_if_not(lines.rbegin(), lines.rend(), is_blank);
  return found == lines.rend() ? std::string_view() : std::string_view(*found);
}

class BlockReader {
 public:
  explicit BlockReader(const Lines& lines) : lines_(lines) {
    for (const std::string_view line : lines)
      marks_.push_back(mark_of(line));
  }

  EditList read() {
    const bool any = std::any_of(marks_.begin(), marks_.end(), [](Mark mark) {
      return mark == Mark::search || mark == Mark::replace;
    });
    for (at_ = 0; any && at_ < lines_.size() && !out_.broken;) {
      if (marks_[at_] == Mark::search) {
        read_block(at_ + 1, path_above(lines_, at_));
      } else if (marks_[at_] == Mark::divider && next_mark(at_ + 1) == Mark::replace) {
        read_headless();
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t find_mark(std::size_t from) const {
    while (from < marks_.size() && marks_[from] == Mark::none)
      ++from;
    return from;
  }
  [[nodiscard]] Mark next_mark(std::size_t from) const {
    const std::size_t found = find_mark(from);
    return found < marks_.size() ? marks_[found] : Mark::none;
  }

  [[nodiscard]] std::vector<std::string> slice(std::size_t first, std::size_t last) const {
    return {lines_.begin() + static_cast<std::ptrdiff_t>(first),
            lines_.begin() + static_cast<std::ptrdiff_t>(last)};
  }

  // Without its first mark a block begins behind the fence above it, or behind the first line
  // since the last block that names a file.
  void read_headless() {
    std::size_t first = at_;
    while (first > done_ && !is_fence(lines_[first - 1]))
      --first;
    if (first == done_) {
      while (first < at_ && path_of_line(lines_[first]).empty())
        ++first;
      if (first == at_) return fail();
      ++first;
    }
    const bool empty = std::all_of(line(first), line(at_), is_blank);
    if (empty || holds_fence(first, at_) || holds_fence(at_, find_mark(at_ + 1))) return fail();
    read_block(first, path_above(lines_, first));
  }

  void read_block(std::size_t first, std::string path) {
    if (path.empty() && !out_.edits.empty()) path = out_.edits.back().path;
    TextEdit edit;
    edit.path = std::move(path);
    const std::size_t middle = find_mark(first);
    if (middle == lines_.size() || marks_[middle] == Mark::search) return fail();
    if (marks_[middle] == Mark::replace) return read_undivided(std::move(edit), first, middle);
    edit.search = slice(first, middle);
    const std::size_t end = find_mark(middle + 1);
    if (end < lines_.size() && marks_[end] == Mark::replace) {
      edit.replace = slice(middle + 1, end);
      return finish(std::move(edit), end + 1);
    }
    // A second divider may be a line of the file: nobody can say which one is meant.
    if (end < lines_.size() && marks_[end] == Mark::divider) return fail();
    read_endless(std::move(edit), middle + 1, end);
  }

  // Without its last mark a block ends where its fence does, or with the searched last line.
  void read_endless(TextEdit edit, std::size_t first, std::size_t limit) {
    std::size_t end = first;
    while (end < limit && !is_fence(lines_[end]))
      ++end;
    if (end < limit) {
      // Text with fences of its own does not end at the first one.
      if (std::any_of(edit.search.begin(), edit.search.end(), is_fence)) return fail();
      edit.replace = slice(first, end);
      return finish(std::move(edit), end);
    }
    if (limit < lines_.size()) {  // the next block's name belongs to it
      while (end > first && (is_blank(lines_[end - 1]) || !path_of_line(lines_[end - 1]).empty()))
        --end;
    }
    edit.replace = slice(first, end);
    const std::string_view last = last_line(edit.search);
    if (last.empty() || last_line(edit.replace) != last) return fail();
    finish(std::move(edit), end);
  }

  // Without its middle mark a block that begins and ends with lines that stay divides itself.
  void read_undivided(TextEdit edit, std::size_t first, std::size_t end) {
    auto middle = find_middle(first, end, 1);
    if (!middle) middle = find_middle(first, end, 2);
    if (!middle) return fail();
    edit.search = slice(first, *middle);
    edit.replace = slice(*middle, end);
    finish(std::move(edit), end + 1);
  }

  // The one line where the first `count` lines come again, behind the one that comes last.
  [[nodiscard]] std::optional<std::size_t> find_middle(std::size_t first, std::size_t end,
                                                       std::size_t count) const {
    std::optional<std::size_t> middle;
    for (std::size_t i = first + count; i + count <= end; ++i) {
      if (lines_[i - 1] != lines_[end - 1]) continue;
      if (!std::equal(line(first), line(first + count), line(i))) continue;
      if (middle) return std::nullopt;
      middle = i;
    }
    return middle;
  }
  [[nodiscard]] Lines::const_iterator line(std::size_t index) const {
    return lines_.begin() + static_cast<std::ptrdiff_t>(index);
  }
  [[nodiscard]] bool holds_fence(std::size_t first, std::size_t last) const {
    return std::any_of(line(first), line(last), is_fence);
  }

  void finish(TextEdit edit, std::size_t next) {
    out_.edits.push_back(std::move(edit));
    at_ = next;
    done_ = next;
  }

  void fail() { out_.broken = true; }

  const Lines& lines_;
  std::vector<Mark> marks_;
  std::size_t at_ = 0;
  std::size_t done_ = 0;
  EditList out_;
};

}  // namespace

EditList read_blocks(const std::vector<std::string_view>& lines) {
  return BlockReader(lines).read();
}

}  // namespace homeostat::prompt

#include "core/prompt/answer_reader.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::prompt {
namespace {

constexpr std::size_t path_bytes_max = 300;

// `count` or more of one character, then a word or nothing.
bool is_marker(std::string_view line, char c, std::string_view word) {
  line = base::trim(line);
  std::size_t run = 0;
  while (run < line.size() && line[run] == c)
    ++run;
  return run >= 5 && run <= 9 && base::trim(line.substr(run)) == word;
}

bool is_search(std::string_view line) { return is_marker(line, '<', "SEARCH"); }
bool is_divider(std::string_view line) { return is_marker(line, '=', ""); }
bool is_replace(std::string_view line) { return is_marker(line, '>', "REPLACE"); }

bool is_fence(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("```") || line.starts_with("~~~");
}

// The path above a block: the nearest line that names a file, fences and blank lines between.
std::string path_above(const std::vector<std::string_view>& lines, std::size_t index) {
  for (std::size_t i = index, looked = 0; i-- > 0 && looked < 4; ++looked) {
    if (base::trim(lines[i]).empty()) continue;
    const std::string_view path = path_of_line(lines[i]);
    if (!path.empty()) return std::string(path);
    if (!is_fence(lines[i])) break;
  }
  return {};
}

// The path of "--- a/src/x.js" or "+++ b/src/x.js\t2026-01-01".
std::string header_path(std::string_view line) {
  std::string_view path = line.substr(4);
  path = base::trim(path.substr(0, path.find('\t')));
  if (path.starts_with("a/") || path.starts_with("b/")) path.remove_prefix(2);
  return std::string(path);
}

int old_start(std::string_view line) {
  const std::size_t minus = line.find('-');
  if (minus == std::string_view::npos) return 0;
  std::size_t end = minus + 1;
  while (end < line.size() && base::is_digit(line[end]))
    ++end;
  const auto number = base::parse_int(line.substr(minus + 1, end - minus - 1));
  return number && *number < 10'000'000 ? static_cast<int>(*number) : 0;
}

class DiffReader {
 public:
  explicit DiffReader(const std::vector<std::string_view>& lines) : lines_(lines) {}

  EditList read() {
    for (at_ = 0; at_ < lines_.size();) {
      if (at_header()) {
        read_header();
      } else if (lines_[at_].starts_with("@@") && !old_path_.empty()) {
        read_hunk();
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool at_header() const {
    return at_ + 1 < lines_.size() && lines_[at_].starts_with("--- ") &&
           lines_[at_ + 1].starts_with("+++ ");
  }

  void read_header() {
    old_path_ = header_path(lines_[at_]);
    new_path_ = header_path(lines_[at_ + 1]);
    at_ += 2;
  }

  // A hunk ends at the next one, at a header, a fence, or where its blank lines run out into
  // text that is no diff.
  [[nodiscard]] bool ends_hunk() const {
    const std::string_view line = lines_[at_];
    if (at_header() || line.starts_with("@@") || line.starts_with("diff ") || is_fence(line)) {
      return true;
    }
    if (line.empty()) return false;
    return line[0] != ' ' && line[0] != '+' && line[0] != '-' && line[0] != '\\' && line[0] != '\t';
  }

  void read_hunk() {
    TextEdit edit;
    const bool makes = old_path_ == "/dev/null";
    edit.path = makes ? new_path_ : old_path_;
    edit.deletes = new_path_ == "/dev/null";
    edit.line_hint = old_start(lines_[at_]);
    for (++at_; at_ < lines_.size() && !ends_hunk(); ++at_)
      add_line(edit, lines_[at_]);
    // Blank lines behind a hunk belong to the text around it.
    while (!edit.search.empty() && !edit.replace.empty() && edit.search.back().empty() &&
           edit.replace.back().empty()) {
      edit.search.pop_back();
      edit.replace.pop_back();
    }
    out_.edits.push_back(std::move(edit));
  }

  static void add_line(TextEdit& edit, std::string_view line) {
    const char kind = line.empty() ? ' ' : line[0];
    if (kind == '\\') return;
    const bool bare = line.empty() || kind == '\t';  // a context line that lost its space
    std::string text(bare ? line : line.substr(1));
    if (kind != '+') edit.search.push_back(text);
    if (kind != '-') edit.replace.push_back(std::move(text));
  }

  const std::vector<std::string_view>& lines_;
  std::size_t at_ = 0;
  std::string old_path_;
  std::string new_path_;
  EditList out_;
};

}  // namespace

std::string_view path_of_line(std::string_view line) {
  line = base::trim(line);
  if (line.size() > path_bytes_max) return {};
  if (is_fence(line)) {  // ```js src/a.js
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) return {};
    line = line.substr(space + 1);
  }
  for (const std::string_view word : {"File:", "FILE:", "file:", "Path:", "path:", "FILE "}) {
    if (line.starts_with(word)) line.remove_prefix(word.size());
  }
  constexpr std::string_view marks = "*`#\"': \t";
  while (!line.empty() && marks.find(line.front()) != std::string_view::npos)
    line.remove_prefix(1);
  while (!line.empty() && marks.find(line.back()) != std::string_view::npos)
    line.remove_suffix(1);
  if (line.starts_with("./")) line.remove_prefix(2);
  const bool plain = std::none_of(line.begin(), line.end(), [](char c) {
    return base::is_space(c) || base::is_control(c) || c == '<' || c == '>' || c == '=' ||
           c == '(' || c == ';' || c == '{';
  });
  const bool named =
      line.find('.') != std::string_view::npos || line.find('/') != std::string_view::npos;
  return plain && named && !line.ends_with('.') ? line : std::string_view();
}

EditList read_blocks(const std::vector<std::string_view>& lines) {
  EditList out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_search(lines[i])) continue;
    TextEdit edit;
    edit.path = path_above(lines, i);
    if (edit.path.empty() && !out.edits.empty()) edit.path = out.edits.back().path;
    std::size_t k = i + 1;
    for (; k < lines.size() && !is_divider(lines[k]) && !is_search(lines[k]); ++k) {
      edit.search.emplace_back(lines[k]);
    }
    const bool divided = k < lines.size() && is_divider(lines[k]);
    for (++k; divided && k < lines.size() && !is_replace(lines[k]) && !is_search(lines[k]); ++k) {
      edit.replace.emplace_back(lines[k]);
    }
    if (!divided || k >= lines.size() || !is_replace(lines[k])) {
      out.broken = true;
      return out;
    }
    out.edits.push_back(std::move(edit));
    i = k;
  }
  return out;
}

EditList read_diffs(const std::vector<std::string_view>& lines) { return DiffReader(lines).read(); }

WholeFile read_whole_file(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> fences;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_fence(lines[i])) fences.push_back(i);
  }
  WholeFile out;
  if (fences.size() != 2) return out;
  std::string_view path = path_of_line(lines[fences[0]]);
  if (path.empty() && fences[0] > 0) path = path_of_line(lines[fences[0] - 1]);
  if (path.empty()) return out;
  out.path = path;
  out.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(fences[0]) + 1,
                   lines.begin() + static_cast<std::ptrdiff_t>(fences[1]));
  return out;
}

}  // namespace homeostat::prompt

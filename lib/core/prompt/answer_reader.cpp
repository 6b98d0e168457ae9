#include "core/prompt/answer_reader.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::prompt {
namespace {

constexpr std::size_t path_bytes_max = 300;

std::size_t fence_length(std::string_view line) {
  line = base::trim(line);
  std::size_t run = 0;
  while (run < line.size() && line[run] == line[0])
    ++run;
  return run;
}

// The fence that closes the one at `open`: as long, of the same kind, without words. In Markdown
// the last one, as its text may hold fences of its own.
std::size_t closing_fence(const std::vector<std::string_view>& lines, std::size_t open,
                          bool markdown) {
  std::size_t found = lines.size();
  const std::string_view head = base::trim(lines[open]);
  for (std::size_t i = open + 1; i < lines.size(); ++i) {
    const std::string_view line = base::trim(lines[i]);
    const bool closes = is_fence(line) && line[0] == head[0] && fence_length(line) == line.size() &&
                        fence_length(line) >= fence_length(head);
    if (!closes) continue;
    found = i;
    if (!markdown) break;
  }
  return found;
}

}  // namespace

void KnownLines::add(std::string_view text) {
  for (const std::string_view line : base::split_lines(text)) {
    lines_.insert(base::trim_right(line));
    bare_.insert(base::trim(line));
  }
}

bool KnownLines::has(std::string_view line) const {
  return lines_.contains(base::trim_right(line));
}

bool KnownLines::has_bare(std::string_view line) const { return bare_.contains(base::trim(line)); }

// More tildes than four underline a heading.
bool is_fence(std::string_view line) {
  line = base::trim(line);
  return line.starts_with("```") || (line.starts_with("~~~") && fence_length(line) <= 4);
}

std::string_view path_of_line(std::string_view line) {
  line = base::trim(line);
  if (line.size() > path_bytes_max) return {};
  if (is_fence(line)) {  // ```js src/a.js
    const std::size_t space = line.find_first_of(" :");
    if (space == std::string_view::npos) return {};
    line = base::trim(line.substr(space + 1));
    for (const std::string_view word : {"title=", "path=", "file=", "filename="}) {
      if (line.starts_with(word)) line.remove_prefix(word.size());
    }
  }
  for (const std::string_view word :
       {"File:", "FILE:", "file:", "Path:", "path:", "FILE ", "File ", "// ", "# "}) {
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

std::string path_above(const std::vector<std::string_view>& lines, std::size_t index) {
  for (std::size_t i = index, looked = 0; i-- > 0 && looked < 4; ++looked) {
    if (base::trim(lines[i]).empty()) continue;
    const std::string_view path = path_of_line(lines[i]);
    if (!path.empty()) return std::string(path);
    if (!is_fence(lines[i])) break;
  }
  return {};
}

std::vector<WholeFile> read_whole_files(const std::vector<std::string_view>& lines) {
  std::vector<WholeFile> out;
  const auto take = [&](std::string path, std::size_t first, std::size_t last, bool fenced) {
    WholeFile file{std::move(path), {}, fenced};
    file.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(first),
                      lines.begin() + static_cast<std::ptrdiff_t>(last));
    out.push_back(std::move(file));
  };
  bool any_fence = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_fence(lines[i])) continue;
    any_fence = true;
    const std::string path = path_above(lines, i + 1);
    const std::size_t end = closing_fence(lines, i, path.ends_with(".md"));
    if (end == lines.size()) return {};  // cut off, or not to be paired
    take(path, i + 1, end, true);
    i = end;
  }
  if (any_fence || lines.empty()) return out;
  std::size_t first = 0;
  while (first + 1 < lines.size() && base::trim(lines[first]).empty())
    ++first;
  const std::string path(path_of_line(lines[first]));
  take(path, path.empty() ? first : first + 1, lines.size(), false);
  return out;
}

}  // namespace homeostat::prompt

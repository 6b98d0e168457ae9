#include "core/prompt/code_window.hpp"

#include <algorithm>

#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::prompt {
namespace {

constexpr int function_lines_max = 150;
constexpr int around_lines = 20;
constexpr int import_lines_max = 40;

bool is_blank_line(std::string_view line) { return base::trim(line).empty(); }

std::size_t indent_of(std::string_view line) { return line.size() - base::trim_left(line).size(); }

bool starts_with_word(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.starts_with(word) &&
           (text.size() == word.size() || !base::is_word(text[word.size()]));
  });
}

// The head of a function, as far as one line can tell in many languages.
bool is_function_head(std::string_view line) {
  const std::string_view text = base::trim(line);
  if (starts_with_word(text, {"if", "else", "for", "while", "switch", "try", "catch", "do", "}",
                              "with", "elif", "except", "finally", "foreach", "return"})) {
    return false;
  }
  if (starts_with_word(text, {"def", "async def", "fn", "func", "function"})) return true;
  if (text.find("function") != std::string_view::npos) return true;
  if (text.find("=>") != std::string_view::npos) return true;
  return text.find('(') != std::string_view::npos && text.ends_with('{');
}

bool closes(std::string_view line) {
  const std::string_view text = base::trim(line);
  return text.starts_with('}') || text.starts_with(')') || text.starts_with(']') ||
         starts_with_word(text, {"end"});
}

std::size_t longest_run(std::string_view text, char c) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char each : text) {
    run = each == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

int end_of_block(const std::vector<std::string_view>& lines, std::size_t head) {
  const std::size_t depth = indent_of(lines[head]);
  std::size_t last = head;
  for (std::size_t i = head + 1; i < lines.size(); ++i) {
    if (is_blank_line(lines[i])) continue;
    if (indent_of(lines[i]) > depth) {
      last = i;
      continue;
    }
    // An opening brace of its own line belongs to the head, a closing one ends the block.
    if (base::trim(lines[i]) == "{" && last == head) continue;
    if (closes(lines[i])) last = i;
    break;
  }
  return static_cast<int>(last) + 1;
}

}  // namespace

LineRange enclosing_function(const std::vector<std::string_view>& lines, int line) {
  const int count = static_cast<int>(lines.size());
  const int at = std::clamp(line, 1, std::max(count, 1));
  const LineRange around{std::max(1, at - around_lines), std::min(count, at + around_lines)};
  if (count == 0) return {1, 0};
  std::size_t depth = std::string_view::npos;
  const int lowest = std::max(1, at - function_lines_max);
  for (int i = at; i >= lowest; --i) {
    const std::string_view text = lines[static_cast<std::size_t>(i) - 1];
    // A brace on its own line stands as deep as the head above it.
    if (is_blank_line(text) || base::trim(text) == "{" || indent_of(text) >= depth) continue;
    depth = indent_of(text);
    if (is_function_head(text)) {
      const LineRange whole{i, end_of_block(lines, static_cast<std::size_t>(i) - 1)};
      const bool holds = whole.last >= at && whole.last - whole.first < function_lines_max;
      if (holds) return whole;
    }
    if (depth == 0) break;
  }
  return around;
}

LineRange import_lines(const std::vector<std::string_view>& lines) {
  const int most = std::min(static_cast<int>(lines.size()), import_lines_max);
  int last = 0;
  for (int i = 1; i <= most; ++i) {
    const std::string_view text = base::trim(lines[static_cast<std::size_t>(i) - 1]);
    const bool imports = starts_with_word(text, {"import", "from", "use", "using", "package",
                                                 "namespace", "require", "#include"}) ||
                         text.find("require(") != std::string_view::npos;
    if (imports) last = i;
  }
  return {1, last};
}

CodeView::CodeView(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)), lines_(base::split_lines_keeping(text_)) {
  shown_.resize(lines_.size(), false);
  // "FILE … lines a-b of c", and two fences longer than any in the code.
  piece_overhead_ = path_.size() + 96 + 2 * longest_run(text_, '`');
}

LineRange CodeView::clipped(LineRange range) const {
  return {std::max(range.first, 1), std::min(range.last, static_cast<int>(lines_.size()))};
}

std::size_t CodeView::cost_of(LineRange range) const {
  const LineRange inside = clipped(range);
  std::size_t bytes = 0;
  for (int i = inside.first; i <= inside.last; ++i) {
    const auto index = static_cast<std::size_t>(i) - 1;
    if (!shown_[index]) bytes += lines_[index].size() + 1;
  }
  return bytes == 0 ? 0 : bytes + piece_overhead_;
}

void CodeView::show(LineRange range) {
  const LineRange inside = clipped(range);
  for (int i = inside.first; i <= inside.last; ++i) {
    const auto index = static_cast<std::size_t>(i) - 1;
    if (!shown_[index]) ++shown_count_;
    shown_[index] = true;
  }
}

std::string CodeView::print() const {
  std::string out;
  std::size_t i = 0;
  while (i < lines_.size()) {
    if (!shown_[i]) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    std::string piece;
    for (; i < lines_.size() && shown_[i]; ++i)
      piece += lines_[i];
    out += base::format("FILE {} lines {}-{} of {}\n", path_, first + 1, i, lines_.size());
    out += fence_markdown(piece);
  }
  return out + "\n";
}

}  // namespace homeostat::prompt

#include "core/prompt/line_match.hpp"

#include "core/base/text.hpp"
#include "core/diff/edit_script.hpp"
#include "core/prompt/indent.hpp"

namespace homeostat::prompt {
namespace {

std::string key_of(std::string_view line, Strictness strictness) {
  if (strictness == Strictness::exact) return std::string(line);
  std::string key;
  if (strictness == Strictness::spacing && !base::trim(line).empty()) key = indent_of(line);
  bool space = false;
  for (const char c : base::trim(line)) {
    if (base::is_blank(c)) {
      space = true;
      continue;
    }
    if (space) key += ' ';
    space = false;
    key += c;
  }
  return key;
}

}  // namespace

std::uint32_t LineNumbers::of(std::string_view line) {
  return numbers_.emplace(key_of(line, strictness_), static_cast<std::uint32_t>(numbers_.size()))
      .first->second;
}

std::vector<std::uint32_t> LineNumbers::of(const std::vector<std::string_view>& lines) {
  std::vector<std::uint32_t> out;
  out.reserve(lines.size());
  for (const std::string_view line : lines)
    out.push_back(of(line));
  return out;
}

// Knuth, Morris and Pratt.
std::vector<std::size_t> find_sequence(const std::vector<std::uint32_t>& text,
                                       const std::vector<std::uint32_t>& what) {
  std::vector<std::size_t> border(what.size() + 1, 0);
  for (std::size_t i = 1, k = 0; i < what.size(); ++i) {
    while (k > 0 && what[i] != what[k])
      k = border[k];
    if (what[i] == what[k]) ++k;
    border[i + 1] = k;
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0, k = 0; i < text.size(); ++i) {
    while (k > 0 && (k == what.size() || text[i] != what[k]))
      k = border[k];
    if (text[i] == what[k]) ++k;
    if (k == what.size()) places.push_back(i + 1 - k);
  }
  return places;
}

std::vector<std::size_t> find_lines(const std::vector<std::string_view>& file,
                                    const std::vector<std::string_view>& search,
                                    Strictness strictness) {
  LineNumbers numbers(strictness);
  const std::vector<std::uint32_t> what = numbers.of(search);
  return find_sequence(numbers.of(file), what);
}

std::vector<Step> steps_between(const std::vector<std::string_view>& search,
                                const std::vector<std::string_view>& replace) {
  LineNumbers numbers(Strictness::exact);
  const std::vector<std::uint32_t> before = numbers.of(search);
  const std::vector<std::uint32_t> after = numbers.of(replace);
  const diff::EditScript script = diff::make_edit_script(before, after);
  std::vector<Step> steps;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    if (i < before.size() && script.removed[i] != 0) {
      steps.push_back({StepKind::remove, i++, 0, false});
    } else if (j < after.size() && script.added[j] != 0) {
      steps.push_back({StepKind::add, 0, j++, false});
    } else {
      steps.push_back({StepKind::keep, i++, j++, false});
    }
  }
  return steps;
}

}  // namespace homeostat::prompt

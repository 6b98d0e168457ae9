#include "core/pattern/layout.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::int32_t levels_max = 32;

std::int32_t width_of(std::string_view indentation, const Style& style) {
  const auto tabs = std::count(indentation.begin(), indentation.end(), '\t');
  const auto spaces = static_cast<std::ptrdiff_t>(indentation.size()) - tabs;
  const auto unit = style.indent_unit == "\t" ? 4 : static_cast<int>(style.indent_unit.size());
  return static_cast<std::int32_t>(tabs * unit + spaces);
}

}  // namespace

Style style_of(const TokenStream& stream) {
  std::array<std::size_t, 9> steps{};  // [0]: tabs; [n]: deeper by n spaces
  std::size_t last = 0;
  std::array<std::size_t, 2> quotes{};  // of ' and "
  for (const Token& token : stream.tokens) {
    if (token.kind == TokenKind::string && token.end > token.begin) {
      const char c = stream.text[token.end - 1];
      if (c == '\'' || c == '"') ++quotes[c == '"' ? 1 : 0];
    }
    if (!token.first_on_line) continue;
    const std::string_view indentation = indentation_at(stream.text, token.begin);
    if (!indentation.empty() && indentation[0] == '\t') ++steps[0];
    const std::size_t width = indentation.size();
    if (width > last && width - last < steps.size()) ++steps[width - last];
    last = width;
  }
  Style style;
  if (quotes[1] > quotes[0]) style.quote = '"';
  const std::size_t end = stream.text.find('\n');
  if (end != std::string_view::npos && end > 0 && stream.text[end - 1] == '\r') {
    style.line_end = "\r\n";
  }
  if (steps[0] > 0) {
    style.indent_unit = "\t";
    return style;
  }
  const auto best = std::max_element(steps.begin() + 1, steps.end());
  if (*best > 0) style.indent_unit.assign(static_cast<std::size_t>(best - steps.begin()), ' ');
  return style;
}

std::string_view indentation_at(std::string_view text, std::size_t offset) {
  constexpr std::size_t columns_max = 512;
  const std::size_t lowest = offset > columns_max ? offset - columns_max : 0;
  std::size_t begin = offset;
  while (begin > lowest && text[begin - 1] != '\n')
    --begin;
  std::size_t end = begin;
  while (end < text.size() && base::is_blank(text[end]))
    ++end;
  return text.substr(begin, end - begin);
}

Gap gap_before(const TokenStream& stream, std::size_t index, std::string_view base,
               const Style& style) {
  const std::size_t begin = index == 0 ? 0 : stream.tokens[index - 1].end;
  const std::size_t end =
      index < stream.tokens.size() ? stream.tokens[index].begin : stream.text.size();
  const std::string_view text = stream.text.substr(begin, end - begin);
  Gap gap;
  const auto lines = std::count(text.begin(), text.end(), '\n');
  // A line that goes on behind a backslash is one line elsewhere.
  const bool goes_on = stream.family == Family::python && text.find('\\') != std::string_view::npos;
  if (lines == 0 || goes_on) {
    gap.spaces = text.empty() ? 0 : 1;
    return gap;
  }
  const bool only_space = std::all_of(text.begin(), text.end(), base::is_space);
  gap.lines = only_space && lines > 1 ? 2 : 1;
  const std::int32_t unit = std::max(width_of(style.indent_unit, style), 1);
  const std::int32_t here = width_of(indentation_at(stream.text, end), style);
  const std::int32_t difference = here - width_of(base, style);
  gap.level = std::clamp((difference + (difference < 0 ? -unit / 2 : unit / 2)) / unit, -levels_max,
                         levels_max);
  return gap;
}

std::string deeper(std::string_view base, std::int32_t levels, const Style& style) {
  std::string out(base);
  for (; levels > 0; --levels)
    out += style.indent_unit;
  for (; levels < 0 && !out.empty(); ++levels) {
    const bool tab = out.back() == '\t';
    const std::size_t cut = tab ? 1 : std::min(out.size(), style.indent_unit.size());
    out.resize(out.size() - cut);
  }
  return out;
}

std::string print_gap(const Gap& gap, std::string_view base, const Style& style) {
  if (gap.lines == 0) return std::string(static_cast<std::size_t>(gap.spaces), ' ');
  std::string out;
  for (std::int32_t i = 0; i < gap.lines; ++i)
    out += style.line_end;
  return out + deeper(base, gap.level, style);
}

}  // namespace homeostat::pattern

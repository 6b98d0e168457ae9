#include "core/prompt/typography.hpp"

#include <algorithm>
#include <array>

namespace homeostat::prompt {
namespace {

struct Mark {
  std::string_view fancy;
  std::string_view plain;
  bool quote = false;
};
constexpr std::array<Mark, 10> marks{{{"\xE2\x80\x98", "'", true},
                                      {"\xE2\x80\x99", "'", true},
                                      {"\xE2\x80\x9A", "'", true},
                                      {"\xE2\x80\x9B", "'", true},
                                      {"\xE2\x80\x9C", "\"", true},
                                      {"\xE2\x80\x9D", "\"", true},
                                      {"\xE2\x80\x9E", "\"", true},
                                      {"\xE2\x80\x9F", "\"", true},
                                      {"\xC2\xA0", " "},
                                      {"\xE2\x80\xAF", " "}}};

const Mark* mark_at(std::string_view text) {
  const auto found = std::find_if(marks.begin(), marks.end(),
                                  [&](const Mark& mark) { return text.starts_with(mark.fancy); });
  return found == marks.end() ? nullptr : &*found;
}

}  // namespace

std::string plain_typography(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Mark* mark = static_cast<signed char>(text[i]) < 0 ? mark_at(text.substr(i)) : nullptr;
    out += mark == nullptr ? text.substr(i, 1) : mark->plain;
    i += mark == nullptr ? 1 : mark->fancy.size();
  }
  return out;
}

bool has_curly_quotes(std::string_view text) {
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    return mark.quote && text.find(mark.fancy) != std::string_view::npos;
  });
}

bool has_only_curly_quotes(std::string_view text) {
  return has_curly_quotes(text) && text.find_first_of("'\"") == std::string_view::npos;
}

}  // namespace homeostat::prompt

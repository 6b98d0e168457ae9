#include "core/secrets/escapes.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::secrets {
namespace {

bool are_hex(std::string_view text, std::size_t at, std::size_t count) {
  const std::string_view digits = text.substr(at, count);
  return digits.size() == count && std::all_of(digits.begin(), digits.end(), base::is_hex_digit);
}

/// Behind "ESC[94m": colours of a terminal.
std::size_t behind_colour(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && base::is_digit(text[end]))
    ++end;
  return end > at && end < text.size() && text[end] == 'm' ? end + 1 : at;
}

}  // namespace

std::size_t behind_escape(std::string_view text, std::size_t at) noexcept {
  if (at == 0) return at;
  const char before = text[at - 1];
  if (before == '[') return behind_colour(text, at);
  if (before == '%') return are_hex(text, at, 2) ? at + 2 : at;
  if (before != '\\' || at >= text.size()) return at;
  if (text[at] == 'u') return are_hex(text, at + 1, 4) ? at + 5 : at + 1;
  if (text[at] == 'x') return are_hex(text, at + 1, 2) ? at + 3 : at + 1;
  return std::string_view("nrtbfv0").find(text[at]) != std::string_view::npos ? at + 1 : at;
}

bool begins_after_escape(std::string_view text, std::size_t at) noexcept {
  if (at == 0 || !base::is_word(text[at - 1])) return true;
  for (std::size_t back = 1; back <= 5; ++back) {
    if (back < at && behind_escape(text, at - back) == at) return true;
  }
  return false;
}

}  // namespace homeostat::secrets

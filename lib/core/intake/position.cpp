#include "core/intake/position.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::intake {
namespace {

constexpr std::size_t line_digits_max = 9;

// The number behind the last colon; `text` loses both.
int take_number(std::string_view& text) {
  std::size_t begin = text.size();
  while (begin > 0 && base::is_digit(text[begin - 1]))
    --begin;
  if (begin == 0 || text[begin - 1] != ':') return 0;
  const int number = to_line_number(text.substr(begin));
  if (number > 0) text = text.substr(0, begin - 1);
  return number;
}

}  // namespace

int to_line_number(std::string_view digits) {
  if (digits.empty() || digits.size() > line_digits_max || !base::is_digits(digits)) return 0;
  int number = 0;
  for (const char c : digits)
    number = number * 10 + (c - '0');
  return number;
}

Position split_position(std::string_view text) {
  Position position{text, 0, 0};
  const int last = take_number(position.path);
  if (last == 0) return position;
  const int before = take_number(position.path);
  position.line = before > 0 ? before : last;
  position.column = before > 0 ? last : 0;
  return position;
}

bool looks_like_path(std::string_view text) {
  const std::size_t scheme = text.substr(0, 64).find("://");
  if (scheme != text.npos && text.find('/', scheme + 3) == text.npos) return false;
  return std::any_of(text.begin(), text.end(), base::is_alpha) &&
         text.find_first_of("./\\") != text.npos;
}

}  // namespace homeostat::intake

#include "core/intake/issue_title.hpp"

#include "core/base/text.hpp"
#include "core/intake/position.hpp"

namespace homeostat::intake {
namespace {

// The colon that ends the type: one before a space, else one that is not half of "::".
std::size_t find_type_end(std::string_view text) {
  const std::size_t spaced = text.find(": ");
  if (spaced != text.npos) return spaced;
  for (std::size_t at = text.find(':'); at != text.npos; at = text.find(':', at)) {
    const std::size_t end = text.find_first_not_of(':', at);
    if (end == at + 1) return at;
    at = end == text.npos ? text.size() : end;
  }
  return text.npos;
}

// "1.2.3", "v2", "V2.0-beta": a version begins with a digit.
bool is_version(std::string_view word) {
  const bool marked = word.starts_with('v') || word.starts_with('V');
  const std::string_view number = marked ? word.substr(1) : word;
  if (number.empty() || !base::is_digit(number.front())) return false;
  return marked || number.find('.') != number.npos;
}

std::string_view present_name(std::string_view name) {
  return base::iequals(name, "claudecode-wordpress-mcp") ? "wp-navigator-pro" : name;
}

}  // namespace

std::optional<TitleParts> parse_title(std::string_view title) {
  const std::size_t open = title.find('[');
  const std::size_t close = open == title.npos ? open : title.find(']', open);
  if (close == title.npos) return std::nullopt;
  const std::string_view rest = title.substr(close + 1);
  const std::size_t colon = find_type_end(rest);
  if (colon == rest.npos) return std::nullopt;
  const TitleParts parts{base::trim(title.substr(open + 1, close - open - 1)),
                         base::trim(rest.substr(0, colon)), base::trim(rest.substr(colon + 1))};
  if (parts.product.empty() || parts.error_type.empty() || parts.message.empty()) {
    return std::nullopt;
  }
  return parts;
}

ProductParts parse_product(std::string_view text) {
  text = base::trim(text);
  const std::size_t space = text.find_last_of(" \t");
  if (space == text.npos || !is_version(text.substr(space + 1))) return {present_name(text), {}};
  std::string_view version = text.substr(space + 1);
  if (!base::is_digit(version.front())) version.remove_prefix(1);
  return {present_name(base::trim(text.substr(0, space))), version};
}

std::int64_t parse_occurrences(std::string_view text) {
  text = base::trim(text);
  const int number = to_line_number(text.substr(0, text.find_first_not_of("0123456789")));
  return number == 0 ? 1 : number;
}

}  // namespace homeostat::intake

#include "runtime/yaml_scalar.hpp"

#include <algorithm>
#include <array>

#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/text.hpp"

namespace homeostat::runtime {
namespace {

using base::is_digit;

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end]))
    ++end;
  return end - at;
}

/// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t decimals = digits_at(text, at + 1);
    if (decimals == 0) return false;
    at += 1 + decimals;
  }
  if (at < text.size() && base::to_lower(text[at]) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

bool is_any_of(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view word) { return base::iequals(text, word); });
}

/// A number to some readers of YAML: octal, hexadecimal, with `_` or `:`, without a digit before
/// or behind its point, infinite.
bool is_doubtful_number(std::string_view text) {
  constexpr std::array<std::string_view, 2> not_finite = {".inf", ".nan"};
  std::string_view rest = text;
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) rest.remove_prefix(1);
  if (is_any_of(rest, not_finite)) return true;
  if (base::istarts_with(rest, "0x")) {
    return std::all_of(rest.begin() + 2, rest.end(), base::is_hex_digit);
  }
  const auto in_number = [](char c) {
    return is_digit(c) || std::string_view("._:eEob+-").find(c) != std::string_view::npos;
  };
  const bool has_digit = std::any_of(rest.begin(), rest.end(), is_digit);
  const bool starts = !rest.empty() && (is_digit(rest.front()) || rest.front() == '.');
  const bool one_point = std::count(rest.begin(), rest.end(), '.') <= 1;
  const bool is_date = std::count(rest.begin(), rest.end(), '-') == 2;
  return has_digit && starts && one_point && !is_date &&
         std::all_of(rest.begin(), rest.end(), in_number);
}

}  // namespace

ScalarMeaning meaning_of_plain(std::string_view text) {
  constexpr std::array<std::string_view, 6> doubtful_booleans = {"yes", "no", "on",
                                                                 "off", "y",  "n"};
  if (text == "true" || text == "True" || text == "TRUE") return {"true", {}};
  if (text == "false" || text == "False" || text == "FALSE") return {"false", {}};
  if (is_json_number(text)) return {std::string(text), {}};
  if (is_any_of(text, doubtful_booleans)) {
    return {"", base::format("{} is a truth value to some readers of YAML and text to others: "
                             "write true or false, or put it in quotes",
                             text)};
  }
  if (is_doubtful_number(text)) {
    return {"", base::format("{} is read as different numbers by different readers of YAML: write "
                             "it in plain decimal digits, or put it in quotes",
                             text)};
  }
  return {base::quote_json(text), {}};
}

}  // namespace homeostat::runtime

#include <algorithm>
#include <array>
#include <iterator>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t card_digits_max = 19;

/// Up to `max` digits from `at`, with single blanks or dashes between, and where they end.
struct DigitRun {
  std::array<char, card_digits_max + 1> digits{};
  std::size_t count = 0;
  std::size_t end = 0;
  std::size_t separators = 0;
  std::array<std::size_t, 4> groups{};  ///< digits of the first groups
};

DigitRun read_digits(std::string_view text, std::size_t at) {
  DigitRun run;
  while (at < text.size() && run.count < run.digits.size()) {
    const std::size_t group = run.separators < run.groups.size() ? run.groups[run.separators] : 0;
    const bool separator = group >= 2 && group <= 6 && (text[at] == ' ' || text[at] == '-') &&
                           at + 1 < text.size() && base::is_digit(text[at + 1]) &&
                           base::is_digit(text[at - 1]);
    if (separator) {
      ++run.separators;
    } else if (base::is_digit(text[at])) {
      run.digits[run.count++] = text[at];
      if (run.separators < run.groups.size()) ++run.groups[run.separators];
    } else {
      break;
    }
    run.end = ++at;
  }
  return run;
}

/// The check digit of ISO/IEC 7812.
bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

/// Does an issuer of payment cards begin its numbers so, and make them this long?
bool has_issuer(std::string_view digits) {
  const int two = (digits[0] - '0') * 10 + (digits[1] - '0');
  const std::size_t size = digits.size();
  if (digits[0] == '4') return size == 16 || size == 13 || size == 19;
  if (two == 34 || two == 37) return size == 15;
  if (two == 36 || two == 38 || two == 30) return size == 14;
  if ((two >= 51 && two <= 55) || (two >= 22 && two <= 27)) return size == 16;
  return (two == 35 || two == 60 || two == 62 || two == 64 || two == 65) && size >= 16;
}

/// 4-4-4-4, 4-6-5 or no separators at all.
bool is_grouped_as_card(const DigitRun& run) {
  if (run.separators == 0) return true;
  if (run.separators == 2) return run.groups[0] == 4 && run.groups[1] == 6 && run.count <= 15;
  return run.separators == 3 && run.groups[0] == 4 && run.groups[1] == 4 && run.groups[2] == 4;
}

bool is_card(const DigitRun& run) {
  const std::string_view digits(run.digits.data(), run.count);
  return run.count >= 13 && run.count <= card_digits_max && is_grouped_as_card(run) &&
         has_issuer(digits) && passes_luhn(digits);
}

/// A United States social security number as it is written: 3-2-4, in the ranges that exist.
bool is_ssn(const DigitRun& run, std::string_view written) {
  if (run.count != 9 || run.separators != 2 || written.find(' ') != written.npos) return false;
  if (run.groups[0] != 3 || run.groups[1] != 2) return false;
  const std::string_view digits(run.digits.data(), run.count);
  return digits.substr(0, 3) != "000" && digits.substr(0, 3) != "666" && digits[0] != '9' &&
         digits.substr(3, 2) != "00" && digits.substr(5) != "0000";
}

struct IbanLength {
  std::string_view country;
  std::size_t length;
};
constexpr IbanLength iban_lengths[] = {
    {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24}, {"DE", 22},
    {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GR", 27},
    {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IS", 26}, {"IT", 27}, {"LI", 21}, {"LT", 20},
    {"LU", 20}, {"LV", 21}, {"MC", 27}, {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PL", 28},
    {"PT", 25}, {"RO", 24}, {"SA", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"TR", 26},
};

/// The bytes of the IBAN at `at`, blanks between its groups included; 0 if it is none.
std::size_t iban_length(std::string_view text, std::size_t at) {
  const auto* country =
      std::find_if(std::begin(iban_lengths), std::end(iban_lengths),
                   [&](const IbanLength& one) { return one.country == text.substr(at, 2); });
  if (country == std::end(iban_lengths)) return 0;
  std::string written;
  std::size_t end = at;
  for (; end < text.size() && written.size() < country->length; ++end) {
    const char c = text[end];
    if (c == ' ' && written.size() % 4 == 0 && text[end - 1] != ' ') continue;
    if (!base::is_digit(c) && !base::is_upper(c)) return 0;
    written += c;
  }
  if (written.size() < country->length || (end < text.size() && base::is_alnum(text[end])))
    return 0;
  std::rotate(written.begin(), written.begin() + 4, written.end());
  int remainder = 0;
  for (const char c : written) {
    const int value = base::is_digit(c) ? c - '0' : c - 'A' + 10;
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder == 1 ? end - at : 0;
}

bool continues_word(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  return base::is_word(before) || before == '.' || before == '-' || before == '+';
}

}  // namespace

void find_numbers(std::string_view text, Spans& spans) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool letter = base::is_upper(text[at]);
    if ((!letter && !base::is_digit(text[at])) || continues_word(text, at)) continue;
    if (letter) {
      const std::size_t length = iban_length(text, at);
      if (length == 0) continue;
      spans.push_back({Kind::iban, at, length, {}});
      at += length - 1;
      continue;
    }
    const DigitRun run = read_digits(text, at);
    const char after = run.end < text.size() ? text[run.end] : '\0';
    const bool ends =
        !base::is_word(after) && after != '-' &&
        !(after == '.' && run.end + 1 < text.size() && base::is_digit(text[run.end + 1]));
    if (!ends) continue;
    const bool card = is_card(run);
    if (!card && !is_ssn(run, text.substr(at, run.end - at))) continue;
    spans.push_back({card ? Kind::card : Kind::ssn, at, run.end - at, {}});
    at = run.end - 1;
  }
}

}  // namespace homeostat::privacy

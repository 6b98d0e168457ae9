// What begins with a digit: cards, social security numbers, bank accounts, telephones, addresses.
#include <algorithm>
#include <array>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t card_digits_max = 19;

/// Up to `max` digits from `at`, with single blanks or dashes between, and where they end.
struct DigitRun {
  std::array<char, card_digits_max + 1> digits{};
  std::size_t count = 0;
  std::size_t end = 0;
  std::size_t separators = 0;
  std::array<std::size_t, 5> groups{};  ///< digits of the first groups
};

DigitRun read_digits(std::string_view text, std::size_t at) {
  DigitRun run;
  while (at < text.size() && run.count < run.digits.size()) {
    const std::size_t group = run.separators < run.groups.size() ? run.groups[run.separators] : 0;
    const bool separator = group >= 2 && group <= 6 && (text[at] == ' ' || text[at] == '-') &&
                           at + 1 < text.size() && base::is_digit(text[at + 1]);
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
  if (two == 36 || two == 38 || two == 39 || two == 30) return size == 14;
  if ((two >= 51 && two <= 55) || (two >= 22 && two <= 27)) return size == 16;
  if (two == 50 || (two >= 56 && two <= 58) || two == 67) return size == 16;
  return (two == 35 || two == 60 || two == 62 || two == 64 || two == 65) && size >= 16;
}

/// 4-4-4-4, 4-4-4-4-3, 4-6-5, 4-6-4 or no separators at all.
bool is_grouped_as_card(const DigitRun& run) {
  if (run.separators == 0) return true;
  if (run.groups[0] != 4) return false;
  if (run.separators == 2) return run.groups[1] == 6 && run.count <= 15;
  return (run.separators == 3 || (run.separators == 4 && run.groups[4] == 3)) &&
         run.groups[1] == 4 && run.groups[2] == 4;
}

bool is_card(const DigitRun& run) {
  const std::string_view digits(run.digits.data(), run.count);
  return run.count >= 13 && run.count <= card_digits_max && is_grouped_as_card(run) &&
         has_issuer(digits) && passes_luhn(digits);
}

/// A United States social security number as it is written: 3-2-4, in the ranges that exist.
bool is_ssn(const DigitRun& run, std::string_view written) {
  if (run.count != 9 || run.separators != 2 || written[3] != written[6]) return false;
  if (run.groups[0] != 3 || run.groups[1] != 2 || written[3] != '-') return false;
  const std::string_view digits(run.digits.data(), run.count);
  return digits.substr(0, 3) != "000" && digits.substr(0, 3) != "666" && digits[0] != '9' &&
         digits.substr(3, 2) != "00" && digits.substr(5) != "0000";
}

constexpr std::size_t iban_bytes_max = 34;

struct IbanLength {
  std::string_view country;
  std::size_t length;
};
// The registry of ISO 13616.
constexpr IbanLength iban_lengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24},
    {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27},
    {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27},
    {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20}, {"MR", 27},
    {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24}, {"PL", 28},
    {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24}, {"SC", 31},
    {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

/// The bytes of the IBAN at `at`, blanks or dashes between its groups included; 0: it is none.
std::size_t iban_length(std::string_view text, std::size_t at) {
  const auto* country =
      std::find_if(std::begin(iban_lengths), std::end(iban_lengths),
                   [&](const IbanLength& one) { return one.country == text.substr(at, 2); });
  if (country == std::end(iban_lengths)) return 0;
  std::array<char, iban_bytes_max> written{};
  std::size_t count = 0;
  std::size_t end = at;
  for (; end < text.size() && count < country->length; ++end) {
    const char c = text[end];
    const bool gap = (c == ' ' || c == '-') && count % 4 == 0 && base::is_alnum(text[end - 1]);
    if (gap) continue;
    if (!base::is_digit(c) && !base::is_upper(c)) return 0;
    written[count++] = c;
  }
  if (count < country->length || (end < text.size() && base::is_alnum(text[end]))) return 0;
  // The first four go to the end; then the number that it spells leaves 1 (ISO 7064, mod 97-10).
  int remainder = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const char c = written[(i + 4) % count];
    const int value = base::is_digit(c) ? c - '0' : c - 'A' + 10;
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder == 1 ? end - at : 0;
}

/// An IBAN whose check digits begin at `at`.
std::size_t find_iban(Scan& scan, std::size_t at) {
  if (at < 2 || !base::is_upper(scan.text[at - 1]) || !base::is_upper(scan.text[at - 2])) return 0;
  if (!base::is_digit(scan.at(at + 1)) || base::is_word(scan.before(at - 2))) return 0;
  const std::size_t length = iban_length(scan.text, at - 2);
  if (length == 0) return 0;
  scan.add(Kind::iban, at - 2, at - 2 + length);
  return at - 2 + length;
}

std::size_t find_card_or_ssn(Scan& scan, std::size_t at) {
  const char before = scan.before(at);
  if (base::is_word(before) ? !is_after_escape(scan.text, at)
                            : before == '.' || before == '-' || before == '+') {
    return 0;
  }
  const DigitRun run = read_digits(scan.text, at);
  const char after = scan.at(run.end);
  if (base::is_word(after) || after == '-' ||
      (after == '.' && base::is_digit(scan.at(run.end + 1)))) {
    return 0;
  }
  const bool card = is_card(run);
  if (!card && !is_ssn(run, scan.text.substr(at, run.end - at))) return 0;
  scan.add(card ? Kind::card : Kind::ssn, at, run.end);
  return run.end;
}

/// "123456789012.dkr.ecr.…": the number of an account in the name of its registry.
std::size_t find_registry_account(Scan& scan, std::size_t at, std::size_t end) {
  if (end - at != 12 || scan.text.substr(end, 9) != ".dkr.ecr.") return 0;
  scan.add(Kind::account, at, end);
  return end;
}

}  // namespace

std::size_t at_digit(Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  std::size_t end = at + 1;
  while (end < text.size() && base::is_digit(text[end]))
    ++end;
  const std::size_t size = end - at;
  const char after = scan.at(end);
  const char next = scan.at(end + 1);
  if (base::is_upper(scan.before(at))) {
    if (const std::size_t found = find_iban(scan, at)) return found;
  }
  if (after == '.' && size <= 4 && base::is_digit(next)) {
    if (const std::size_t found = find_ipv4(scan, at)) return found;
  }
  const bool grouped =
      (size == 3 || size == 4) && (after == '-' || after == ' ') && base::is_digit(next);
  if (grouped || (size >= 13 && size <= card_digits_max)) {
    if (const std::size_t found = find_card_or_ssn(scan, at)) return found;
  }
  if (size == 12 && after == '.') {
    if (const std::size_t found = find_registry_account(scan, at, end)) return found;
  }
  if (size <= 15) {
    if (const std::size_t found = find_phone(scan, at)) return found;
  }
  return end;
}

}  // namespace homeostat::privacy

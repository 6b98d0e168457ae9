#include "core/secrets/randomness.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <iterator>

#include "core/base/text.hpp"

namespace homeostat::secrets {
namespace {

// For each letter the letters that follow it in English words and in names of programs: the
// pairs that make up 93 % of them, counted over the Python library and common licences.
constexpr std::array<std::uint32_t, 26> followers = {
    0x13ebd4e, 0x0164911, 0x01e4d95, 0x0164919, 0x1efb97f, 0x01a4931, 0x0166991,
    0x0084111, 0x2aef87f, 0x0000000, 0x0040110, 0x11c4919, 0x014d913, 0x03c657d,
    0x07efd6f, 0x11ec991, 0x0100000, 0x11efd5d, 0x11cc995, 0x11ec995, 0x00eb957,
    0x0000111, 0x0004111, 0x0088110, 0x0048000, 0x0000010};

bool is_usual_pair(char a, char b) {
  if (!base::is_alpha(a) || !base::is_alpha(b)) return false;
  // A capital inside a word: oFfICe.
  if (base::is_lower(a) && base::is_upper(b)) return true;
  const auto row = static_cast<std::size_t>(base::to_lower(a) - 'a');
  return (followers[row] >> static_cast<unsigned>(base::to_lower(b) - 'a') & 1U) != 0;
}

// Whole words, between what is no letter, that no secret holds.
constexpr std::string_view stand_in_words[] = {
    "apikey",    "bar",      "basic",     "bearer",  "change",   "changeme", "config",
    "default",   "dummy",    "encrypted", "enter",   "env",      "environ",  "example",
    "examples",  "fake",     "false",     "foo",     "foobar",   "getenv",   "here",
    "hidden",    "insert",   "key",       "masked",  "mock",     "my",       "nil",
    "none",      "null",     "optional",  "passwd",  "password", "passwort", "placeholder",
    "process",   "redacted", "removed",   "replace", "required", "sample",   "secret",
    "secrets",   "string",   "test",      "testing", "todo",     "token",    "true",
    "undefined", "user",     "username",  "value",   "vault",    "xxx",      "your",
};
static_assert(std::is_sorted(std::begin(stand_in_words), std::end(stand_in_words)));
constexpr std::size_t stand_in_bytes_max = 11;

bool is_stand_in(std::string_view word) {
  if (word.size() < 2 || word.size() > stand_in_bytes_max) return false;
  char lower[stand_in_bytes_max] = {};
  std::transform(word.begin(), word.end(), lower, [](char c) { return base::to_lower(c); });
  return std::binary_search(std::begin(stand_in_words), std::end(stand_in_words),
                            std::string_view(lower, word.size()));
}

// Words that say the same wherever they stand.
constexpr std::string_view loud_words[] = {"example", "placeholder", "redacted", "changeme"};

bool has_loud_word(std::string_view value) {
  for (std::size_t at = 0; at + 7 < value.size() + 1; ++at) {
    const char c = base::to_lower(value[at]);
    if (c != 'e' && c != 'p' && c != 'r' && c != 'c') continue;
    for (const std::string_view word : loud_words) {
      if (c == word[0] && base::istarts_with(value.substr(at), word)) return true;
    }
  }
  return false;
}

/// Bytes of `value` that lie in stand-in words.
std::size_t stand_in_bytes(std::string_view value) {
  std::size_t bytes = 0;
  for (std::size_t at = 0; at < value.size();) {
    std::size_t end = at;
    while (end < value.size() && base::is_alpha(value[end]) &&
           (end == at || !(base::is_upper(value[end]) && base::is_lower(value[end - 1])))) {
      ++end;
    }
    if (is_stand_in(value.substr(at, end - at))) bytes += end - at;
    at = std::max(end, at + 1);
  }
  return bytes;
}

/// A run of one byte that no random value has: "xxxx", "***", "000000".
bool has_filler_run(std::string_view value) {
  std::size_t best = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    run = i > 0 && value[i] == value[i - 1] ? run + 1 : 1;
    best = std::max(best, run);
    if (run >= 3 && value[i] == '*') return true;
    if (run >= 4 && base::to_lower(value[i]) == 'x') return true;
  }
  return best >= 6 && best * 3 >= value.size();
}

}  // namespace

int Makeup::classes() const {
  return static_cast<int>(digits > 0) + static_cast<int>(lowers > 0) +
         static_cast<int>(uppers > 0) + static_cast<int>(others > 0);
}

Makeup makeup_of(std::string_view value) noexcept {
  Makeup makeup;
  std::bitset<256> seen;
  std::size_t pairs = 0;
  std::size_t telling = 0;  // pairs, but of two digits: any may follow any
  std::size_t unusual = 0;
  std::size_t ordered = 0;
  bool hex = true;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    seen.set(static_cast<unsigned char>(c));
    makeup.digits += static_cast<std::size_t>(base::is_digit(c));
    makeup.lowers += static_cast<std::size_t>(base::is_lower(c));
    makeup.uppers += static_cast<std::size_t>(base::is_upper(c));
    makeup.others += static_cast<std::size_t>(!base::is_alnum(c));
    hex = hex && base::is_hex_digit(c);
    if (i == 0 || !base::is_alnum(c) || !base::is_alnum(value[i - 1])) continue;
    ++pairs;
    if (!base::is_digit(c) || !base::is_digit(value[i - 1])) {
      ++telling;
      unusual += static_cast<std::size_t>(!is_usual_pair(value[i - 1], c));
    }
    ordered += static_cast<std::size_t>(c - value[i - 1] == 1 || value[i - 1] == c);
  }
  makeup.distinct = seen.count();
  makeup.is_hex = hex && makeup.digits > 0 && makeup.digits < value.size();
  if (telling > 0) makeup.surprise = static_cast<double>(unusual) / static_cast<double>(telling);
  if (pairs > 0) makeup.order = static_cast<double>(ordered) / static_cast<double>(pairs);
  return makeup;
}

bool looks_random(std::string_view value) noexcept {
  const Makeup makeup = makeup_of(value);
  if (value.size() < 10 || makeup.distinct < 6 || makeup.order > 0.5) return false;
  if (makeup.is_hex) return value.size() >= 16;
  if (makeup.digits + makeup.others == value.size()) return false;
  if (makeup.classes() == 1) return value.size() >= 20 && makeup.surprise > 0.5;
  return makeup.surprise > 0.4;
}

bool is_template(std::string_view value) noexcept {
  if (std::all_of(value.begin(), value.end(), base::is_alnum)) return false;
  for (const std::string_view mark : {"${", "{{", "<%", "%(", "#{", "$(", "{0}", "%s", "[%"}) {
    if (value.find(mark) != value.npos) return true;
  }
  const auto enclosed = [&](char open, char close) {
    return value.size() >= 2 && value.front() == open && value.back() == close;
  };
  if (enclosed('<', '>') || enclosed('{', '}') || enclosed('[', ']') || enclosed('%', '%') ||
      enclosed('$', '$') || enclosed('@', '@') || enclosed('(', ')')) {
    return true;
  }
  const std::string_view name = value.substr(value.starts_with('$') ? 1 : 0);
  return value.starts_with('$') && !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return base::is_word(c); }) &&
         !base::is_digit(name.front());
}

bool is_placeholder(std::string_view value) noexcept {
  if (is_template(value) || value.find("...") != value.npos) return true;
  if (has_filler_run(value)) return true;
  return has_loud_word(value) || stand_in_bytes(value) * 2 > value.size();
}

}  // namespace homeostat::secrets

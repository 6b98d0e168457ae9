#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include <homeostat/secrets.hpp>

#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr std::size_t value_bytes_min = 6;
constexpr std::size_t encoded_value_bytes_min = 8;
constexpr std::size_t part_bytes_min = 16;
// A window is what is looked up at each byte of the text: as long as the shortest value.
constexpr std::size_t window_bytes = value_bytes_min;
constexpr std::size_t bits = 1U << 16U;
// A value that repeats itself has windows alike: so many of them are enough to find it.
constexpr std::size_t windows_alike_max = 4;

std::uint64_t key_at(std::string_view text, std::size_t at) {
  std::uint64_t key = 0;
  std::memcpy(&key, text.data() + at, window_bytes);
  return key;
}

std::size_t bit_of(std::uint64_t key) {
  return static_cast<std::size_t>(key * 0x9e3779b97f4a7c15U >> 48U);
}

/// The base64 of `value` behind `shift` bytes: only the digits that no neighbour changes.
std::string base64_inside(std::string_view value, std::size_t shift) {
  std::string digits = base::base64(std::string(shift, '\0') + std::string(value));
  const std::size_t begin = shift == 0 ? 0 : shift + 1;
  const std::size_t whole = (shift + value.size()) * 8 / 6;
  return digits.substr(begin, whole - begin);
}

std::string percent_encoded(std::string_view value, bool upper) {
  std::string out;
  for (const char c : value) {
    if (base::is_word(c) || c == '-' || c == '.' || c == '~') {
      out += c;
    } else {
      const std::string code = base::hex(std::string_view(&c, 1));
      out += '%' + (upper ? base::to_upper(code) : code);
    }
  }
  return out;
}

/// The lines of a PEM text without its frame; another value is one piece.
std::vector<std::string_view> telling_parts(std::string_view value) {
  if (value.find("-----BEGIN ") == value.npos) return {value};
  std::vector<std::string_view> parts;
  for (const std::string_view line : base::split_lines(value)) {
    if (line.find("-----") == line.npos) parts.push_back(base::trim(line));
  }
  return parts;
}

std::size_t bytes_in_front(std::string_view text, std::size_t at, std::string_view pattern,
                           std::size_t from) {
  std::size_t count = 0;
  while (count < at && count < from && text[at - count - 1] == pattern[from - count - 1])
    ++count;
  return count;
}

std::size_t bytes_behind(std::string_view text, std::size_t at, std::string_view pattern,
                         std::size_t from) {
  std::size_t count = 0;
  while (at + count < text.size() && from + count < pattern.size() &&
         text[at + count] == pattern[from + count]) {
    ++count;
  }
  return count;
}

}  // namespace

void KnownValues::add(std::string_view name, std::string_view value) {
  names_.emplace_back(name);
  for (const std::string_view part : telling_parts(value)) {
    if (part.size() < value_bytes_min) continue;
    add_pattern(std::string(part), part_bytes_min, KnownForm::plain);
    const std::string percent = percent_encoded(part, true);
    if (percent != part) {
      add_pattern(percent, part_bytes_min, KnownForm::percent);
      add_pattern(percent_encoded(part, false), part_bytes_min, KnownForm::percent);
    }
    if (part.size() < encoded_value_bytes_min) continue;
    for (std::size_t shift = 0; shift < 3; ++shift) {
      const std::string digits = base64_inside(part, shift);
      const std::size_t digits_min = part_bytes_min * 8 / 6 + 1;
      add_pattern(digits, digits_min, KnownForm::base64);
      std::string url = base::replace_all(digits, "+", "-");
      url = base::replace_all(url, "/", "_");
      if (url != digits) add_pattern(url, digits_min, KnownForm::base64);
    }
    const std::string hex = base::hex(part);
    add_pattern(hex, part_bytes_min * 2, KnownForm::hex);
    add_pattern(base::to_upper(hex), part_bytes_min * 2, KnownForm::hex);
  }
  std::sort(windows_.begin(), windows_.end());
}

void KnownValues::add_pattern(std::string text, std::size_t bytes_min, KnownForm form) {
  keys_bits_.resize(bits / 64);
  bytes_min = std::min(bytes_min, text.size());
  // Every part of `bytes_min` bytes holds one of these windows whole.
  const std::size_t step = bytes_min - window_bytes + 1;
  const std::size_t last = text.size() - window_bytes;
  std::vector<Window> fresh;
  for (std::size_t at = 0;; at = std::min(at + step, last)) {
    const std::uint64_t key = key_at(text, at);
    const auto alike = std::count_if(fresh.begin(), fresh.end(),
                                     [&](const Window& one) { return one.key == key; });
    if (static_cast<std::size_t>(alike) < windows_alike_max) {
      fresh.push_back({key, patterns_.size(), at});
      keys_bits_[bit_of(key) / 64] |= std::uint64_t{1} << (bit_of(key) % 64);
    }
    if (at == last) break;
  }
  windows_.insert(windows_.end(), fresh.begin(), fresh.end());
  patterns_.push_back({std::move(text), bytes_min, names_.size() - 1, form});
}

/// The longest match around the window at `at` that begins at `from` or later; length 0: none.
KnownMatch KnownValues::match_at(std::string_view text, std::size_t at, std::size_t from) const {
  KnownMatch best;
  const std::uint64_t key = key_at(text, at);
  auto window = std::lower_bound(windows_.begin(), windows_.end(), Window{key, 0, 0});
  for (; window != windows_.end() && window->key == key; ++window) {
    const Pattern& pattern = patterns_[window->pattern];
    const std::size_t before =
        bytes_in_front(text.substr(from), at - from, pattern.text, window->at);
    const std::size_t length = before + bytes_behind(text, at, pattern.text, window->at);
    if (length < pattern.bytes_min || length <= best.length) continue;
    best = {names_[pattern.name], at - before, length, pattern.form};
  }
  return best;
}

std::vector<KnownMatch> KnownValues::find(std::string_view text) const {
  std::vector<KnownMatch> found;
  if (empty()) return found;
  std::size_t from = 0;
  for (std::size_t at = 0; at + window_bytes <= text.size(); ++at) {
    const std::size_t bit = bit_of(key_at(text, at));
    if ((keys_bits_[bit / 64] >> (bit % 64) & 1U) == 0) continue;
    const KnownMatch match = match_at(text, at, from);
    if (match.length == 0) continue;
    from = match.offset + match.length;
    at = from - 1;
    found.push_back(match);
  }
  return found;
}

}  // namespace homeostat

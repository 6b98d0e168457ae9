#include "core/secrets/decode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t encoded_bytes_max = 64 * 1024;
constexpr std::size_t encoded_bytes_min = 20;
constexpr std::size_t escapes_min = 4;

constexpr std::uint8_t no_digit = 0xff;
constexpr std::array<std::uint8_t, 256> base64_digits = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(no_digit);
  std::uint8_t value = 0;
  for (const char c :
       std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
    digits[static_cast<unsigned char>(c)] = value++;
  digits['-'] = 62;
  digits['_'] = 63;
  return digits;
}();

bool is_text(char c) { return (c >= ' ' && c < '\x7f') || c == '\n' || c == '\r' || c == '\t'; }

unsigned hex_value(char c) {
  return static_cast<unsigned>(base::is_digit(c) ? c - '0' : base::to_lower(c) - 'a' + 10);
}

Decoded decode_base64_at(std::string_view text, std::size_t begin) {
  Decoded decoded;
  std::uint32_t bits = 0;
  unsigned count = 0;
  std::size_t at = begin;
  const std::size_t limit = std::min(text.size(), begin + encoded_bytes_max);
  for (; at < limit; ++at) {
    const std::uint8_t value = base64_digits[static_cast<unsigned char>(text[at])];
    if (value == no_digit) break;
    bits = bits << 6U | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const char c = static_cast<char>(bits >> count & 0xffU);
    if (!is_text(c)) return {};
    decoded.text += c;
  }
  while (at < limit && text[at] == '=' && at < begin + encoded_bytes_max)
    ++at;
  decoded.end = at;
  return decoded;
}

Decoded decode_hex(std::string_view text, std::size_t begin) {
  Decoded decoded;
  std::size_t at = begin;
  const std::size_t limit = std::min(text.size(), begin + encoded_bytes_max);
  for (; at + 1 < limit && base::is_hex_digit(text[at]) && base::is_hex_digit(text[at + 1]);
       at += 2) {
    const char c = static_cast<char>(hex_value(text[at]) << 4U | hex_value(text[at + 1]));
    if (!is_text(c)) return {};
    decoded.text += c;
  }
  decoded.end = at;
  return decoded;
}

/// The length of an escape at `at`, and its byte; 0: none, or none of ASCII text.
std::size_t read_escape(std::string_view text, std::size_t at, char& byte) {
  std::size_t digits = 0;
  if (text[at] == '%') digits = at + 1;
  if (text.substr(at, 2) == "\\x") digits = at + 2;
  if (text.substr(at, 4) == "\\u00") digits = at + 4;
  if (digits == 0 || digits + 2 > text.size()) return 0;
  if (!base::is_hex_digit(text[digits]) || !base::is_hex_digit(text[digits + 1])) return 0;
  byte = static_cast<char>(hex_value(text[digits]) << 4U | hex_value(text[digits + 1]));
  return is_text(byte) ? digits + 2 - at : 0;
}

}  // namespace

Decoded decode_run(std::string_view text, std::size_t begin, std::size_t run_end) {
  if (run_end - begin < encoded_bytes_min) return {};
  Decoded decoded = decode_hex(text, begin);
  if (decoded.text.size() * 2 < encoded_bytes_min || decoded.end != run_end) {
    decoded = decode_base64_at(text, begin);
  }
  if (decoded.end - begin < encoded_bytes_min) return {};
  return decoded;
}

std::string decode_base64(std::string_view value) {
  Decoded decoded = decode_base64_at(value, 0);
  return decoded.end == value.size() ? decoded.text : std::string();
}

Decoded decode_escapes(std::string_view text, std::size_t begin) {
  Decoded decoded;
  std::size_t escapes = 0;
  const std::size_t limit = std::min(text.size(), begin + encoded_bytes_max);
  std::size_t at = begin;
  while (at < limit) {
    char byte = '\0';
    const std::size_t length = read_escape(text, at, byte);
    if (length > 0) {
      ++escapes;
    } else {
      // A few bytes may stand for themselves; the first four do not.
      const bool plain = base::is_word(text[at]) || text[at] == '-' || text[at] == '.';
      if (escapes < escapes_min || !plain) break;
      byte = text[at];
    }
    decoded.text += byte;
    at += std::max<std::size_t>(length, 1);
  }
  if (escapes < escapes_min) return {};
  decoded.end = at;
  return decoded;
}

}  // namespace homeostat::secrets

#include "core/base/utf8.hpp"

namespace homeostat::base {
namespace {

struct Lead {
  std::size_t size = 0;  ///< of the whole sequence; 0: no lead byte
  char32_t bits = 0;
  unsigned second_min = 0x80;  ///< what the second byte may be: excludes overlong forms,
  unsigned second_max = 0xBF;  ///< surrogates and what is above U+10FFFF
};

Lead lead_of(unsigned byte) noexcept {
  if (byte < 0xC2 || byte > 0xF4) return {};
  if (byte < 0xE0) return {2, byte & 0x1FU, 0x80, 0xBF};
  if (byte < 0xF0) {
    return {3, byte & 0x0FU, byte == 0xE0 ? 0xA0U : 0x80U, byte == 0xED ? 0x9FU : 0xBFU};
  }
  return {4, byte & 0x07U, byte == 0xF0 ? 0x90U : 0x80U, byte == 0xF4 ? 0x8FU : 0xBFU};
}

unsigned byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<unsigned char>(text[i]);
}

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) noexcept {
  const unsigned first = byte_at(text, offset);
  if (first < 0x80) return {first, 1, true};
  const Lead lead = lead_of(first);
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.size; ++i) {
    const unsigned byte = offset + i < text.size() ? byte_at(text, offset + i) : 0U;
    const unsigned min = i == 1 ? lead.second_min : 0x80U;
    const unsigned max = i == 1 ? lead.second_max : 0xBFU;
    if (byte < min || byte > max) return {0xFFFD, i, false};
    value = value << 6U | (byte & 0x3FU);
  }
  if (lead.size == 0) return {};
  return {value, lead.size, true};
}

void append_utf8(std::string& out, char32_t value) {
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) value = 0xFFFD;
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | value >> 6U);
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | value >> 12U);
    put(0x80U | (value >> 6U & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | value >> 18U);
    put(0x80U | (value >> 12U & 0x3FU));
    put(0x80U | (value >> 6U & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

std::size_t valid_utf8_prefix(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) break;
    at += point.size;
  }
  return at;
}

bool is_valid_utf8(std::string_view text) noexcept {
  return valid_utf8_prefix(text) == text.size();
}

std::string_view truncate_utf8(std::string_view text, std::size_t bytes_max) noexcept {
  if (text.size() <= bytes_max) return text;
  // A code point has at most three continuation bytes; more of them are not one code point.
  std::size_t start = bytes_max;
  while (start > 0 && bytes_max - start < 3 && is_continuation(text[start]))
    --start;
  const CodePoint point = decode_utf8(text, start);
  const bool cuts = point.valid && start < bytes_max && start + point.size > bytes_max;
  return text.substr(0, cuts ? start : bytes_max);
}

std::string replace_invalid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode_utf8(text, at);
    if (point.valid) {
      out += text.substr(at, point.size);
    } else {
      append_utf8(out, 0xFFFD);
    }
    at += point.size;
  }
  return out;
}

}  // namespace homeostat::base

#include "core/diff/quote.hpp"

#include <algorithm>

namespace homeostat::diff {

namespace {

constexpr std::string_view escapes = "abtnvfr\"\\";
constexpr std::string_view escaped = "\a\b\t\n\v\f\r\"\\";

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// The byte of an escape; `text` stands behind the backslash and is moved behind the escape.
std::optional<char> read_escape(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto known = escapes.find(text.front());
  if (known != escapes.npos) {
    text.remove_prefix(1);
    return escaped[known];
  }
  if (text.size() < 3 || text[0] > '3') return std::nullopt;
  if (!is_octal(text[0]) || !is_octal(text[1]) || !is_octal(text[2])) return std::nullopt;
  const int value = (text[0] - '0') * 64 + (text[1] - '0') * 8 + (text[2] - '0');
  text.remove_prefix(3);
  return static_cast<char>(value);
}

}  // namespace

std::string quote_path(std::string_view path) {
  if (std::all_of(path.begin(), path.end(), is_plain)) return std::string(path);
  std::string quoted = "\"";
  for (const char c : path) {
    if (is_plain(c)) {
      quoted += c;
      continue;
    }
    quoted += '\\';
    const auto known = escaped.find(c);
    if (known != escaped.npos) {
      quoted += escapes[known];
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    quoted += static_cast<char>('0' + (byte >> 6));
    quoted += static_cast<char>('0' + ((byte >> 3) & 7));
    quoted += static_cast<char>('0' + (byte & 7));
  }
  return quoted + '"';
}

std::optional<Unquoted> unquote_path(std::string_view text) {
  Unquoted result;
  text.remove_prefix(1);
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '"') {
      result.rest = text;
      return result;
    }
    if (c != '\\') {
      result.path += c;
      continue;
    }
    const auto byte = read_escape(text);
    if (!byte) return std::nullopt;
    result.path += *byte;
  }
  return std::nullopt;
}

std::string shown(std::string_view path) {
  constexpr std::size_t bytes_max = 200;
  if (path.size() <= bytes_max) return quote_path(path);
  return quote_path(path.substr(0, bytes_max)) + "...";
}

}  // namespace homeostat::diff

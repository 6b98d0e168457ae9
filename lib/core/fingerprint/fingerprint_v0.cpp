// The predecessor's identity of an error, for records that carry it. It is kept as it was, with
// its weaknesses: only traces of V8, directories lost for bare frames, ids left in messages.

#include <functional>

#include <homeostat/fingerprint.hpp>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

using std::string_view;

// Replaces each place, from the left, where as many characters as `shape` has fit it: 'h' a
// hexadecimal digit, 'u' that or "-", 'd' a digit, others themselves.
std::string replace_shape(string_view text, string_view shape, string_view token) {
  const auto fits = [](char c, char kind) {
    if (kind == 'h') return base::is_hex_digit(c);
    if (kind == 'u') return base::is_hex_digit(c) || c == '-';
    return kind == 'd' ? base::is_digit(c) : c == kind;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    while (length < shape.size() && at + length < text.size() &&
           fits(text[at + length], shape[length])) {
      ++length;
    }
    const bool found = length == shape.size();
    out += found ? token : text.substr(at, 1);
    at += found ? length : 1;
  }
  return out;
}

std::string replace_whole_numbers(string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && base::is_word(text[end]))
      ++end;
    if (end == at) {
      out += text[at++];
      continue;
    }
    const string_view word = text.substr(at, end - at);
    out += base::is_digits(word) ? string_view("N") : word;
    at = end;
  }
  return out;
}

std::string normalised(string_view message) {
  std::string text = replace_shape(message, std::string(32, 'h'), "HASH");
  text = replace_shape(text, std::string(36, 'u'), "UUID");
  text = replace_shape(text, "dddd-dd-dd", "DATE");
  text = replace_shape(text, "dd:dd:dd", "TIME");
  return replace_whole_numbers(text);
}

// The end of ":line:column" at `colon`; 0 if there is none.
std::size_t end_of_place(string_view stack, std::size_t colon) {
  for (int number = 0; number < 2; ++number) {
    if (colon >= stack.size() || stack[colon] != ':') return 0;
    const std::size_t begin = colon + 1;
    colon = begin;
    while (colon < stack.size() && base::is_digit(stack[colon]))
      ++colon;
    if (colon == begin) return 0;
  }
  return colon;
}

std::size_t skip(string_view text, std::size_t at, const std::function<bool(char)>& is_part) {
  while (at < text.size() && is_part(text[at]))
    ++at;
  return at;
}

// The first "at word (path:1:2)" whose path has no colon.
string_view path_in_brackets(string_view stack) {
  const auto is_space = [](char c) { return base::is_space(c); };
  const auto is_black = [](char c) { return !base::is_space(c); };
  std::size_t colon = 0;
  for (std::size_t at = stack.find("at"); at != stack.npos; at = stack.find("at", at + 1)) {
    const std::size_t word = skip(stack, at + 2, is_space);
    const std::size_t gap = skip(stack, word, is_black);
    const std::size_t open = skip(stack, gap, is_space);
    if (word == at + 2 || gap == word || open == gap) continue;
    if (open >= stack.size() || stack[open] != '(') continue;
    if (colon <= open) colon = stack.find(':', open);  // one search for many candidates
    if (colon == stack.npos) return {};
    const std::size_t end = end_of_place(stack, colon);
    const bool whole = end > 0 && end < stack.size() && stack[end] == ')' && colon > open + 1;
    if (whole) return stack.substr(open + 1, colon - open - 1);
  }
  return {};
}

// The first "/path:1:2" without a colon in the path.
string_view path_with_slash(string_view stack) {
  std::size_t begin = 0;
  for (std::size_t colon = stack.find(':'); colon != stack.npos; colon = stack.find(':', begin)) {
    const std::size_t slash = stack.substr(0, colon).find('/', begin);
    if (slash != stack.npos && slash + 1 < colon && end_of_place(stack, colon) > 0) {
      return stack.substr(slash, colon - slash);
    }
    begin = colon + 1;
  }
  return {};
}

std::string first_hex(string_view text, std::size_t digits) {
  return base::sha256_hex(text).substr(0, digits);
}

}  // namespace

std::string fingerprint_v0(string_view error_type, string_view message, string_view stack) {
  string_view path = path_in_brackets(stack);
  if (path.empty()) path = path_with_slash(stack);
  if (path.empty()) path = "unknown";
  const std::string hash = first_hex(normalised(message), 8);
  const std::string signature = std::string(error_type) + ":" + std::string(path) + ":" + hash;
  return first_hex(signature, 12);
}

}  // namespace homeostat

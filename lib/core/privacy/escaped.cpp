// What is written in escapes - percent, `\u0040`, `&#64;` - is read as what it means, and found at
// the place where it is written.
#include <algorithm>
#include <iterator>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t window_bytes_max = 4096;
constexpr std::size_t context_bytes_max = 256;

struct Escape {
  std::size_t length = 0;  ///< 0: there is none
  char32_t value = 0;
};

int hex_value(char c) {
  const char low = base::to_lower(c);
  return base::is_digit(low) ? low - '0' : low - 'a' + 10;
}

/// `digits` hex digits at `at`; -1 if they are not there.
int read_hex(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (!base::is_hex_digit(text[i])) return -1;
    value = value * 16 + hex_value(text[i]);
  }
  return value;
}

struct Entity {
  std::string_view name;
  char32_t value;
};
constexpr Entity entities[] = {{"&commat;", '@'}, {"&period;", '.'}, {"&sol;", '/'},
                               {"&bsol;", '\\'},  {"&colon;", ':'},  {"&quot;", '"'},
                               {"&lt;", '<'},     {"&gt;", '>'},     {"&amp;", '&'}};

Escape read_reference(std::string_view text, std::size_t at) {
  for (const Entity& entity : entities) {
    if (text.substr(at, entity.name.size()) == entity.name)
      return {entity.name.size(), entity.value};
  }
  if (text.substr(at, 2) != "&#") return {};
  const bool hex = at + 2 < text.size() && base::to_lower(text[at + 2]) == 'x';
  const std::size_t begin = at + (hex ? 3 : 2);
  std::size_t end = begin;
  char32_t value = 0;
  while (end < text.size() && end - begin < 6 &&
         (hex ? base::is_hex_digit(text[end]) : base::is_digit(text[end]))) {
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(hex_value(text[end]));
    ++end;
  }
  if (end == begin || end >= text.size() || text[end] != ';') return {};
  return {end + 1 - at, value};
}

/// The escape that begins at `at`. A percent escape gives a byte, the others a character.
Escape read_escape(std::string_view text, std::size_t at) {
  if (text[at] == '%') {
    const int value = read_hex(text, at + 1, 2);
    return value < 0 ? Escape{} : Escape{3, static_cast<char32_t>(value)};
  }
  if (text[at] == '&') return read_reference(text, at);
  if (text[at] != '\\' || at + 1 >= text.size()) return {};
  const std::size_t digits = text[at + 1] == 'u' ? 4 : 2;
  if (text[at + 1] != 'u' && text[at + 1] != 'x') return {};
  const int value = read_hex(text, at + 2, digits);
  return value < 0 ? Escape{} : Escape{2 + digits, static_cast<char32_t>(value)};
}

std::size_t find_escape(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const char c = text[at];
    if ((c == '%' || c == '&' || c == '\\') && read_escape(text, at).length > 0) return at;
  }
  return text.size();
}

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The word around the escape at `at`, as long as it has no blanks.
Window window_around(std::string_view text, std::size_t at) {
  Window window{at, at};
  while (window.begin > 0 && at - window.begin < context_bytes_max &&
         !base::is_space(text[window.begin - 1]))
    --window.begin;
  while (window.end < text.size() && window.end - window.begin < window_bytes_max &&
         !base::is_space(text[window.end]))
    ++window.end;
  return window;
}

struct Decoded {
  std::string text;
  std::vector<std::size_t> offsets;  ///< of each byte, and of the end, in the original
  std::vector<bool> escaped;         ///< was the byte written as an escape?
};

void decode(std::string_view text, const Window& window, Decoded& out) {
  out.text.clear();
  out.offsets.clear();
  out.escaped.clear();
  for (std::size_t at = window.begin; at < window.end;) {
    const Escape escape = read_escape(text, at);
    const std::size_t before = out.text.size();
    if (escape.length == 0) {
      out.text += text[at];
    } else if (text[at] == '%') {
      out.text += static_cast<char>(static_cast<unsigned char>(escape.value));
    } else {
      base::append_utf8(out.text, escape.value);
    }
    for (std::size_t i = before; i < out.text.size(); ++i) {
      out.offsets.push_back(at);
      out.escaped.push_back(escape.length > 0);
    }
    at += std::max<std::size_t>(escape.length, 1);
  }
  out.offsets.push_back(window.end);
  out.escaped.push_back(false);
}

/// An escape is in it, or next to it; anything else was found as it stands.
bool touches_escape(const Decoded& decoded, const Span& span) {
  const std::size_t begin = span.offset > 0 ? span.offset - 1 : 0;
  for (std::size_t i = begin; i <= span.end(); ++i) {
    if (decoded.escaped[i]) return true;
  }
  return false;
}

}  // namespace

namespace {

/// Gives each window of escapes, decoded, to `finder`, and what that finds to `spans`.
template <class Finder>
void find_decoded(std::string_view text, const Finder& finder, Spans& spans) {
  Decoded decoded;
  Spans found;
  for (std::size_t at = find_escape(text, 0); at < text.size();) {
    const Window window = window_around(text, at);
    decode(text, window, decoded);
    found.clear();
    finder(decoded.text, found);
    for (const Span& span : found) {
      if (span.kind == Kind::invisible || !touches_escape(decoded, span)) continue;
      const std::size_t begin = decoded.offsets[span.offset];
      spans.push_back({span.kind, begin, decoded.offsets[span.end()] - begin, span.rule});
    }
    at = find_escape(text, std::max(window.end, at + 1));
  }
}

}  // namespace

void find_escaped(std::string_view text, const FindOptions& options, Spans& spans) {
  find_decoded(
      text,
      [&](std::string_view decoded, Spans& found) {
        bool again = false;
        find_personal(decoded, options, found, again);
      },
      spans);
}

void find_escaped_known(std::string_view text, const KnownValues& values, Spans& spans) {
  find_decoded(
      text,
      [&](std::string_view decoded, Spans& found) { find_known_values(decoded, values, found); },
      spans);
}

}  // namespace homeostat::privacy

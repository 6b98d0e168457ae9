#include "core/privacy/scan.hpp"

#include <algorithm>

namespace homeostat::privacy {
namespace {

enum class Anchor : std::uint8_t {
  none,
  sign,
  colon,
  separator,
  equals,
  digit,
  dash,
  tilde,
  escape,
  mark,
};

constexpr std::array<Anchor, 256> make_anchors() {
  std::array<Anchor, 256> anchors{};
  for (std::size_t c = '0'; c <= '9'; ++c)
    anchors[c] = Anchor::digit;
  anchors['@'] = Anchor::sign;
  anchors[':'] = Anchor::colon;
  anchors['/'] = anchors['\\'] = Anchor::separator;
  anchors['='] = Anchor::equals;
  anchors['-'] = Anchor::dash;
  anchors['~'] = Anchor::tilde;
  anchors['%'] = anchors['&'] = Anchor::escape;
  anchors[0xe2] = Anchor::mark;
  return anchors;
}
constexpr std::array<Anchor, 256> anchors = make_anchors();

Anchor anchor_of(char c) { return anchors[static_cast<unsigned char>(c)]; }

/// Characters that turn the direction of text: U+202A to U+202E, U+2066 to U+2069.
std::size_t at_mark(Scan& scan, std::size_t at) {
  const auto second = static_cast<unsigned char>(scan.at(at + 1));
  const auto third = static_cast<unsigned char>(scan.at(at + 2));
  const bool embedding = second == 0x80 && third >= 0xaa && third <= 0xae;
  const bool isolate = second == 0x81 && third >= 0xa6 && third <= 0xa9;
  if (embedding || isolate) scan.add(Kind::invisible, at, at + 3);
  return at + 1;
}

std::size_t at_escape(Scan& scan, std::size_t at) {
  const char next = scan.at(at + 1);
  if (scan.text[at] == '&' ? next == '#' || next == 'c' : base::is_hex_digit(next)) {
    scan.escaped = true;
  }
  return at + 1;
}

std::size_t visit(Scan& scan, std::size_t at, Anchor anchor) {
  switch (anchor) {
    case Anchor::sign:
      return at_sign(scan, at);
    case Anchor::colon:
      return at_colon(scan, at);
    case Anchor::separator:
      if (scan.text[at] == '\\' && (scan.at(at + 1) == 'u' || scan.at(at + 1) == 'x')) {
        scan.escaped = true;
      }
      return at_separator(scan, at);
    case Anchor::equals:
      return at_equals(scan, at);
    case Anchor::digit:
      return at_digit(scan, at);
    case Anchor::dash:
      return at_dash(scan, at);
    case Anchor::tilde:
      return at_tilde(scan, at);
    case Anchor::escape:
      return at_escape(scan, at);
    default:
      return at_mark(scan, at);
  }
}

}  // namespace

std::size_t at_colon(Scan& scan, std::size_t at) {
  const char next = scan.at(at + 1);
  if (next == '/' && scan.at(at + 2) == '/') return at_url(scan, at);
  if (at < scan.colons_end) return at + 1;  // inside of "12:30:45": no name ends here
  const char before = scan.before(at);
  if (base::is_hex_digit(before) || next == ':') {
    if (const std::size_t end = find_colon_address(scan, at)) return end;
  }
  if (base::is_alpha(before)) {
    if (const std::size_t end = find_data(scan, at)) return end;
    if (const std::size_t end = find_arn(scan, at)) return end;
  }
  if (base::is_word(before) || before == '"' || before == '\'' || before == ' ') {
    if (const std::size_t end = find_header(scan, at)) return end;
    if (const std::size_t end = find_environment(scan, at)) return end;
  }
  return at + 1;
}

std::size_t at_equals(Scan& scan, std::size_t at) {
  if (const std::size_t end = find_query_value(scan, at)) return end;
  if (const std::size_t end = find_environment(scan, at)) return end;
  return at + 1;
}

std::size_t at_dash(Scan& scan, std::size_t at) {
  const char next = scan.at(at + 1);
  const char before = scan.before(at);
  if (next == '-') {
    if (const std::size_t end = find_private_key(scan, at)) return end;
  }
  if (before == 'S' && next == '1') {
    if (const std::size_t end = find_sid(scan, at)) return end;
  }
  if (base::is_alpha(next) && before == ' ') {
    if (const std::size_t end = find_option(scan, at)) return end;
  }
  if (base::is_hex_digit(next) && base::is_hex_digit(before)) {
    if (const std::size_t end = find_dashed_mac(scan, at)) return end;
  }
  if (base::is_digit(next) && base::is_alpha(before)) {
    if (const std::size_t end = find_dashed_ip(scan, at)) return end;
  }
  if (base::is_alnum(next) && base::is_alnum(before)) {
    if (const std::size_t end = find_host(scan, at)) return end;
  }
  return at + 1;
}

void find_personal(std::string_view text, const FindOptions& options, Spans& spans, bool& escaped) {
  Scan scan{.text = text, .options = options, .spans = spans};
  std::size_t at = 0;
  while (at < text.size()) {
    const Anchor anchor = anchor_of(text[at]);
    at = anchor == Anchor::none ? at + 1 : visit(scan, at, anchor);
  }
  escaped = scan.escaped;
}

void find_url_secrets(std::string_view text, Spans& spans) {
  Scan scan{.text = text, .options = {}, .spans = spans};
  for (std::size_t at = text.find_first_of(":="); at < text.size();
       at = text.find_first_of(":=", at)) {
    const bool url = text.substr(at, 3) == "://";
    const std::size_t end = url               ? at_url(scan, at)
                            : text[at] == '=' ? find_query_value(scan, at)
                                              : 0;
    at = std::max(end, at + 1);
  }
}

}  // namespace homeostat::privacy

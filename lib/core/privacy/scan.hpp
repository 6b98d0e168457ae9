// The one pass over a text: what each finder is given, and gives.
//
// A finder is called at its anchor - a byte that every entity of its kind holds - looks at most a
// few hundred bytes around, and returns where the pass goes on. Linear time depends on one rule:
// a look-around stops at the finder's own anchor, or the bytes looked at are skipped afterwards.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {

struct Scan {
  std::string_view text;
  FindOptions options;
  Spans& spans;
  std::size_t colons_end = 0;  ///< end of the last run of hex digits and colons that was judged
  bool escaped = false;

  /// The byte at `at`; NUL behind the end.
  [[nodiscard]] char at(std::size_t at) const { return at < text.size() ? text[at] : '\0'; }
  /// The byte in front of `at`; NUL in front of the start.
  [[nodiscard]] char before(std::size_t at) const { return at > 0 ? text[at - 1] : '\0'; }
  void add(Kind kind, std::size_t begin, std::size_t end, std::string_view rule = {}) {
    spans.push_back({kind, begin, end - begin, rule});
  }
};

// Each is called at its anchor and returns where to go on, at least one byte further.
[[nodiscard]] std::size_t at_sign(Scan& scan, std::size_t at);       // email.cpp
[[nodiscard]] std::size_t at_separator(Scan& scan, std::size_t at);  // paths.cpp
[[nodiscard]] std::size_t at_tilde(Scan& scan, std::size_t at);      // paths.cpp
[[nodiscard]] std::size_t at_digit(Scan& scan, std::size_t at);      // numbers.cpp
[[nodiscard]] std::size_t at_url(Scan& scan, std::size_t at);        // urls.cpp
[[nodiscard]] std::size_t at_colon(Scan& scan, std::size_t at);      // scan.cpp
[[nodiscard]] std::size_t at_equals(Scan& scan, std::size_t at);     // scan.cpp
[[nodiscard]] std::size_t at_dash(Scan& scan, std::size_t at);       // scan.cpp

// Parts of the above: they return the end of what they found, or 0.
[[nodiscard]] std::size_t find_ipv4(Scan& scan, std::size_t at);  // addresses.cpp
[[nodiscard]] std::size_t find_colon_address(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_dashed_mac(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_dashed_ip(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_phone(Scan& scan, std::size_t at);        // phone.cpp
[[nodiscard]] std::size_t find_query_value(Scan& scan, std::size_t at);  // urls.cpp
[[nodiscard]] std::size_t find_data(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_header(Scan& scan, std::size_t at);  // headers.cpp
[[nodiscard]] std::size_t find_option(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_private_key(Scan& scan, std::size_t at);  // private_key.cpp
[[nodiscard]] std::size_t find_environment(Scan& scan, std::size_t at);  // identities.cpp
[[nodiscard]] std::size_t find_arn(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_sid(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_host(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_prompt(Scan& scan, std::size_t at);
[[nodiscard]] std::size_t find_key_comment(Scan& scan, std::size_t at);
/// The name in front of the address that begins at `begin` and ends at `end`.
void find_person(Scan& scan, std::size_t begin, std::size_t end);  // person.cpp

/// The name that ends before `at`: bytes of words and dashes, at most `max`.
[[nodiscard]] inline std::string_view name_before(std::string_view text, std::size_t at,
                                                  std::size_t max) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < max &&
         (base::is_word(text[begin - 1]) || text[begin - 1] == '-'))
    --begin;
  return text.substr(begin, at - begin);
}

/// Is `at` behind the letter of an escape, as in `\nname`? Then the letter belongs to no word.
[[nodiscard]] inline bool is_after_escape(std::string_view text, std::size_t at) {
  if (at < 2 || text[at - 2] != '\\') return false;
  if (at >= 3 && text[at - 3] == '\\') return false;
  return std::string_view("nrtbfv").find(text[at - 1]) != std::string_view::npos;
}

/// Does a value stand for another: `${x}`, `<x>`, `%x%`, `{x}`, `$x`, `:x`?
[[nodiscard]] inline bool is_template_value(std::string_view value) {
  return value.find_first_of("${}<>[]*") != std::string_view::npos || value.starts_with(':') ||
         (value.starts_with('%') && value.ends_with('%'));
}

}  // namespace homeostat::privacy

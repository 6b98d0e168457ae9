#pragma once

/// Takes out of text what must not leave: secrets and personal data. Line count, line endings
/// and `:line:col` positions stay.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/result.hpp>

namespace homeostat {

struct SanitizeOptions {
  bool compat = false;  ///< the predecessor's `[REDACTED_…]` tokens
  /// Values that this process holds (tokens, keys): removed wherever they stand.
  std::vector<std::string> known_values = {};
};

/// From JSON: keys as the members; unknown keys and bad values are invalid_argument with the JSON
/// pointer. Empty text is the default.
Result<SanitizeOptions> parse_sanitize_options(std::string_view json);

struct Redaction {
  std::string kind;        ///< "email", "ipv4", "user_path", "secret", …
  std::size_t offset = 0;  ///< bytes into the input
  std::size_t length = 0;
};

struct Sanitized {
  std::string text;
  std::vector<Redaction> redactions;  ///< in order of offset
};

/// Idempotent: sanitize(sanitize(x).text).text == sanitize(x).text. Linear.
[[nodiscard]] Sanitized sanitize(std::string_view text, const SanitizeOptions& options = {});

/// Without control (but \n, \t), zero-width and bidirectional characters and HTML comments;
/// invalid UTF-8 becomes U+FFFD. For every text from outside that is shown or sent.
[[nodiscard]] std::string strip_invisible(std::string_view text);

/// As Markdown text in which nothing is live: mentions, issue references, closing words, links,
/// images, HTML, fences, table breaks. One line (line ends become spaces).
[[nodiscard]] std::string escape_markdown(std::string_view text);

/// A fenced code block around text, with a fence longer than any run in it; ends in "\n".
[[nodiscard]] std::string fence_markdown(std::string_view text, std::string_view language = "");

}  // namespace homeostat

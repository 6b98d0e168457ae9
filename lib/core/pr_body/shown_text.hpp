#pragma once

/// Text from outside, made safe to show. Visible characters only come first, since an invisible
/// one inside a secret would hide it from the sanitizer.

#include <cstddef>
#include <string>
#include <string_view>

namespace homeostat::pr_body {

/// Sanitized, several lines, at most `bytes_max` bytes and a mark where it was cut.
[[nodiscard]] std::string shown_text(std::string_view text, std::size_t bytes_max);

/// The same on one line.
[[nodiscard]] std::string shown_line(std::string_view text, std::size_t bytes_max);

/// As Markdown in which nothing is live, on one line.
[[nodiscard]] std::string shown_markdown(std::string_view text, std::size_t bytes_max);

/// As inline code. Backticks inside are replaced: no run of them can end it.
[[nodiscard]] std::string shown_code(std::string_view text, std::size_t bytes_max);

/// What names are made of, for titles and commit messages: letters, digits and `_.:/\-<>$` only.
[[nodiscard]] std::string shown_name(std::string_view text, std::size_t bytes_max);

}  // namespace homeostat::pr_body

// Paths as git writes them in patches: plain, or in C-style quotes with octal escapes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeostat::diff {

/// As git prints a path with core.quotePath on: quoted if a byte is a control character, '"', '\\'
/// or above 0x7f; otherwise as it is.
[[nodiscard]] std::string quote_path(std::string_view path);

struct Unquoted {
  std::string path;
  std::string_view rest;  ///< what stands behind the closing quote
};

/// Reads a quoted path; `text` begins with '"'. Nothing if the quotes are not well formed.
[[nodiscard]] std::optional<Unquoted> unquote_path(std::string_view text);

/// A path for a message: one line, and not longer than some hundred bytes.
[[nodiscard]] std::string shown(std::string_view path);

}  // namespace homeostat::diff

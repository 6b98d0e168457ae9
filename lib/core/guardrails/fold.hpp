// Spellings of a path that some file system or reader takes for the same: case, look-alike and
// invisible letters, trailing dots and spaces, NTFS streams and short names.
#pragma once

#include <string>
#include <string_view>

namespace homeostat::guardrails {

/// Lower case; look-alike letters as the ASCII letter they look like; invisible characters gone.
/// Never longer than the path. Linear.
[[nodiscard]] std::string fold_letters(std::string_view path);

/// fold_letters, and each component as Windows would open it: without a stream (":…") and
/// trailing dots and spaces; `\` as `/`; "." and ".." resolved, never above the root.
[[nodiscard]] std::string fold_path(std::string_view path);

/// Zero-width, bidirectional and other characters that no reader sees.
[[nodiscard]] bool has_invisible(std::string_view path);

/// Does a word mix ASCII letters with letters of another script that look like them?
[[nodiscard]] bool mixes_scripts(std::string_view text);

/// ".git" in any spelling of a path component: ".GIT", ".git.", ".git::$DATA", "git~1".
[[nodiscard]] bool names_git_folder(std::string_view component);

}  // namespace homeostat::guardrails

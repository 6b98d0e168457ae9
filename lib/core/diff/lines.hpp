// A text as lines, for everything that compares or replaces lines.
#pragma once

#include <string_view>
#include <vector>

namespace homeostat::diff {

/// Lines without their "\n" (a "\r" before it stays). Views into the text that was split.
struct Lines {
  std::vector<std::string_view> text;
  bool final_newline = true;  ///< false: the last line has no "\n". An empty text has no lines.

  [[nodiscard]] std::size_t size() const { return text.size(); }
  /// True for the last line of a text that does not end in "\n".
  [[nodiscard]] bool no_newline(std::size_t line) const {
    return !final_newline && line + 1 == text.size();
  }
};

[[nodiscard]] Lines split_lines(std::string_view text);

}  // namespace homeostat::diff

// "path:line:column" and its parts, as most traces write a place.
#pragma once

#include <string_view>

namespace homeostat::intake {

struct Position {
  std::string_view path;  ///< what stands before the numbers, or everything if there are none
  int line = 0;           ///< 1-based; 0: none
  int column = 0;         ///< 1-based; 0: none
};

/// Takes ":line" or ":line:column" from the end. Numbers of more than nine digits are none.
[[nodiscard]] Position split_position(std::string_view text);

/// The number that the text is; 0 for anything else and for more than nine digits.
[[nodiscard]] int to_line_number(std::string_view digits);

/// Could it name a file? It has a letter, and a dot or a slash; a URL has a path.
[[nodiscard]] bool looks_like_path(std::string_view text);

}  // namespace homeostat::intake

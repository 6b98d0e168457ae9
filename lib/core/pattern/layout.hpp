// White space between tokens, in a form that can move from one file to another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// What stands between two tokens. Comments are not carried.
struct Gap {
  std::int32_t lines = 0;   ///< line ends, at most 2
  std::int32_t level = 0;   ///< indentation levels relative to the line of the edit
  std::int32_t spaces = 0;  ///< without a line end: 0 or 1
  friend bool operator==(const Gap&, const Gap&) = default;
};

/// How a file is laid out.
struct Style {
  std::string indent_unit = "  ";  ///< one level: spaces, or a tab
  std::string line_end = "\n";
  char quote = '\'';  ///< that most of its texts have
};
[[nodiscard]] Style style_of(const TokenStream& stream);

/// The white space that begins the line of this byte.
[[nodiscard]] std::string_view indentation_at(std::string_view text, std::size_t offset);

/// Between the tokens `index - 1` and `index`, seen from a line that is indented by `base`.
[[nodiscard]] Gap gap_before(const TokenStream& stream, std::size_t index, std::string_view base,
                             const Style& style);

/// The indentation that is `levels` deeper than `base`; less than nothing is nothing.
[[nodiscard]] std::string deeper(std::string_view base, std::int32_t levels, const Style& style);

[[nodiscard]] std::string print_gap(const Gap& gap, std::string_view base, const Style& style);

}  // namespace homeostat::pattern

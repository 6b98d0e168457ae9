// Where each searched line stands in a file, and the file after the edit.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/prompt/anchor.hpp"
#include "core/prompt/line_match.hpp"

namespace homeostat::prompt {

using LineViews = std::vector<std::string_view>;

/// The lines of a file, with and without their ends.
struct FileLines {
  explicit FileLines(std::string_view content);
  std::string_view content;
  LineViews raw;
  LineViews bare;
};

/// What an edit, or a part of one, does.
struct Change {
  LineViews search;
  LineViews replace;
  std::vector<Step> steps;
};
[[nodiscard]] Change make_change(LineViews search, LineViews replace);

constexpr std::ptrdiff_t lost = -1;

struct Placement {
  std::vector<std::ptrdiff_t> line_of;  ///< of each searched line, ascending; lost: it has none
  bool shifted = false;                 ///< the new lines take the file's indentation
  bool guessed = false;                 ///< lines may be paired wrongly: they must agree in it
};

/// Search lines at `place` and behind it.
[[nodiscard]] Placement contiguous(std::size_t place, std::size_t count, Strictness strictness);

/// Where the new lines of a step go: in front of this file line. None: nothing says where.
[[nodiscard]] std::optional<std::size_t> place_of_addition(const Change& change,
                                                           const Placement& placement,
                                                           std::size_t step);

/// The file with the change at its place. None: its indentation cannot be mapped.
[[nodiscard]] std::optional<Anchored> splice(const FileLines& file, const Change& change,
                                             const Placement& placement);

/// `lines` with the line ends of `content`, and without one at the end if that has none.
[[nodiscard]] std::string replace_all_lines(std::string_view content, const LineViews& lines);

}  // namespace homeostat::prompt

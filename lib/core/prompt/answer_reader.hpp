// What a model's answer proposes, before it is tried on the files.
#pragma once

#include <string_view>
#include <vector>

#include "core/prompt/anchor.hpp"

namespace homeostat::prompt {

/// Search/replace blocks in order. A block without an end proposes nothing; `broken` says so.
struct EditList {
  std::vector<TextEdit> edits;
  bool broken = false;
};

[[nodiscard]] EditList read_blocks(const std::vector<std::string_view>& lines);

/// The hunks of unified diffs, whatever their line numbers and counts say, each as what it takes
/// away with its context and what it leaves.
[[nodiscard]] EditList read_diffs(const std::vector<std::string_view>& lines);

/// A whole file in the answer's only fence, under a line that names it. Empty path: none.
struct WholeFile {
  std::string path;
  std::vector<std::string_view> lines;
};
[[nodiscard]] WholeFile read_whole_file(const std::vector<std::string_view>& lines);

/// A line that names a file, without the marks around it: "**`src/a.js`**:" is "src/a.js". Empty
/// if the line is something else.
[[nodiscard]] std::string_view path_of_line(std::string_view line);

}  // namespace homeostat::prompt

// What a model's answer proposes, before it is tried on the files.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/prompt/anchor.hpp"

namespace homeostat::prompt {

/// The lines of the files that the model was shown, as far as readers need to know whether a line
/// of the answer stands in one.
class KnownLines {
 public:
  void add(std::string_view text);
  /// But for white space at its end.
  [[nodiscard]] bool has(std::string_view line) const;
  /// Whatever its indentation.
  [[nodiscard]] bool has_bare(std::string_view line) const;

 private:
  std::unordered_set<std::string_view> lines_;
  std::unordered_set<std::string_view> bare_;
};

/// Edits in order. An answer that cannot be read beyond doubt proposes nothing; `broken` says so.
struct EditList {
  std::vector<TextEdit> edits;
  bool broken = false;
};

/// Search/replace blocks. A lost mark is made up for where the rest says where it stood: the first
/// one by the fence or path above, the middle one by the first line's return, the last one by the
/// fence's end or the searched last line.
[[nodiscard]] EditList read_blocks(const std::vector<std::string_view>& lines);

/// The hunks of unified diffs, whatever their line numbers and counts say, each as what it takes
/// away with its context and what it leaves. Headers may be missing, and so may the space in front
/// of context lines.
[[nodiscard]] EditList read_diffs(const std::vector<std::string_view>& lines,
                                  const KnownLines& known);

/// A whole file in a fence, under a line that names it; or the whole answer. Empty path: not said.
struct WholeFile {
  std::string path;
  std::vector<std::string_view> lines;
  bool fenced = true;
};
[[nodiscard]] std::vector<WholeFile> read_whole_files(const std::vector<std::string_view>& lines);

/// A line that names a file, without the marks around it: "**`src/a.js`**:" is "src/a.js". Empty
/// if the line is something else.
[[nodiscard]] std::string_view path_of_line(std::string_view line);

/// The path above `index`: the nearest line that names a file, fences and blank lines between.
[[nodiscard]] std::string path_above(const std::vector<std::string_view>& lines, std::size_t index);

[[nodiscard]] bool is_fence(std::string_view line);

}  // namespace homeostat::prompt

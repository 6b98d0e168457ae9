// Finds the lines that an edit means in a file, and replaces them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::prompt {

/// Lines to find and lines to put there, without line ends.
struct TextEdit {
  std::string path;  ///< as the answer wrote it; empty: not said
  std::vector<std::string> search;
  std::vector<std::string> replace;
  int line_hint = 0;          ///< 1-based; 0: none. Decides between equal places only if exact.
  std::size_t not_above = 0;  ///< 0-based line: the place is there or below; decides likewise
  bool deletes = false;       ///< the file goes away
  bool in_order = false;      ///< its answer's edits of a file stand in the file's order
  friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

enum class AnchorOutcome { applied, unchanged, not_found, ambiguous };

struct Anchored {
  AnchorOutcome outcome = AnchorOutcome::not_found;
  std::string text;
  std::size_t end = 0;  ///< 0-based: the line of `text` behind the last one that was put
};

/// Replaces the one place of `content` where the searched lines stand: exactly; else with other
/// white space within and behind the lines; else with another indentation, which the new lines
/// then take over; else in parts, where lines of three dots stand for what the answer left out;
/// else where some lines of context are not those of the file, as long as every line that goes is.
/// Several places are ambiguous. What did not change keeps its bytes; line ends are those of the
/// file. Linear in the file and the edit.
[[nodiscard]] Anchored apply_edit(std::string_view content, const TextEdit& edit);

}  // namespace homeostat::prompt

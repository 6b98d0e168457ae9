// Finds the lines that an edit means in a file, and replaces them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homeostat::prompt {

/// Lines to find and lines to put there, without line ends.
struct TextEdit {
  std::string path;  ///< as the answer wrote it; empty: not said
  std::vector<std::string> search;
  std::vector<std::string> replace;
  int line_hint = 0;     ///< 1-based; 0: none. Decides between equal places only if exact.
  bool deletes = false;  ///< the file goes away
};

enum class AnchorOutcome { applied, unchanged, not_found, ambiguous };

struct Anchored {
  AnchorOutcome outcome = AnchorOutcome::not_found;
  std::string text;
};

/// Replaces the one place of `content` where the searched lines stand: exactly; else with other
/// white space within and behind the lines; else with another indentation, which the new lines
/// then take over. Several places are ambiguous. What did not change keeps its bytes; line ends
/// are those of the file. Linear in the file and the edit.
[[nodiscard]] Anchored apply_edit(std::string_view content, const TextEdit& edit);

}  // namespace homeostat::prompt

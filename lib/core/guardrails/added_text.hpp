// What a file's patch makes of the file, as far as the patch shows it.
#pragma once

#include <string_view>
#include <vector>

#include <homeostat/patch.hpp>

namespace homeostat::guardrails {

/// A line of the file after the patch: context or added.
struct NewLine {
  std::string_view text;
  int number = 0;  ///< 1-based in the new file
  bool added = false;
};

/// The lines of one hunk's new side. Lines of different hunks are not neighbours.
[[nodiscard]] std::vector<NewLine> new_side(const Hunk& hunk);

struct CodeFinding {
  int line = 0;
  std::string_view what;  ///< "eval()", "a request to a new host"
};

/// Dynamic evaluation, process spawning, debugger access and requests to new hosts in the lines
/// that the patch adds, by token. In order of line.
[[nodiscard]] std::vector<CodeFinding> find_dangerous_code(const FilePatch& file);

}  // namespace homeostat::guardrails

// What a file's patch makes of the file, as far as the patch shows it.
#pragma once

#include <string_view>
#include <vector>

#include <homeostat/changes.hpp>
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

/// What added lines do that a policy may not want.
struct CodeFinding {
  ChangeClass of = ChangeClass::dynamic_code;
  int line = 0;           ///< 0: the file as a whole
  std::string_view what;  ///< "an added line has eval()"
};

/// Everything below, in order of line. `before`: the file as it was, if it is known.
[[nodiscard]] std::vector<CodeFinding> find_in_added(const FilePatch& file,
                                                     std::string_view before);

class CodeTokens;

/// Calls, settings and comments by token (code_rules.cpp).
void find_dangerous_code(const CodeTokens& tokens, unsigned families,
                         std::vector<CodeFinding>& findings);

/// Addresses whose host the file did not name before.
void find_new_hosts(const FilePatch& file, const std::vector<CodeTokens>& hunks,
                    std::string_view before, std::vector<CodeFinding>& findings);

/// Tests that are deleted or lose assertions.
void find_weakened_tests(const FilePatch& file, std::vector<CodeFinding>& findings);

/// Characters that change what a reader sees: of direction, of no width, letters of another script
/// inside of words.
void find_hidden_text(const FilePatch& file, unsigned families, std::vector<CodeFinding>& findings);

}  // namespace homeostat::guardrails

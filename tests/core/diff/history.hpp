// File patches out of the history of a git repository, with the file on both sides.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <homeostat/patch.hpp>

namespace history {

/// One file of one commit.
struct Case {
  std::string commit;
  std::string text;  ///< as `git diff-tree -p -M -C --full-index` prints it
  homeostat::FilePatch parsed;
  std::optional<homeostat::FileContent> before;
  std::optional<homeostat::FileContent> after;
};

/// The last `cases_max` file patches of a repository's commits without merges. Throws if git fails
/// or if parse_patch refuses or does not print again what git printed.
[[nodiscard]] std::vector<Case> load(const std::string& repository, std::size_t cases_max);

/// Makes a repository with many commits of generated trees, full of what is dangerous, in `folder`.
void make_nasty_repository(const std::string& folder, std::size_t commits, std::uint64_t seed);

}  // namespace history

// pulls/ of a local forge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ports/forge.hpp>
#include <homeostat/result.hpp>

#include "git/front_matter.hpp"

namespace homeostat::git {

/// A pull request, and its file's lines, so that what a person added to them stays.
struct PullFile {
  PullRequest pull;
  FrontMatter matter;
};

/// Thread safety: safe to share; writers hold the forge's lock.
struct PullFolder {
  std::string path;  ///< of the forge
  std::int64_t file_bytes_max = 0;
  std::int64_t files_max = 0;

  /// By number. store: "pulls/3.md:4: …".
  [[nodiscard]] Result<std::vector<PullFile>> load() const;
  [[nodiscard]] Status store(PullFile file) const;
  [[nodiscard]] std::string file_of(PullNumber number) const;
};

}  // namespace homeostat::git

// Reading and making git objects in a mirror, by plumbing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <homeostat/ids.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/ports/workspace.hpp>
#include <homeostat/result.hpp>

#include "git/deadline.hpp"
#include "git/git_program.hpp"

namespace homeostat::git {

/// A bare repository and how to call git on it. Thread safety: safe to share.
struct Objects {
  const GitProgram& git;
  std::string git_directory;

  [[nodiscard]] GitCall call(std::vector<std::string> arguments) const {
    return {.arguments = std::move(arguments), .git_directory = git_directory};
  }

  /// invalid_argument unless the object is there and is a `kind`: "commit" or "tree".
  [[nodiscard]] Status require(std::string_view kind, const std::string& id,
                               const Deadline& deadline) const;
  [[nodiscard]] Result<TreeId> tree_of(const CommitId& commit, const Deadline& deadline) const;
  [[nodiscard]] Result<TreeListing> list(const CommitId& commit, std::int64_t bytes_max,
                                         const Deadline& deadline) const;
  [[nodiscard]] Result<std::optional<FileContent>> read(const CommitId& commit,
                                                        const std::string& path,
                                                        std::int64_t bytes_max,
                                                        const Deadline& deadline) const;
  [[nodiscard]] Result<CommitId> commit(const CommitRequest& request, const std::string& name,
                                        const std::string& email, const Deadline& deadline) const;
};

}  // namespace homeostat::git

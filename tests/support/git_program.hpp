// The git program, for tests that hold our answers against git's. No configuration but the one
// given here reaches it.
#pragma once

#include <string>
#include <vector>

namespace support {

struct GitResult {
  int status = -1;  ///< exit status; -1 if git could not be started or was ended by a signal
  std::string output;
  std::string errors;
  [[nodiscard]] bool ok() const { return status == 0; }
};

/// Runs `git -C folder arguments…`, with `input` on its standard input.
[[nodiscard]] GitResult run_git(const std::string& folder,
                                const std::vector<std::string>& arguments,
                                const std::string& input = {});

/// The same; throws what git said if it fails.
std::string git_output(const std::string& folder, const std::vector<std::string>& arguments,
                       const std::string& input = {});

}  // namespace support

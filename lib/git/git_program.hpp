// Calls of the git program, all of them hardened the same way.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <homeostat/git/git_workspace.hpp>
#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>

namespace homeostat::git {

struct GitCall {
  std::vector<std::string> arguments;  ///< from the subcommand on
  std::string git_directory{};         ///< empty: none
  std::string work_tree{};             ///< empty: none
  std::string input{};
  std::vector<std::string> environment{};  ///< "NAME=value" beside the fixed ones
  std::int64_t output_bytes_max = 16 * 1024 * 1024;
};

struct GitAnswer {
  int exit_code = 0;
  std::string output;
  std::string error;
};

/// Thread safety: safe to share.
class GitProgram {
 public:
  explicit GitProgram(const GitOptions& options);

  /// Whatever its exit code. Errors: unsupported, timeout, cancelled, store (killed by a signal,
  /// or more output than the limit).
  Result<GitAnswer> run(const GitCall& call, const CallContext& context) const;
  /// The output of a call that exits with 0; else store, with what git said.
  Result<std::string> output(const GitCall& call, const CallContext& context) const;

  /// "Option=program" for the other end of a transport to a local repository, hardened as well.
  [[nodiscard]] std::string upload_pack() const {
    return "--upload-pack=" + other_ + "upload-pack";
  }
  [[nodiscard]] std::string receive_pack() const {
    return "--receive-pack=" + other_ + "receive-pack";
  }

 private:
  std::string path_;
  std::string other_;
  std::vector<std::string> environment_;
};

/// "git push: fatal: …"
[[nodiscard]] Error git_error(ErrorCode code, const GitCall& call, const GitAnswer& answer);

}  // namespace homeostat::git

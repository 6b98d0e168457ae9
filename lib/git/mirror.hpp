// A bare mirror of one repository, and the traffic with the place that it mirrors.
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "git/objects.hpp"

namespace homeostat::git {

/// Thread safety: safe to share.
struct Mirror {
  Objects objects;
  const GitRepository& remote;
  std::string lock_path;  ///< held while the mirror's own refs change

  /// The branch's commit over there, now; it and its history are here afterwards.
  [[nodiscard]] Result<std::optional<CommitId>> head(const std::string& branch,
                                                     const Deadline& deadline) const;
  [[nodiscard]] Status push(const PushRequest& request, const Deadline& deadline) const;

 private:
  [[nodiscard]] GitCall remote_call(std::vector<std::string> arguments) const;
  [[nodiscard]] Error remote_error(const GitCall& call, const GitAnswer& answer) const;
  [[nodiscard]] Result<CommitId> fetch(const std::string& branch, const Deadline& deadline) const;
};

/// Thread safety: safe to share.
class Mirrors {
 public:
  /// Both outlive it.
  Mirrors(const GitOptions& options, const GitProgram& git) : options_(options), git_(git) {}
  /// Makes the mirror when it is asked for first. invalid_argument: no such repository.
  Result<Mirror> open(const RepoId& repo, const Deadline& deadline);

 private:
  const GitOptions& options_;
  const GitProgram& git_;
  std::mutex mutex_;
  std::set<RepoId> ready_;
};

}  // namespace homeostat::git

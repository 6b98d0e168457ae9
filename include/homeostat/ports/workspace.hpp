#pragma once

/// The repositories: reading at a commit, making trees and commits, pushing branches.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// A tree on disk, to run tests in. Removed with the object.
class Checkout {
 public:
  virtual ~Checkout() = default;
  [[nodiscard]] virtual const std::string& directory() const = 0;  ///< absolute
};

struct CommitRequest {
  CommitId parent;
  TreeId tree;
  std::string message;
  Time time;
};

struct PushRequest {
  std::string branch;
  CommitId commit;
  CommitId expected_head;  ///< empty: the branch must not exist
};

/// Commits of the default branch are read at the head that `head` returned: nothing here ever
/// follows a moving branch. Thread safety: implementations are safe to share.
class Workspace {
 public:
  virtual ~Workspace() = default;
  /// The branch's commit on the remote side, now. None: there is no such branch.
  virtual Result<std::optional<CommitId>> head(const RepoId& repo, const std::string& branch,
                                               const CallContext& context) = 0;
  virtual Result<TreeListing> list(const RepoId& repo, const CommitId& commit,
                                   const CallContext& context) = 0;
  /// None: no such path. A file above `bytes_max` is an Error naming the limit.
  virtual Result<std::optional<FileContent>> read(const RepoId& repo, const CommitId& commit,
                                                  const std::string& path, std::int64_t bytes_max,
                                                  const CallContext& context) = 0;
  /// The commit's tree with `writes` over it. Makes objects only; no branch moves.
  virtual Result<TreeId> write_tree(const RepoId& repo, const CommitId& base,
                                    const std::vector<FileWrite>& writes,
                                    const CallContext& context) = 0;
  /// The tree of a commit.
  virtual Result<TreeId> tree_of(const RepoId& repo, const CommitId& commit,
                                 const CallContext& context) = 0;
  virtual Result<std::unique_ptr<Checkout>> checkout(const RepoId& repo, const TreeId& tree,
                                                     const CallContext& context) = 0;
  /// Deterministic: the same request gives the same commit.
  virtual Result<CommitId> commit(const RepoId& repo, const CommitRequest& request,
                                  const CallContext& context) = 0;
  /// Compare-and-swap of the branch. `conflict` if its head is not the expected one.
  virtual Status push(const RepoId& repo, const PushRequest& request,
                      const CallContext& context) = 0;
};

}  // namespace homeostat

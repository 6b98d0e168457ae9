#pragma once

/// Repositories in memory: trees are maps, ids are hashes of what they name. No history beyond a
/// commit's parent, no merge, no file on disk: a checkout's directory is the text
/// "memory:<tree>", which a ScriptedRunner can decide by.
///
/// ```cpp
/// #include <homeostat/testing/memory_workspace.hpp>
/// homeostat::testing::MemoryWorkspace workspace;
/// const homeostat::CommitId head = workspace.add_repository(
///     homeostat::RepoId{"acme/palette-kit"}, "main", {{"src/a.js", "let a = 1;\n"}});
/// ```

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <homeostat/ports/workspace.hpp>

namespace homeostat::testing {

/// Thread safety: safe to share.
class MemoryWorkspace : public Workspace {
 public:
  using Files = std::map<std::string, std::string>;

  Result<std::optional<CommitId>> head(const RepoId& repo, const std::string& branch,
                                       const CallContext& context) override;
  Result<TreeListing> list(const RepoId& repo, const CommitId& commit,
                           const CallContext& context) override;
  Result<std::optional<FileContent>> read(const RepoId& repo, const CommitId& commit,
                                          const std::string& path, std::int64_t bytes_max,
                                          const CallContext& context) override;
  Result<TreeId> write_tree(const RepoId& repo, const CommitId& base,
                            const std::vector<FileWrite>& writes,
                            const CallContext& context) override;
  Result<TreeId> tree_of(const RepoId& repo, const CommitId& commit,
                         const CallContext& context) override;
  Result<std::unique_ptr<Checkout>> checkout(const RepoId& repo, const TreeId& tree,
                                             const CallContext& context) override;
  Result<CommitId> commit(const RepoId& repo, const CommitRequest& request,
                          const CallContext& context) override;
  Status push(const RepoId& repo, const PushRequest& request, const CallContext& context) override;

  /// A repository whose `branch` has one commit with these files. Returns that commit.
  CommitId add_repository(const RepoId& repo, const std::string& branch, const Files& files);
  /// What a person does: a commit on the branch with `files` over it, past all checks. A branch
  /// that does not exist begins empty. Precondition: the repository was added.
  CommitId commit_by_hand(const RepoId& repo, const std::string& branch, const Files& files);

  /// The branch's head; empty: there is none.
  [[nodiscard]] CommitId head_of(const RepoId& repo, const std::string& branch) const;
  /// Branch names, sorted.
  [[nodiscard]] std::vector<std::string> branches(const RepoId& repo) const;
  /// The files of a tree that was made here; empty: there is no such tree.
  [[nodiscard]] Files files(const RepoId& repo, const TreeId& tree) const;
  /// Parent and tree of a commit; empty ids: there is no such commit.
  [[nodiscard]] CommitRequest find_commit(const RepoId& repo, const CommitId& commit) const;
  /// How many checkouts live now.
  [[nodiscard]] int checkouts() const { return *checkouts_; }

  /// The directory of a tree's checkouts.
  [[nodiscard]] static std::string directory_of(const TreeId& tree);

 private:
  using Tree = std::map<std::string, FileContent>;
  struct Repository {
    std::map<TreeId, Tree> trees;
    std::map<CommitId, CommitRequest> commits;
    std::map<std::string, CommitId> branches;
  };

  Result<Repository*> find_repository(const RepoId& repo, const CallContext& context);
  Result<const Tree*> find_tree(const RepoId& repo, const CommitId& commit,
                                const CallContext& context);
  static TreeId add_tree(Repository& repository, Tree tree);
  static CommitId add_commit(Repository& repository, const CommitRequest& request);

  mutable std::mutex mutex_;
  std::map<RepoId, Repository> repositories_;
  // Shared with the checkouts, which may outlive the workspace.
  std::shared_ptr<std::atomic<int>> checkouts_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace homeostat::testing

#pragma once

/// Repositories over the git program: a bare mirror of each one, commits by plumbing, a folder
/// only where tests run.
///
/// ```cpp
/// #include <homeostat/git/git_workspace.hpp>
/// homeostat::GitOptions options;
/// options.cache_path = "/var/lib/homeostat/git";
/// options.repositories[homeostat::RepoId{"acme/palette-kit"}].location = "/srv/palette-kit";
/// auto workspace = homeostat::GitWorkspace::make(options);
/// ```

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <homeostat/ports/workspace.hpp>

namespace homeostat {

struct GitRepository {
  /// An absolute path, or a URL of file, https, http or ssh, without a password in it.
  std::string location;
  /// "Authorization: …" for https; goes to git by its environment, never by its arguments.
  std::string http_header;
};

struct GitOptions {
  std::map<RepoId, GitRepository> repositories;
  std::string cache_path;  ///< absolute; made if absent. Mirrors, locks and checkouts live here
  std::string git_path = "/usr/bin/git";
  std::string search_path = "/usr/local/bin:/usr/bin:/bin";  ///< PATH of git
  std::string name = "homeostat";                            ///< author and committer
  std::string email = "homeostat@users.noreply.github.com";
  /// "NAME=value" that git needs beside (a proxy, an agent for ssh); nothing else is inherited.
  std::vector<std::string> environment;
  std::int64_t listing_bytes_max = std::int64_t{256} * 1024 * 1024;
};

/// Hooks, system and user configuration, prompts, tags, submodules and automatic maintenance are
/// off, in the mirror and in a local repository that is fetched from or pushed to. A local
/// repository may belong to another user: naming it here says that it is trusted as a place.
///
/// Errors: invalid_argument (no such repository, commit or tree; a path or branch that git would
/// not take; a write that would change other paths than its own), denied (a file above the limit;
/// a push that the other side's rules refuse), conflict (compare-and-swap), transport (a URL that
/// did not answer: a push may have happened), store (a local repository or the cache), timeout,
/// cancelled, unsupported (no git).
/// Thread safety: safe to share, and the cache between processes.
class GitWorkspace final : public Workspace {
 public:
  /// invalid_config names the option; store: the cache cannot be made.
  static Result<std::unique_ptr<GitWorkspace>> make(GitOptions options);
  ~GitWorkspace() override;

  Result<std::optional<CommitId>> head(const RepoId& repo, const std::string& branch,
                                       const CallContext& context) override;
  Result<TreeListing> list(const RepoId& repo, const CommitId& commit,
                           const CallContext& context) override;
  /// A submodule's content is the id of its commit.
  Result<std::optional<FileContent>> read(const RepoId& repo, const CommitId& commit,
                                          const std::string& path, std::int64_t bytes_max,
                                          const CallContext& context) override;
  /// Deleting a path that is absent changes nothing.
  Result<TreeId> write_tree(const RepoId& repo, const CommitId& base,
                            const std::vector<FileWrite>& writes,
                            const CallContext& context) override;
  Result<TreeId> tree_of(const RepoId& repo, const CommitId& commit,
                         const CallContext& context) override;
  /// Without .git. Folders that a killed process left are removed by a later make().
  Result<std::unique_ptr<Checkout>> checkout(const RepoId& repo, const TreeId& tree,
                                             const CallContext& context) override;
  Result<CommitId> commit(const RepoId& repo, const CommitRequest& request,
                          const CallContext& context) override;
  Status push(const RepoId& repo, const PushRequest& request, const CallContext& context) override;

 private:
  class State;
  explicit GitWorkspace(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace homeostat

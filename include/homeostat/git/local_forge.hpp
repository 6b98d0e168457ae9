#pragma once

/// A forge that is a folder, for people and machines without one:
///
///     issues/*.json, issues/*.md   what is to be fixed; never written here
///     labels/<n>.txt               labels that were added to issue n, one a line
///     comments/<n>/<k>.md          comments on issue or pull request n, one a file
///     pulls/<n>.md                 a pull request: front matter and body
///
/// A person merges or closes a pull request by `state: merged` or `state: closed` in its front
/// matter. Issues and pull requests share one row of numbers.
///
/// ```cpp
/// #include <homeostat/git/local_forge.hpp>
/// homeostat::LocalForgeOptions options;
/// options.folders[homeostat::RepoId{"acme/palette-kit"}] = "/srv/palette-kit.forge";
/// auto forge = homeostat::LocalForge::make(options);
/// ```

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <homeostat/ports/forge.hpp>
#include <homeostat/ports/workspace.hpp>

namespace homeostat {

struct LocalForgeOptions {
  std::map<RepoId, std::string> folders;  ///< absolute paths
  /// Tells the heads of branches; borrowed, outlives the forge. Without it a pull request keeps
  /// the head that a person writes into it, and any branch name is taken.
  Workspace* workspace = nullptr;
  std::int64_t file_bytes_max = std::int64_t{4} * 1024 * 1024;
  std::int64_t files_max = 10'000;  ///< in one folder
};

/// Files are replaced whole and synced. An issue file that cannot be read appears, if its name
/// gives a number, as an open issue without a title, with the labels of the query, so that it is
/// visited and refused as malformed; problems() says what is wrong. A pull request's file that
/// cannot be read is an Error of every call that looks for pull requests: nothing may be opened
/// twice. Errors: invalid_argument (no such repository; a comment without its marker; a label of
/// several lines), denied (no such number or branch; more than a limit), conflict, store, timeout,
/// cancelled.
/// Thread safety: safe to share, and the folders between processes.
class LocalForge final : public Forge {
 public:
  /// invalid_config: a folder that is not an absolute path, or a limit below 1.
  static Result<std::unique_ptr<LocalForge>> make(LocalForgeOptions options);

  Result<std::vector<Issue>> list_issues(const RepoId& repo, const IssueQuery& query,
                                         const CallContext& context) override;
  Result<std::optional<Issue>> find_issue(const RepoId& repo, IssueNumber number,
                                          const CallContext& context) override;
  Result<std::vector<PullRequest>> find_pull_requests(const RepoId& repo, const std::string& head,
                                                      const CallContext& context) override;
  Result<PullRequest> create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                          const CallContext& context) override;
  Result<PullRequest> update_pull_request(const RepoId& repo, const PullRequestUpdate& update,
                                          const CallContext& context) override;
  Status upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                        const std::string& body, const CallContext& context) override;
  Status add_labels(const RepoId& repo, IssueNumber issue, const std::vector<std::string>& labels,
                    const CallContext& context) override;

  /// One line for each issue file that cannot be read: "issues/12.json:3: …".
  Result<std::vector<std::string>> problems(const RepoId& repo, const CallContext& context);

 private:
  explicit LocalForge(LocalForgeOptions options) : options_(std::move(options)) {}
  LocalForgeOptions options_;
};

}  // namespace homeostat

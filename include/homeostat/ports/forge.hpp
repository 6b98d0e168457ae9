#pragma once

/// A forge: issues, pull requests, comments, labels. GitHub, or a folder.

#include <optional>
#include <string>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/issue.hpp>
#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

struct IssueQuery {
  std::vector<std::string> labels;  ///< all of them; empty: any
  bool include_closed = false;
  std::int64_t max = 1000;  ///< more than that is an error naming the bound
};

enum class PullState { open, closed, merged };

struct PullRequest {
  PullNumber number;
  PullState state = PullState::open;
  bool draft = true;
  std::string title;
  std::string body;
  std::string head;  ///< branch name
  std::string base;
  CommitId head_commit;
  std::vector<std::string> labels;
  std::string url;
  friend bool operator==(const PullRequest&, const PullRequest&) = default;
};

struct NewPullRequest {
  std::string title;
  std::string body;
  std::string head;
  std::string base;
  bool draft = true;
  std::vector<std::string> labels;
};

struct PullRequestUpdate {
  PullNumber number;
  std::optional<std::string> title;
  std::optional<std::string> body;
};

/// Thread safety: implementations are safe to share between runs.
class Forge {
 public:
  virtual ~Forge() = default;
  /// Oldest first (by number).
  virtual Result<std::vector<Issue>> list_issues(const RepoId& repo, const IssueQuery& query,
                                                 const CallContext& context) = 0;
  /// None: there is no such issue.
  virtual Result<std::optional<Issue>> find_issue(const RepoId& repo, IssueNumber number,
                                                  const CallContext& context) = 0;
  /// All pull requests, open or not, of exactly this head branch, newest first.
  virtual Result<std::vector<PullRequest>> find_pull_requests(const RepoId& repo,
                                                              const std::string& head,
                                                              const CallContext& context) = 0;
  /// `conflict` if an open one of the same head exists.
  virtual Result<PullRequest> create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                                  const CallContext& context) = 0;
  virtual Result<PullRequest> update_pull_request(const RepoId& repo,
                                                  const PullRequestUpdate& update,
                                                  const CallContext& context) = 0;
  /// Writes the one comment of ours that carries `marker` (a hidden text in `body`), or replaces
  /// its text. The issue may be a pull request's number.
  virtual Status upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                                const std::string& body, const CallContext& context) = 0;
  virtual Status add_labels(const RepoId& repo, IssueNumber issue,
                            const std::vector<std::string>& labels, const CallContext& context) = 0;
};

}  // namespace homeostat

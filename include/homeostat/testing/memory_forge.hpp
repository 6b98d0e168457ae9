#pragma once

/// A forge in memory: issues, pull requests, comments and labels, and a log of what was asked.
///
/// ```cpp
/// #include <homeostat/testing/memory_forge.hpp>
/// homeostat::testing::MemoryForge forge;
/// homeostat::Issue issue;
/// issue.title = "it crashes";
/// forge.add_issue(homeostat::RepoId{"acme/palette-kit"}, issue);
/// ```

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <homeostat/ports/forge.hpp>

namespace homeostat::testing {

class MemoryWorkspace;

/// Issues and pull requests of a repository share one row of numbers, as on GitHub.
/// Thread safety: safe to share.
class MemoryForge : public Forge {
 public:
  /// With a workspace (borrowed), a pull request needs its head branch to exist there, and its
  /// head_commit is the branch's head of the moment.
  explicit MemoryForge(const MemoryWorkspace* workspace = nullptr) : workspace_(workspace) {}

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

  /// Adds it, or replaces the one of the same number. Number 0 is given the next free one.
  IssueNumber add_issue(const RepoId& repo, Issue issue);
  /// What a person does: merge, close or reopen. Precondition: the pull request exists.
  void set_state(const RepoId& repo, PullNumber number, PullState state);
  /// What a person writes.
  void add_comment(const RepoId& repo, IssueNumber issue, std::string body);

  /// All of them, oldest first.
  [[nodiscard]] std::vector<PullRequest> pull_requests(const RepoId& repo) const;
  [[nodiscard]] std::vector<std::string> comments(const RepoId& repo, IssueNumber issue) const;
  /// One line per port call so far: "create_pull_request acme/palette-kit homeostat/fix-1".
  [[nodiscard]] std::vector<std::string> calls() const;

 private:
  struct Repository {
    std::map<std::int64_t, Issue> issues;
    std::map<std::int64_t, PullRequest> pulls;
    std::map<std::int64_t, std::vector<std::string>> comments;
    [[nodiscard]] std::int64_t next_number() const;
    [[nodiscard]] bool has(IssueNumber number) const;
  };

  Status begin(const char* call, const RepoId& repo, const std::string& about,
               const CallContext& context);
  [[nodiscard]] PullRequest current(const RepoId& repo, PullRequest pull) const;

  const MemoryWorkspace* workspace_;
  mutable std::mutex mutex_;
  std::map<RepoId, Repository> repositories_;
  std::vector<std::string> calls_;
};

}  // namespace homeostat::testing

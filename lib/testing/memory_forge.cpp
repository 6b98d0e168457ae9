#include <algorithm>

#include <homeostat/testing/memory_forge.hpp>
#include <homeostat/testing/memory_workspace.hpp>

#include "core/base/format.hpp"
#include "testing/stopped.hpp"

namespace homeostat::testing {
namespace {

Error no_such(const RepoId& repo, std::int64_t number) {
  return Error{ErrorCode::denied, base::format("no number {} in {}", number, repo.str())};
}

bool has_all(const std::vector<std::string>& have, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& label) {
    return std::find(have.begin(), have.end(), label) != have.end();
  });
}

void add_missing(std::vector<std::string>& have, const std::vector<std::string>& more) {
  for (const std::string& label : more) {
    if (!has_all(have, {label})) have.push_back(label);
  }
}

}  // namespace

std::int64_t MemoryForge::Repository::next_number() const {
  const std::int64_t issue = issues.empty() ? 0 : issues.rbegin()->first;
  const std::int64_t pull = pulls.empty() ? 0 : pulls.rbegin()->first;
  return std::max(issue, pull) + 1;
}

bool MemoryForge::Repository::has(IssueNumber number) const {
  return issues.contains(number.value) || pulls.contains(number.value);
}

// Precondition: the lock is held.
Status MemoryForge::begin(const char* call, const RepoId& repo, const std::string& about,
                          const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped;
  calls_.push_back(base::format("{} {}{}{}", call, repo.str(), about.empty() ? "" : " ", about));
  return {};
}

// With the branch's head of now, where branches are known.
PullRequest MemoryForge::current(const RepoId& repo, PullRequest pull) const {
  if (workspace_ != nullptr) pull.head_commit = workspace_->head_of(repo, pull.head);
  return pull;
}

Result<std::vector<Issue>> MemoryForge::list_issues(const RepoId& repo, const IssueQuery& query,
                                                    const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  if (Status begun = begin("list_issues", repo, "", context); !begun) return begun.error();
  std::vector<Issue> found;
  for (const auto& [number, issue] : repositories_[repo].issues) {
    if (issue.state == IssueState::closed && !query.include_closed) continue;
    if (has_all(issue.labels, query.labels)) found.push_back(issue);
  }
  if (std::cmp_greater(found.size(), query.max)) {
    return Error{ErrorCode::denied, base::format("{} has {} issues, limit is {}", repo.str(),
                                                 found.size(), query.max)};
  }
  return found;
}

Result<std::optional<Issue>> MemoryForge::find_issue(const RepoId& repo, IssueNumber number,
                                                     const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  if (Status begun = begin("find_issue", repo, std::to_string(number.value), context); !begun) {
    return begun.error();
  }
  const auto& issues = repositories_[repo].issues;
  const auto found = issues.find(number.value);
  if (found == issues.end()) return std::optional<Issue>();
  return std::optional<Issue>(found->second);
}

Result<std::vector<PullRequest>> MemoryForge::find_pull_requests(const RepoId& repo,
                                                                 const std::string& head,
                                                                 const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  if (Status begun = begin("find_pull_requests", repo, head, context); !begun) {
    return begun.error();
  }
  std::vector<PullRequest> found;
  const auto& pulls = repositories_[repo].pulls;
  for (auto at = pulls.rbegin(); at != pulls.rend(); ++at) {
    if (at->second.head == head) found.push_back(current(repo, at->second));
  }
  return found;
}

Result<PullRequest> MemoryForge::create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                                     const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  if (Status begun = begin("create_pull_request", repo, pull.head, context); !begun) {
    return begun.error();
  }
  Repository& repository = repositories_[repo];
  for (const auto& [number, other] : repository.pulls) {
    if (other.head == pull.head && other.state == PullState::open) {
      return Error{ErrorCode::conflict,
                   base::format("pull request {} of {} is open", number, pull.head)};
    }
  }
  if (workspace_ != nullptr && workspace_->head_of(repo, pull.head).empty()) {
    return Error{ErrorCode::denied, "no branch " + pull.head};
  }
  PullRequest made;
  made.number = PullNumber{repository.next_number()};
  made.draft = pull.draft;
  made.title = pull.title;
  made.body = pull.body;
  made.head = pull.head;
  made.base = pull.base;
  made.labels = pull.labels;
  made.url = base::format("memory://{}/pull/{}", repo.str(), made.number.value);
  repository.pulls[made.number.value] = made;
  return current(repo, std::move(made));
}

Result<PullRequest> MemoryForge::update_pull_request(const RepoId& repo,
                                                     const PullRequestUpdate& update,
                                                     const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  const std::string about = std::to_string(update.number.value);
  if (Status begun = begin("update_pull_request", repo, about, context); !begun) {
    return begun.error();
  }
  auto& pulls = repositories_[repo].pulls;
  const auto found = pulls.find(update.number.value);
  if (found == pulls.end()) return no_such(repo, update.number.value);
  if (update.title) found->second.title = *update.title;
  if (update.body) found->second.body = *update.body;
  return current(repo, found->second);
}

Status MemoryForge::upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                                   const std::string& body, const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  const std::string about = std::to_string(issue.value);
  if (Status begun = begin("upsert_comment", repo, about, context); !begun) return begun;
  if (marker.empty() || body.find(marker) == std::string::npos) {
    return Error{ErrorCode::invalid_argument, "comment does not carry its marker"};
  }
  Repository& repository = repositories_[repo];
  if (!repository.has(issue)) return no_such(repo, issue.value);
  std::vector<std::string>& comments = repository.comments[issue.value];
  const auto ours = std::find_if(comments.begin(), comments.end(), [&](const std::string& text) {
    return text.find(marker) != std::string::npos;
  });
  if (ours == comments.end()) {
    comments.push_back(body);
  } else {
    *ours = body;
  }
  return {};
}

Status MemoryForge::add_labels(const RepoId& repo, IssueNumber issue,
                               const std::vector<std::string>& labels, const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  if (Status begun = begin("add_labels", repo, std::to_string(issue.value), context); !begun) {
    return begun;
  }
  Repository& repository = repositories_[repo];
  if (!repository.has(issue)) return no_such(repo, issue.value);
  const auto found = repository.issues.find(issue.value);
  add_missing(found != repository.issues.end() ? found->second.labels
                                               : repository.pulls.at(issue.value).labels,
              labels);
  return {};
}

IssueNumber MemoryForge::add_issue(const RepoId& repo, Issue issue) {
  const std::scoped_lock lock(mutex_);
  Repository& repository = repositories_[repo];
  if (issue.number.value == 0) issue.number.value = repository.next_number();
  const IssueNumber number = issue.number;
  repository.issues[number.value] = std::move(issue);
  return number;
}

void MemoryForge::set_state(const RepoId& repo, PullNumber number, PullState state) {
  const std::scoped_lock lock(mutex_);
  repositories_.at(repo).pulls.at(number.value).state = state;
}

void MemoryForge::add_comment(const RepoId& repo, IssueNumber issue, std::string body) {
  const std::scoped_lock lock(mutex_);
  repositories_[repo].comments[issue.value].push_back(std::move(body));
}

std::vector<PullRequest> MemoryForge::pull_requests(const RepoId& repo) const {
  const std::scoped_lock lock(mutex_);
  std::vector<PullRequest> all;
  const auto found = repositories_.find(repo);
  if (found == repositories_.end()) return all;
  for (const auto& [number, pull] : found->second.pulls)
    all.push_back(current(repo, pull));
  return all;
}

std::vector<std::string> MemoryForge::comments(const RepoId& repo, IssueNumber issue) const {
  const std::scoped_lock lock(mutex_);
  const auto found = repositories_.find(repo);
  if (found == repositories_.end()) return {};
  const auto comments = found->second.comments.find(issue.value);
  return comments == found->second.comments.end() ? std::vector<std::string>() : comments->second;
}

std::vector<std::string> MemoryForge::calls() const {
  const std::scoped_lock lock(mutex_);
  return calls_;
}

}  // namespace homeostat::testing

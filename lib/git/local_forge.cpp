#include <homeostat/git/local_forge.hpp>

#include <algorithm>

#include "core/base/format.hpp"
#include "git/deadline.hpp"
#include "git/file_lock.hpp"
#include "git/files.hpp"
#include "git/issue_folder.hpp"
#include "git/pull_folder.hpp"

namespace homeostat {
namespace {

/// One call's view of a repository's folder.
struct Place {
  git::IssueFolder issues;
  git::PullFolder pulls;
  git::FileLock lock;
};

enum class Access { read, write };

Result<Place> open(const LocalForgeOptions& options, const RepoId& repo, Access access,
                   const CallContext& context) {
  if (context.stop.stop_requested()) {
    return Error{ErrorCode::cancelled, base::format("the call for {} was stopped", repo.str())};
  }
  const auto found = options.folders.find(repo);
  if (found == options.folders.end()) {
    return Error{ErrorCode::invalid_argument, base::format("no repository {}", repo.str())};
  }
  const auto& path = found->second;
  Place place{{path, options.file_bytes_max, options.files_max},
              {path, options.file_bytes_max, options.files_max},
              {}};
  if (access == Access::read) return place;
  auto lock = git::FileLock::acquire(path + "/.lock", context);
  if (!lock) return lock.error();
  place.lock = std::move(*lock);
  return place;
}

Error no_such_number(const RepoId& repo, std::int64_t number) {
  return {ErrorCode::denied, base::format("no number {} in {}", number, repo.str())};
}

bool has_all(const std::vector<std::string>& have, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(
      wanted, [&](const auto& label) { return std::ranges::find(have, label) != have.end(); });
}

git::PullFile* find_pull(std::vector<git::PullFile>& files, PullNumber number) {
  const auto found = std::ranges::find_if(
      files, [number](const auto& file) { return file.pull.number == number; });
  return found == files.end() ? nullptr : &*found;
}

const Issue* find_in(const git::IssueList& list, IssueNumber number) {
  for (const auto* issues : {&list.issues, &list.malformed}) {
    const auto found = std::ranges::find(*issues, number, &Issue::number);
    if (found != issues->end()) return &*found;
  }
  return nullptr;
}

/// One above all that are taken; issues and pull requests share the row.
std::int64_t next_number(const git::IssueList& issues, const std::vector<git::PullFile>& pulls) {
  std::int64_t last = pulls.empty() ? 0 : pulls.back().pull.number.value;
  for (const auto* list : {&issues.issues, &issues.malformed}) {
    if (!list->empty()) last = std::max(last, list->back().number.value);
  }
  return last + 1;
}

/// The commit that the head branch has now, where somebody can tell; empty: no such branch.
Status load_head(Workspace* workspace, const RepoId& repo, PullRequest& pull,
                 const CallContext& context) {
  if (workspace == nullptr) return {};
  auto head = workspace->head(repo, pull.head, context);
  if (!head) return head.error();
  pull.head_commit = head->value_or(CommitId());
  return {};
}

bool is_label(const std::string& label) {
  return !label.empty() && label.find_first_of(std::string_view("\n\r\0", 3)) == label.npos;
}

}  // namespace

Result<std::unique_ptr<LocalForge>> LocalForge::make(LocalForgeOptions options) {
  const auto invalid = [](std::string message) {
    return Error{ErrorCode::invalid_config, std::move(message)};
  };
  for (const auto& [repo, folder] : options.folders) {
    if (folder.starts_with('/')) continue;
    return invalid(base::format("{}: folder \"{}\" is not an absolute path", repo.str(), folder));
  }
  if (options.file_bytes_max < 1 || options.files_max < 1) {
    return invalid("the limits of a local forge must be at least 1");
  }
  return std::unique_ptr<LocalForge>(new LocalForge(std::move(options)));
}

Result<std::vector<Issue>> LocalForge::list_issues(const RepoId& repo, const IssueQuery& query,
                                                   const CallContext& context) {
  auto place = open(options_, repo, Access::read, context);
  if (!place) return place.error();
  auto list = place->issues.load();
  if (!list) return list.error();
  std::vector<Issue> found;
  for (auto& issue : list->issues) {
    const bool shown = query.include_closed || issue.state == IssueState::open;
    if (shown && has_all(issue.labels, query.labels)) found.push_back(std::move(issue));
  }
  for (auto& issue : list->malformed) {
    issue.labels = query.labels;
    found.push_back(std::move(issue));
  }
  if (std::cmp_greater(found.size(), query.max)) {
    return Error{ErrorCode::denied, base::format("{} has {} issues, limit is {}", repo.str(),
                                                 found.size(), query.max)};
  }
  std::ranges::stable_sort(found, {}, &Issue::number);
  return found;
}

Result<std::optional<Issue>> LocalForge::find_issue(const RepoId& repo, IssueNumber number,
                                                    const CallContext& context) {
  auto place = open(options_, repo, Access::read, context);
  if (!place) return place.error();
  auto list = place->issues.load();
  if (!list) return list.error();
  const auto* issue = find_in(*list, number);
  return issue == nullptr ? std::optional<Issue>() : std::optional(*issue);
}

Result<std::vector<PullRequest>> LocalForge::find_pull_requests(const RepoId& repo,
                                                                const std::string& head,
                                                                const CallContext& context) {
  const git::Deadline deadline(context);
  auto place = open(options_, repo, Access::read, context);
  if (!place) return place.error();
  auto files = place->pulls.load();
  if (!files) return files.error();
  std::vector<PullRequest> found;
  for (auto file = files->rbegin(); file != files->rend(); ++file) {
    if (file->pull.head != head) continue;
    if (auto loaded = load_head(options_.workspace, repo, file->pull, deadline.rest()); !loaded) {
      return loaded.error();
    }
    found.push_back(std::move(file->pull));
  }
  return found;
}

Result<PullRequest> LocalForge::create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                                    const CallContext& context) {
  const git::Deadline deadline(context);
  auto place = open(options_, repo, Access::write, context);
  if (!place) return place.error();
  auto issues = place->issues.load();
  if (!issues) return issues.error();
  auto files = place->pulls.load();
  if (!files) return files.error();
  for (const auto& file : *files) {
    if (file.pull.head != pull.head || file.pull.state != PullState::open) continue;
    return Error{ErrorCode::conflict,
                 base::format("pull request {} of {} is open", file.pull.number.value, pull.head)};
  }
  git::PullFile made;
  made.pull.number = PullNumber{next_number(*issues, *files)};
  made.pull.draft = pull.draft;
  made.pull.title = pull.title;
  made.pull.body = pull.body;
  made.pull.head = pull.head;
  made.pull.base = pull.base;
  made.pull.labels = pull.labels;
  made.pull.url = "file://" + place->pulls.file_of(made.pull.number);
  if (auto loaded = load_head(options_.workspace, repo, made.pull, deadline.rest()); !loaded) {
    return loaded.error();
  }
  if (options_.workspace != nullptr && made.pull.head_commit.empty()) {
    return Error{ErrorCode::denied, base::format("no branch {}", pull.head)};
  }
  if (auto stored = place->pulls.store(made); !stored) return stored.error();
  return std::move(made.pull);
}

Result<PullRequest> LocalForge::update_pull_request(const RepoId& repo,
                                                    const PullRequestUpdate& update,
                                                    const CallContext& context) {
  const git::Deadline deadline(context);
  auto place = open(options_, repo, Access::write, context);
  if (!place) return place.error();
  auto files = place->pulls.load();
  if (!files) return files.error();
  auto* file = find_pull(*files, update.number);
  if (file == nullptr) return no_such_number(repo, update.number.value);
  if (update.title) file->pull.title = *update.title;
  if (update.body) file->pull.body = *update.body;
  if (auto loaded = load_head(options_.workspace, repo, file->pull, deadline.rest()); !loaded) {
    return loaded.error();
  }
  if (auto stored = place->pulls.store(*file); !stored) return stored.error();
  return std::move(file->pull);
}

Status LocalForge::upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                                  const std::string& body, const CallContext& context) {
  if (marker.empty() || body.find(marker) == body.npos) {
    return Error{ErrorCode::invalid_argument, "a comment does not carry its marker"};
  }
  auto place = open(options_, repo, Access::write, context);
  if (!place) return place.error();
  auto issues = place->issues.load();
  if (!issues) return issues.error();
  auto files = place->pulls.load();
  if (!files) return files.error();
  const bool known =
      find_in(*issues, issue) != nullptr || find_pull(*files, PullNumber{issue.value}) != nullptr;
  if (!known) return no_such_number(repo, issue.value);
  return place->issues.upsert_comment(issue.value, marker, body);
}

Status LocalForge::add_labels(const RepoId& repo, IssueNumber issue,
                              const std::vector<std::string>& labels, const CallContext& context) {
  if (!std::ranges::all_of(labels, is_label)) {
    return Error{ErrorCode::invalid_argument, "a label is empty or has several lines"};
  }
  auto place = open(options_, repo, Access::write, context);
  if (!place) return place.error();
  auto files = place->pulls.load();
  if (!files) return files.error();
  if (auto* file = find_pull(*files, PullNumber{issue.value}); file != nullptr) {
    auto& have = file->pull.labels;
    for (const auto& label : labels) {
      if (std::ranges::find(have, label) == have.end()) have.push_back(label);
    }
    return place->pulls.store(*file);
  }
  auto issues = place->issues.load();
  if (!issues) return issues.error();
  const auto* found = find_in(*issues, issue);
  if (found == nullptr) return no_such_number(repo, issue.value);
  auto missing = labels;
  std::erase_if(missing, [&](const auto& label) { return has_all(found->labels, {label}); });
  return place->issues.add_labels(issue.value, missing);
}

Result<std::vector<std::string>> LocalForge::problems(const RepoId& repo,
                                                      const CallContext& context) {
  auto place = open(options_, repo, Access::read, context);
  if (!place) return place.error();
  auto list = place->issues.load();
  if (!list) return list.error();
  return std::move(list->problems);
}

}  // namespace homeostat

#include <homeostat/testing/memory_workspace.hpp>

#include "core/base/format.hpp"
#include "core/base/sha256.hpp"
#include "testing/stopped.hpp"

namespace homeostat::testing {
namespace {

class MemoryCheckout : public Checkout {
 public:
  MemoryCheckout(std::string directory, std::shared_ptr<std::atomic<int>> count)
      : directory_(std::move(directory)), count_(std::move(count)) {
    ++*count_;
  }
  ~MemoryCheckout() override { --*count_; }
  MemoryCheckout(const MemoryCheckout&) = delete;
  MemoryCheckout& operator=(const MemoryCheckout&) = delete;
  [[nodiscard]] const std::string& directory() const override { return directory_; }

 private:
  std::string directory_;
  std::shared_ptr<std::atomic<int>> count_;  // shared with the workspace that counts
};

/// As long as a SHA-1 of git, and as good as one here.
std::string id_of(std::string_view text) { return base::sha256_hex(text).substr(0, 40); }

/// Relative, no empty, "." or ".." part, nothing under .git: what git would take into a tree.
bool is_tree_path(std::string_view path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == ".." || part == ".git") return false;
    begin = end + 1;
  }
  return path.find('\0') == std::string_view::npos;
}

Error absent(std::string_view what, const std::string& id) {
  return Error{ErrorCode::invalid_argument, base::format("no {} {}", what, id)};
}

}  // namespace

std::string MemoryWorkspace::directory_of(const TreeId& tree) { return "memory:" + tree.str(); }

Result<MemoryWorkspace::Repository*> MemoryWorkspace::find_repository(const RepoId& repo,
                                                                      const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped.error();
  const auto found = repositories_.find(repo);
  if (found == repositories_.end()) return absent("repository", repo.str());
  return &found->second;
}

Result<const MemoryWorkspace::Tree*> MemoryWorkspace::find_tree(const RepoId& repo,
                                                                const CommitId& commit,
                                                                const CallContext& context) {
  auto repository = find_repository(repo, context);
  if (!repository) return repository.error();
  const auto found = (*repository)->commits.find(commit);
  if (found == (*repository)->commits.end()) return absent("commit", commit.str());
  return &(*repository)->trees.at(found->second.tree);
}

Result<std::optional<CommitId>> MemoryWorkspace::head(const RepoId& repo, const std::string& branch,
                                                      const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto repository = find_repository(repo, context);
  if (!repository) return repository.error();
  const auto found = (*repository)->branches.find(branch);
  if (found == (*repository)->branches.end()) return std::optional<CommitId>();
  return std::optional<CommitId>(found->second);
}

Result<TreeListing> MemoryWorkspace::list(const RepoId& repo, const CommitId& commit,
                                          const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto tree = find_tree(repo, commit, context);
  if (!tree) return tree.error();
  TreeListing listing{commit, {}};
  for (const auto& [path, file] : **tree) {
    listing.entries.push_back({path, file.mode, static_cast<std::int64_t>(file.content.size())});
  }
  return listing;
}

Result<std::optional<FileContent>> MemoryWorkspace::read(const RepoId& repo, const CommitId& commit,
                                                         const std::string& path,
                                                         std::int64_t bytes_max,
                                                         const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto tree = find_tree(repo, commit, context);
  if (!tree) return tree.error();
  const auto found = (*tree)->find(path);
  if (found == (*tree)->end()) return std::optional<FileContent>();
  if (std::cmp_greater(found->second.content.size(), bytes_max)) {
    return Error{ErrorCode::denied, base::format("file {} has {} bytes, limit is {}", path,
                                                 found->second.content.size(), bytes_max)};
  }
  return std::optional<FileContent>(found->second);
}

Result<TreeId> MemoryWorkspace::write_tree(const RepoId& repo, const CommitId& base,
                                           const std::vector<FileWrite>& writes,
                                           const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto found = find_tree(repo, base, context);
  if (!found) return found.error();
  Tree tree = **found;
  for (const FileWrite& write : writes) {
    if (!is_tree_path(write.path)) {
      return Error{ErrorCode::invalid_argument, "not a path of a tree: " + write.path};
    }
    if (write.content) {
      tree[write.path] = FileContent{write.path, write.mode, *write.content};
    } else {
      tree.erase(write.path);
    }
  }
  return add_tree(repositories_[repo], std::move(tree));
}

Result<TreeId> MemoryWorkspace::tree_of(const RepoId& repo, const CommitId& commit,
                                        const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto repository = find_repository(repo, context);
  if (!repository) return repository.error();
  const auto found = (*repository)->commits.find(commit);
  if (found == (*repository)->commits.end()) return absent("commit", commit.str());
  return found->second.tree;
}

Result<std::unique_ptr<Checkout>> MemoryWorkspace::checkout(const RepoId& repo, const TreeId& tree,
                                                            const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto repository = find_repository(repo, context);
  if (!repository) return repository.error();
  if (!(*repository)->trees.contains(tree)) return absent("tree", tree.str());
  return std::unique_ptr<Checkout>(
      std::make_unique<MemoryCheckout>(directory_of(tree), checkouts_));
}

Result<CommitId> MemoryWorkspace::commit(const RepoId& repo, const CommitRequest& request,
                                         const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto repository = find_repository(repo, context);
  if (!repository) return repository.error();
  if (!(*repository)->commits.contains(request.parent)) {
    return absent("commit", request.parent.str());
  }
  if (!(*repository)->trees.contains(request.tree)) return absent("tree", request.tree.str());
  return add_commit(**repository, request);
}

Status MemoryWorkspace::push(const RepoId& repo, const PushRequest& request,
                             const CallContext& context) {
  const std::scoped_lock lock(mutex_);
  auto repository = find_repository(repo, context);
  if (!repository) return repository.error();
  if (!(*repository)->commits.contains(request.commit)) {
    return absent("commit", request.commit.str());
  }
  auto& branches = (*repository)->branches;
  const auto found = branches.find(request.branch);
  const CommitId head = found == branches.end() ? CommitId() : found->second;
  if (head != request.expected_head) {
    return Error{ErrorCode::conflict, "branch " + request.branch + " has another head"};
  }
  branches[request.branch] = request.commit;
  return {};
}

CommitId MemoryWorkspace::add_repository(const RepoId& repo, const std::string& branch,
                                         const Files& files) {
  {
    const std::scoped_lock lock(mutex_);
    repositories_[repo] = Repository{};
  }
  return commit_by_hand(repo, branch, files);
}

CommitId MemoryWorkspace::commit_by_hand(const RepoId& repo, const std::string& branch,
                                         const Files& files) {
  const std::scoped_lock lock(mutex_);
  Repository& repository = repositories_.at(repo);
  CommitRequest request;
  request.message = "by hand";
  Tree tree;
  if (const auto at = repository.branches.find(branch); at != repository.branches.end()) {
    request.parent = at->second;
    tree = repository.trees.at(repository.commits.at(at->second).tree);
  }
  for (const auto& [path, content] : files) {
    tree[path] = FileContent{path, FileMode::regular, content};
  }
  request.tree = add_tree(repository, std::move(tree));
  return repository.branches[branch] = add_commit(repository, request);
}

TreeId MemoryWorkspace::add_tree(Repository& repository, Tree tree) {
  std::string text;
  for (const auto& [path, file] : tree) {
    text += base::format("{:o} {} {}\n", static_cast<std::uint32_t>(file.mode),
                         base::sha256_hex(file.content), path);
  }
  const TreeId id{id_of("tree\n" + text)};
  repository.trees.emplace(id, std::move(tree));
  return id;
}

CommitId MemoryWorkspace::add_commit(Repository& repository, const CommitRequest& request) {
  const CommitId id{
      id_of(base::format("commit\n{}\n{}\n{}\n{}", request.parent.str(), request.tree.str(),
                         request.time.time_since_epoch().count(), request.message))};
  repository.commits.emplace(id, request);
  return id;
}

CommitId MemoryWorkspace::head_of(const RepoId& repo, const std::string& branch) const {
  const std::scoped_lock lock(mutex_);
  const auto found = repositories_.find(repo);
  if (found == repositories_.end()) return {};
  const auto head = found->second.branches.find(branch);
  return head == found->second.branches.end() ? CommitId() : head->second;
}

std::vector<std::string> MemoryWorkspace::branches(const RepoId& repo) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, commit] : repositories_.at(repo).branches)
    names.push_back(name);
  return names;
}

MemoryWorkspace::Files MemoryWorkspace::files(const RepoId& repo, const TreeId& tree) const {
  const std::scoped_lock lock(mutex_);
  Files files;
  const auto& trees = repositories_.at(repo).trees;
  const auto found = trees.find(tree);
  if (found == trees.end()) return files;
  for (const auto& [path, file] : found->second)
    files[path] = file.content;
  return files;
}

CommitRequest MemoryWorkspace::find_commit(const RepoId& repo, const CommitId& commit) const {
  const std::scoped_lock lock(mutex_);
  const auto& commits = repositories_.at(repo).commits;
  const auto found = commits.find(commit);
  return found == commits.end() ? CommitRequest{} : found->second;
}

}  // namespace homeostat::testing

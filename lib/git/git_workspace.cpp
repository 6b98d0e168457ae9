#include <homeostat/git/git_workspace.hpp>

#include <algorithm>
#include <filesystem>

#include "core/base/format.hpp"
#include "git/checkout.hpp"
#include "git/mirror.hpp"
#include "git/names.hpp"
#include "git/tree_writer.hpp"

namespace homeostat {
namespace {

namespace fs = std::filesystem;

Error invalid(std::string message) { return {ErrorCode::invalid_config, std::move(message)}; }

bool is_identity(const std::string& text) {
  return !text.empty() && text.find_first_of(std::string_view("<>\n\r\0", 5)) == text.npos;
}

Status check(const GitOptions& options) {
  if (!options.cache_path.starts_with('/')) {
    return invalid(base::format("git cache \"{}\" is not an absolute path", options.cache_path));
  }
  if (!is_identity(options.name)) return invalid("the name of git's author holds <, > or no text");
  if (!is_identity(options.email))
    return invalid("the email of git's author holds <, > or no text");
  if (options.listing_bytes_max < 1)
    return invalid("the limit of git's listings must be at least 1");
  for (const auto& [repo, remote] : options.repositories) {
    auto protocol = git::protocol_of(remote.location);
    if (!protocol) return protocol.error().with_context(repo.str());
    if (remote.http_header.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
      return invalid(repo.str() + ": http_header is more than one line");
    }
    if (!remote.http_header.empty() && *protocol != "https" && *protocol != "http") {
      return invalid(repo.str() + ": http_header is for http and https");
    }
  }
  return {};
}

}  // namespace

class GitWorkspace::State {
 public:
  explicit State(GitOptions given)
      : options(std::move(given)),
        git(options),
        mirrors(options, git),
        temporary_path(options.cache_path + "/tmp") {}

  const GitOptions options;
  const git::GitProgram git;
  git::Mirrors mirrors;
  const std::string temporary_path;
};

GitWorkspace::GitWorkspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
GitWorkspace::~GitWorkspace() = default;

Result<std::unique_ptr<GitWorkspace>> GitWorkspace::make(GitOptions options) {
  if (auto good = check(options); !good) return good.error();
  auto state = std::make_unique<State>(std::move(options));
  std::error_code failed;
  fs::create_directories(state->temporary_path, failed);
  if (failed) {
    return Error{ErrorCode::store,
                 base::format("cannot make {}: {}", state->temporary_path, failed.message())};
  }
  git::remove_stale_folders(state->temporary_path);
  return std::unique_ptr<GitWorkspace>(new GitWorkspace(std::move(state)));
}

Result<std::optional<CommitId>> GitWorkspace::head(const RepoId& repo, const std::string& branch,
                                                   const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return mirror->head(branch, deadline);
}

Result<TreeListing> GitWorkspace::list(const RepoId& repo, const CommitId& commit,
                                       const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return mirror->objects.list(commit, state_->options.listing_bytes_max, deadline);
}

Result<std::optional<FileContent>> GitWorkspace::read(const RepoId& repo, const CommitId& commit,
                                                      const std::string& path,
                                                      std::int64_t bytes_max,
                                                      const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return mirror->objects.read(commit, path, bytes_max, deadline);
}

Result<TreeId> GitWorkspace::write_tree(const RepoId& repo, const CommitId& base,
                                        const std::vector<FileWrite>& writes,
                                        const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return git::write_tree(mirror->objects, base, writes, state_->temporary_path, deadline);
}

Result<TreeId> GitWorkspace::tree_of(const RepoId& repo, const CommitId& commit,
                                     const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return mirror->objects.tree_of(commit, deadline);
}

Result<std::unique_ptr<Checkout>> GitWorkspace::checkout(const RepoId& repo, const TreeId& tree,
                                                         const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return git::make_checkout(mirror->objects, tree, state_->temporary_path, deadline);
}

Result<CommitId> GitWorkspace::commit(const RepoId& repo, const CommitRequest& request,
                                      const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return mirror->objects.commit(request, state_->options.name, state_->options.email, deadline);
}

Status GitWorkspace::push(const RepoId& repo, const PushRequest& request,
                          const CallContext& context) {
  const git::Deadline deadline(context);
  auto mirror = state_->mirrors.open(repo, deadline);
  if (!mirror) return mirror.error();
  return mirror->push(request, deadline);
}

}  // namespace homeostat

#include "core/engine/gated_ports.hpp"

namespace homeostat::engine {

Result<std::vector<Issue>> GatedForge::list_issues(const RepoId& repo, const IssueQuery& query,
                                                   const CallContext& context) {
  return forge_.list_issues(repo, query, context);
}

Result<std::optional<Issue>> GatedForge::find_issue(const RepoId& repo, IssueNumber number,
                                                    const CallContext& context) {
  return forge_.find_issue(repo, number, context);
}

Result<std::vector<PullRequest>> GatedForge::find_pull_requests(const RepoId& repo,
                                                                const std::string& head,
                                                                const CallContext& context) {
  return forge_.find_pull_requests(repo, head, context);
}

Result<PullRequest> GatedForge::create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                                    const CallContext& context) {
  NewPullRequest safe = pull;
  safe.title = gate_.clean(std::string_view(pull.title));
  safe.body = gate_.clean(std::string_view(pull.body));
  return forge_.create_pull_request(repo, safe, context);
}

Result<PullRequest> GatedForge::update_pull_request(const RepoId& repo,
                                                    const PullRequestUpdate& update,
                                                    const CallContext& context) {
  PullRequestUpdate safe = update;
  if (safe.title) safe.title = gate_.clean(std::string_view(*safe.title));
  if (safe.body) safe.body = gate_.clean(std::string_view(*safe.body));
  return forge_.update_pull_request(repo, safe, context);
}

Status GatedForge::upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                                  const std::string& body, const CallContext& context) {
  return forge_.upsert_comment(repo, issue, marker, gate_.clean(std::string_view(body)), context);
}

Status GatedForge::add_labels(const RepoId& repo, IssueNumber issue,
                              const std::vector<std::string>& labels, const CallContext& context) {
  return forge_.add_labels(repo, issue, labels, context);
}

Result<ModelReply> GatedModel::complete(const ModelRequest& request, const CallContext& context) {
  for (const ModelMessage& message : request.messages) {
    if (gate_.clean(std::string_view(message.text)) != message.text) {
      return Error{ErrorCode::denied, "the prompt holds a secret"};
    }
  }
  return model_.complete(request, context);
}

Result<std::optional<CommitId>> GatedWorkspace::head(const RepoId& repo, const std::string& branch,
                                                     const CallContext& context) {
  return workspace_.head(repo, branch, context);
}

Result<TreeListing> GatedWorkspace::list(const RepoId& repo, const CommitId& commit,
                                         const CallContext& context) {
  return workspace_.list(repo, commit, context);
}

Result<std::optional<FileContent>> GatedWorkspace::read(const RepoId& repo, const CommitId& commit,
                                                        const std::string& path,
                                                        std::int64_t bytes_max,
                                                        const CallContext& context) {
  return workspace_.read(repo, commit, path, bytes_max, context);
}

Result<TreeId> GatedWorkspace::write_tree(const RepoId& repo, const CommitId& base,
                                          const std::vector<FileWrite>& writes,
                                          const CallContext& context) {
  return workspace_.write_tree(repo, base, writes, context);
}

Result<TreeId> GatedWorkspace::tree_of(const RepoId& repo, const CommitId& commit,
                                       const CallContext& context) {
  return workspace_.tree_of(repo, commit, context);
}

Result<std::unique_ptr<Checkout>> GatedWorkspace::checkout(const RepoId& repo, const TreeId& tree,
                                                           const CallContext& context) {
  return workspace_.checkout(repo, tree, context);
}

Result<CommitId> GatedWorkspace::commit(const RepoId& repo, const CommitRequest& request,
                                        const CallContext& context) {
  CommitRequest safe = request;
  safe.message = gate_.clean(std::string_view(request.message));
  return workspace_.commit(repo, safe, context);
}

Status GatedWorkspace::push(const RepoId& repo, const PushRequest& request,
                            const CallContext& context) {
  return workspace_.push(repo, request, context);
}

}  // namespace homeostat::engine

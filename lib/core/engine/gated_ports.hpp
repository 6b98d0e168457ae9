// The ports through which text leaves, with the gate in front of them.
#pragma once

#include <homeostat/engine.hpp>
#include <homeostat/outbound.hpp>

namespace homeostat::engine {

/// Titles, bodies and comments are cleaned on their way.
class GatedForge final : public Forge {
 public:
  GatedForge(Forge& forge, const Outbound& gate) : forge_(forge), gate_(gate) {}
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

 private:
  Forge& forge_;
  const Outbound& gate_;
};

/// A prompt that holds a secret is `denied`: nothing was asked, nothing billed. It was paid for by
/// its length and may not grow, so it is cleaned before, not here.
class GatedModel final : public Model {
 public:
  GatedModel(Model& model, const Outbound& gate) : model_(model), gate_(gate) {}
  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) override;

 private:
  Model& model_;
  const Outbound& gate_;
};

/// Commit messages are cleaned. Trees are not: what a file held before is not ours to judge, and
/// what a patch adds was.
class GatedWorkspace final : public Workspace {
 public:
  GatedWorkspace(Workspace& workspace, const Outbound& gate) : workspace_(workspace), gate_(gate) {}
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

 private:
  Workspace& workspace_;
  const Outbound& gate_;
};

class GatedEventSink final : public EventSink {
 public:
  GatedEventSink(EventSink& events, const Outbound& gate) : events_(events), gate_(gate) {}
  Status emit(const Event& event) override { return events_.emit(gate_.clean(event)); }

 private:
  EventSink& events_;
  const Outbound& gate_;
};

/// What a run is given instead of its ports. Borrows both.
class GatedPorts {
 public:
  GatedPorts(const Ports& ports, const Outbound& gate)
      : forge_(ports.forge, gate),
        workspace_(ports.workspace, gate),
        model_(ports.model, gate),
        events_(ports.events, gate),
        ports_{ports.clock, ports.entropy, ports.store, forge_,
               workspace_,  ports.tests,   model_,      events_} {}
  GatedPorts(const GatedPorts&) = delete;
  GatedPorts& operator=(const GatedPorts&) = delete;
  [[nodiscard]] Ports& ports() { return ports_; }

 private:
  GatedForge forge_;
  GatedWorkspace workspace_;
  GatedModel model_;
  GatedEventSink events_;
  Ports ports_;
};

}  // namespace homeostat::engine

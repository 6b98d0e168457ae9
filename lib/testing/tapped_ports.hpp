// All ports of a bundle, each call passed through one tap: what FailNth and Recorder are made of.
#pragma once

#include <optional>
#include <string>

#include <homeostat/engine.hpp>

namespace homeostat::testing {

/// What happens to a call instead of its own answer.
struct Fault {
  bool acts = false;  ///< the port is called all the same, and its answer is lost
  Error error;
};

/// Thread safety: implementations are safe to share.
class Tap {
 public:
  virtual ~Tap() = default;
  /// Each call is announced by its name: "store.commit".
  virtual std::optional<Fault> on_call(const char* name) = 0;
};

template <class Call>
auto tapped(Tap& tap, const char* name, Call call) -> decltype(call()) {
  const std::optional<Fault> fault = tap.on_call(name);
  if (fault && !fault->acts) return fault->error;
  auto answer = call();
  if (fault) return fault->error;
  return answer;
}

class TappedClock : public Clock {
 public:
  TappedClock(Clock& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  [[nodiscard]] Time now() override { return inner_.now(); }
  [[nodiscard]] Milliseconds monotonic() override { return inner_.monotonic(); }
  Status sleep_for(Milliseconds duration, std::stop_token stop) override {
    return tapped(tap_, "clock.sleep_for", [&] { return inner_.sleep_for(duration, stop); });
  }

 private:
  Clock& inner_;
  Tap& tap_;
};

class TappedEntropy : public Entropy {
 public:
  TappedEntropy(Entropy& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Status fill(std::span<std::byte> bytes) override {
    return tapped(tap_, "entropy.fill", [&] { return inner_.fill(bytes); });
  }

 private:
  Entropy& inner_;
  Tap& tap_;
};

class TappedStore : public StateStore {
 public:
  TappedStore(StateStore& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Result<std::optional<Record>> get(const RecordKey& key, const CallContext& context) override {
    return tapped(tap_, "store.get", [&] { return inner_.get(key, context); });
  }
  Result<std::vector<Record>> scan(const ScanQuery& query, const CallContext& context) override {
    return tapped(tap_, "store.scan", [&] { return inner_.scan(query, context); });
  }
  Status commit(const std::vector<Precondition>& preconditions,
                const std::vector<RecordWrite>& writes, const CallContext& context) override {
    return tapped(tap_, "store.commit",
                  [&] { return inner_.commit(preconditions, writes, context); });
  }

 private:
  StateStore& inner_;
  Tap& tap_;
};

class TappedForge : public Forge {
 public:
  TappedForge(Forge& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Result<std::vector<Issue>> list_issues(const RepoId& repo, const IssueQuery& query,
                                         const CallContext& context) override {
    return tapped(tap_, "forge.list_issues",
                  [&] { return inner_.list_issues(repo, query, context); });
  }
  Result<std::optional<Issue>> find_issue(const RepoId& repo, IssueNumber number,
                                          const CallContext& context) override {
    return tapped(tap_, "forge.find_issue",
                  [&] { return inner_.find_issue(repo, number, context); });
  }
  Result<std::vector<PullRequest>> find_pull_requests(const RepoId& repo, const std::string& head,
                                                      const CallContext& context) override {
    return tapped(tap_, "forge.find_pull_requests",
                  [&] { return inner_.find_pull_requests(repo, head, context); });
  }
  Result<PullRequest> create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                          const CallContext& context) override {
    return tapped(tap_, "forge.create_pull_request",
                  [&] { return inner_.create_pull_request(repo, pull, context); });
  }
  Result<PullRequest> update_pull_request(const RepoId& repo, const PullRequestUpdate& update,
                                          const CallContext& context) override {
    return tapped(tap_, "forge.update_pull_request",
                  [&] { return inner_.update_pull_request(repo, update, context); });
  }
  Status upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                        const std::string& body, const CallContext& context) override {
    return tapped(tap_, "forge.upsert_comment",
                  [&] { return inner_.upsert_comment(repo, issue, marker, body, context); });
  }
  Status add_labels(const RepoId& repo, IssueNumber issue, const std::vector<std::string>& labels,
                    const CallContext& context) override {
    return tapped(tap_, "forge.add_labels",
                  [&] { return inner_.add_labels(repo, issue, labels, context); });
  }

 private:
  Forge& inner_;
  Tap& tap_;
};

class TappedWorkspace : public Workspace {
 public:
  TappedWorkspace(Workspace& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Result<std::optional<CommitId>> head(const RepoId& repo, const std::string& branch,
                                       const CallContext& context) override {
    return tapped(tap_, "workspace.head", [&] { return inner_.head(repo, branch, context); });
  }
  Result<TreeListing> list(const RepoId& repo, const CommitId& commit,
                           const CallContext& context) override {
    return tapped(tap_, "workspace.list", [&] { return inner_.list(repo, commit, context); });
  }
  Result<std::optional<FileContent>> read(const RepoId& repo, const CommitId& commit,
                                          const std::string& path, std::int64_t bytes_max,
                                          const CallContext& context) override {
    return tapped(tap_, "workspace.read",
                  [&] { return inner_.read(repo, commit, path, bytes_max, context); });
  }
  Result<TreeId> write_tree(const RepoId& repo, const CommitId& base,
                            const std::vector<FileWrite>& writes,
                            const CallContext& context) override {
    return tapped(tap_, "workspace.write_tree",
                  [&] { return inner_.write_tree(repo, base, writes, context); });
  }
  Result<TreeId> tree_of(const RepoId& repo, const CommitId& commit,
                         const CallContext& context) override {
    return tapped(tap_, "workspace.tree_of", [&] { return inner_.tree_of(repo, commit, context); });
  }
  Result<std::unique_ptr<Checkout>> checkout(const RepoId& repo, const TreeId& tree,
                                             const CallContext& context) override {
    return tapped(tap_, "workspace.checkout", [&] { return inner_.checkout(repo, tree, context); });
  }
  Result<CommitId> commit(const RepoId& repo, const CommitRequest& request,
                          const CallContext& context) override {
    return tapped(tap_, "workspace.commit", [&] { return inner_.commit(repo, request, context); });
  }
  Status push(const RepoId& repo, const PushRequest& request, const CallContext& context) override {
    return tapped(tap_, "workspace.push", [&] { return inner_.push(repo, request, context); });
  }

 private:
  Workspace& inner_;
  Tap& tap_;
};

class TappedRunner : public TestRunner {
 public:
  TappedRunner(TestRunner& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Result<TestResult> run(const TestRequest& request, const CallContext& context) override {
    return tapped(tap_, "tests.run", [&] { return inner_.run(request, context); });
  }

 private:
  TestRunner& inner_;
  Tap& tap_;
};

class TappedModel : public Model {
 public:
  TappedModel(Model& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) override {
    return tapped(tap_, "model.complete", [&] { return inner_.complete(request, context); });
  }

 private:
  Model& inner_;
  Tap& tap_;
};

class TappedSink : public EventSink {
 public:
  TappedSink(EventSink& inner, Tap& tap) : inner_(inner), tap_(tap) {}
  Status emit(const Event& event) override {
    return tapped(tap_, "events.emit", [&] { return inner_.emit(event); });
  }

 private:
  EventSink& inner_;
  Tap& tap_;
};

/// Borrows the inner ports and the tap.
class TappedPorts {
 public:
  TappedPorts(Ports inner, Tap& tap)
      : clock_(inner.clock, tap),
        entropy_(inner.entropy, tap),
        store_(inner.store, tap),
        forge_(inner.forge, tap),
        workspace_(inner.workspace, tap),
        runner_(inner.tests, tap),
        model_(inner.model, tap),
        sink_(inner.events, tap) {}

  [[nodiscard]] Ports ports() {
    return Ports{clock_, entropy_, store_, forge_, workspace_, runner_, model_, sink_};
  }

 private:
  TappedClock clock_;
  TappedEntropy entropy_;
  TappedStore store_;
  TappedForge forge_;
  TappedWorkspace workspace_;
  TappedRunner runner_;
  TappedModel model_;
  TappedSink sink_;
};

}  // namespace homeostat::testing

#include <homeostat/testing/memory_forge.hpp>

#include "contract/memory_world.hpp"
#include "support/contract_failures.hpp"

using namespace homeostat;

namespace {

enum class Broken {
  nothing,
  labels,        // any label will do
  order,         // issues come backwards
  bound,         // ignored
  second_pull,   // is made, past the first one
  oldest_first,  // pull requests come in order of their making
  whole_update,  // an update clears what it does not name
  new_comments,  // a comment is always a new one
  stop,          // ignored
};

class BrokenForge : public Forge {
 public:
  BrokenForge(testing::MemoryForge& inner, Broken broken) : inner_(inner), broken_(broken) {}

  Result<std::vector<Issue>> list_issues(const RepoId& repo, const IssueQuery& query,
                                         const CallContext& context) override {
    IssueQuery asked = query;
    if (broken_ == Broken::labels && asked.labels.size() > 1) asked.labels.resize(1);
    if (broken_ == Broken::bound) asked.max = 1000;
    auto issues = inner_.list_issues(repo, asked, given(context));
    if (issues && broken_ == Broken::order) std::reverse(issues->begin(), issues->end());
    return issues;
  }
  Result<std::optional<Issue>> find_issue(const RepoId& repo, IssueNumber number,
                                          const CallContext& context) override {
    return inner_.find_issue(repo, number, given(context));
  }
  Result<std::vector<PullRequest>> find_pull_requests(const RepoId& repo, const std::string& head,
                                                      const CallContext& context) override {
    auto pulls = inner_.find_pull_requests(repo, head, given(context));
    if (pulls && broken_ == Broken::oldest_first) std::reverse(pulls->begin(), pulls->end());
    return pulls;
  }
  Result<PullRequest> create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                          const CallContext& context) override {
    if (broken_ == Broken::second_pull) {
      for (const PullRequest& other : inner_.pull_requests(repo))
        inner_.set_state(repo, other.number, PullState::closed);
    }
    return inner_.create_pull_request(repo, pull, given(context));
  }
  Result<PullRequest> update_pull_request(const RepoId& repo, const PullRequestUpdate& update,
                                          const CallContext& context) override {
    PullRequestUpdate asked = update;
    if (broken_ == Broken::whole_update && !asked.body) asked.body = "";
    return inner_.update_pull_request(repo, asked, given(context));
  }
  Status upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                        const std::string& body, const CallContext& context) override {
    if (broken_ == Broken::new_comments) {
      inner_.add_comment(repo, issue, body);
      return {};
    }
    return inner_.upsert_comment(repo, issue, marker, body, given(context));
  }
  Status add_labels(const RepoId& repo, IssueNumber issue, const std::vector<std::string>& labels,
                    const CallContext& context) override {
    return inner_.add_labels(repo, issue, labels, given(context));
  }

 private:
  [[nodiscard]] CallContext given(const CallContext& context) const {
    return broken_ == Broken::stop ? CallContext{} : context;
  }
  testing::MemoryForge& inner_;
  Broken broken_;
};

class BrokenForgeUnderTest : public MemoryForgeUnderTest {
 public:
  explicit BrokenForgeUnderTest(Broken broken) : broken_(memory, broken) {}
  Forge& forge() override { return broken_; }

 private:
  BrokenForge broken_;
};

bool fails(Broken broken, const std::string& part) {
  const auto contract =
      testing::forge_contract([&] { return std::make_unique<BrokenForgeUnderTest>(broken); });
  return !contract_failures(contract, part).empty();
}

}  // namespace

TEST_CASE("each broken forge fails the case that is about it") {
  CHECK_FALSE(fails(Broken::nothing, ""));
  CHECK(fails(Broken::order, "issues are listed"));
  CHECK(fails(Broken::labels, "issues are listed"));
  CHECK(fails(Broken::bound, "issues are listed"));
  CHECK(fails(Broken::second_pull, "one open pull request"));
  CHECK(fails(Broken::oldest_first, "newest first"));
  CHECK(fails(Broken::whole_update, "an update changes"));
  CHECK(fails(Broken::new_comments, "one comment"));
  CHECK(fails(Broken::stop, "a stop ends"));
}

/// Defects of the predecessor that only whole runs show, each as a test that it would fail.
/// tests/README.md lists where the others are tested.

#include <homeostat/attempts.hpp>
#include <homeostat/guardrails.hpp>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::broken_invariants;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;
using homeostat::testing::World;

namespace {

/// A forge that refuses to open pull requests: the branch is protected, say.
class RefusingForge : public Forge {
 public:
  explicit RefusingForge(Forge& inner) : inner_(inner) {}
  Result<std::vector<Issue>> list_issues(const RepoId& repo, const IssueQuery& query,
                                         const CallContext& context) override {
    return inner_.list_issues(repo, query, context);
  }
  Result<std::optional<Issue>> find_issue(const RepoId& repo, IssueNumber number,
                                          const CallContext& context) override {
    return inner_.find_issue(repo, number, context);
  }
  Result<std::vector<PullRequest>> find_pull_requests(const RepoId& repo, const std::string& head,
                                                      const CallContext& context) override {
    return inner_.find_pull_requests(repo, head, context);
  }
  Result<PullRequest> create_pull_request(const RepoId&, const NewPullRequest&,
                                          const CallContext&) override {
    return Error{ErrorCode::denied, "pull requests are switched off"};
  }
  Result<PullRequest> update_pull_request(const RepoId& repo, const PullRequestUpdate& update,
                                          const CallContext& context) override {
    return inner_.update_pull_request(repo, update, context);
  }
  Status upsert_comment(const RepoId& repo, IssueNumber issue, const std::string& marker,
                        const std::string& body, const CallContext& context) override {
    return inner_.upsert_comment(repo, issue, marker, body, context);
  }
  Status add_labels(const RepoId& repo, IssueNumber issue, const std::vector<std::string>& labels,
                    const CallContext& context) override {
    return inner_.add_labels(repo, issue, labels, context);
  }

 private:
  Forge& inner_;
};

std::size_t count_records(const World& world, const std::string& kind) {
  std::size_t count = 0;
  for (const Record& record : world.store.records())
    count += record.key.kind == kind ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("A4, B5: without an answer there is no pull request, and nothing is made up") {
  Prepared world;
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::model_error);
  CHECK(world.pulls().empty());
  CHECK(world.workspace.branches(world.repo) == std::vector<std::string>{"main"});
}

TEST_CASE("A5: the pull request's branch exists and holds the patched file") {
  Prepared world;
  world.answer_right();
  const IssueReport report = world.run_one();
  const CommitId head = world.workspace.head_of(world.repo, report.branch);
  REQUIRE_FALSE(head.empty());
  const CommitRequest commit = world.workspace.find_commit(world.repo, head);
  CHECK(commit.parent == world.base);
  CHECK(world.workspace.files(world.repo, commit.tree).at("src/first.js").find("list?.items") !=
        std::string::npos);
}

TEST_CASE("A8, B1, B2: the tests run after the patch, and their failure stops it") {
  Prepared world;
  world.answer_wrong();
  const IssueReport report = world.run_one();
  CHECK(world.runner.requests().size() == 2);
  CHECK(reason_of(report) == Reason::model_error);  // the second try has no answer
  CHECK(world.pulls().empty());
  CHECK(report.cooldown_until.has_value());
}

TEST_CASE("A11: no variable of a test tool switches a limit off") {
  Config config;
  const std::vector<EnvironmentVariable> variables{
      {"NODE_ENV", "test"}, {"VITEST", "true"}, {"CI", "true"}};
  REQUIRE(apply_environment(config, variables));
  CHECK(config == Config{});
}

TEST_CASE("C10: a fix at zero cost needs no money") {
  World world;
  world.config.environment = Environment::production;
  world.workspace.commit_by_hand(world.repo, "main", {{"src/first.js", "fine\n"}});
  world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/one.js", "export function one(user) {\n  return user.name;\n}\n"},
       {"src/two.js", "export function two(item) {\n  return item.label;\n}\n"}});
  world.add_issue("src/one.js", "one", "Cannot read properties of undefined (reading 'name')");
  world.answer("src/one.js", "  return user.name;", "  return user?.name;");
  REQUIRE(world.run_one().outcome == IssueOutcome::pr_created);
  world.config.money.run = Money{};
  world.add_issue("src/two.js", "two", "Cannot read properties of undefined (reading 'label')");
  const RunReport report = world.run();
  CHECK(report.repositories.at(0).issues.at(1).outcome == IssueOutcome::pr_created);
  CHECK(report.cost() == Money{});
}

TEST_CASE("C9: a cap that is reached stops the calls, and no innocent error cools down") {
  World world;
  constexpr int errors = 6;
  for (int i = 0; i < errors; ++i) {
    const std::string name(1, static_cast<char>('a' + i));
    const std::string path = "src/" + name + ".js";
    world.base = world.workspace.commit_by_hand(
        world.repo, "main",
        {{path, "export function f(" + name + ") {\n  return " + name + ".x; // BUG\n}\n"}});
    world.add_issue(path, "f", "reading '" + name + "'");
  }
  world.config.limits.rate_per_minute_max = 100;
  for (int i = 0; i < 2 * errors; ++i) {
    homeostat::testing::ScriptedAnswer prose;
    prose.text = "no idea " + std::to_string(i);
    prose.usage = {.input = 2'000, .output = 1'000};
    world.model.add(prose);
  }
  const Money whole = [&world] {
    const Money cap = *world.config.money.run;
    return cap;
  }();
  world.config.money.run = Money::from_micros(4'000);
  const RunReport report = world.run();
  CHECK(report.cost() <= Money::from_micros(4'000));
  CHECK(report.cost() < whole);
  bool stopped_by_money = false;
  for (const IssueReport& issue : report.repositories.at(0).issues) {
    if (reason_of(issue) != Reason::budget) continue;
    stopped_by_money = true;
    CHECK_FALSE(issue.cooldown_until);
  }
  CHECK(stopped_by_money);
  CHECK(broken_invariants(world).empty());
}

TEST_CASE("C13: the same patch is judged the same way again and again") {
  const std::string patch =
      "--- a/src/a.js\n+++ b/src/a.js\n@@ -1 +1,2 @@\n a\n+const k = "
      "\"ghp_16C7e42F292c6912E7710c838347Ae178B4a\";\n";
  for (int i = 0; i < 3; ++i)
    CHECK_FALSE(check_patch_text({}, patch).pass());
}

TEST_CASE("G12: a damaged attempt record is an error with its name, and the lease is let go") {
  Prepared world;
  world.answer_wrong();
  (void)world.run_one();
  for (const Record& record : world.store.records()) {
    if (record.key.kind == "attempt") world.store.damage(record.key, "{");
  }
  const std::size_t leases = count_records(world, "lease");
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::failed);
  REQUIRE(report.error);
  CHECK(report.error->code == ErrorCode::store);
  CHECK(count_records(world, "lease") <= leases);
  CHECK(world.metrics_count() == 2);
  CHECK(world.model.requests().size() == 2);  // nothing was asked in the second run
}

TEST_CASE("G14: a failing model leaves an attempt, a comment and a record") {
  Prepared world;
  for (int i = 0; i < 2; ++i) {
    homeostat::testing::ScriptedAnswer broken;
    broken.error = Error{ErrorCode::transport, "connection reset"};
    world.model.add(broken);
  }
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::model_error);
  CHECK(report.cooldown_until.has_value());
  CHECK(world.forge.comments(world.repo, world.issue).size() == 1);
  CHECK(world.metrics_count() == 1);
}

TEST_CASE("G15: without a pull request there is no success, no pattern, but a record") {
  Prepared world;
  world.config.environment = Environment::production;
  world.answer_right();
  RefusingForge forge(world.forge);
  Ports ports{world.clock,     world.entropy, world.store, forge,
              world.workspace, world.runner,  world.model, world.sink};
  const RunReport run = world.run_with(ports);
  const IssueReport& report = run.repositories.at(0).issues.at(0);
  CHECK(report.outcome == IssueOutcome::failed);
  CHECK(count_records(world, "attempt") == 0);
  CHECK(count_records(world, "pattern") == 0);
  CHECK(world.metrics_count() == 1);
}

TEST_CASE("H3: the same issue three times is one pull request") {
  Prepared world;
  for (int i = 0; i < 3; ++i) {
    world.answer_right();
    (void)world.run();
  }
  CHECK(world.pulls().size() == 1);
}

#include <homeostat/testing/memory_forge.hpp>
#include <homeostat/testing/memory_workspace.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryForge;
using homeostat::testing::MemoryWorkspace;

namespace {

const RepoId repo{"acme/palette-kit"};

NewPullRequest pull_of(std::string head) {
  NewPullRequest pull;
  pull.title = "fix";
  pull.body = "text";
  pull.head = std::move(head);
  pull.base = "main";
  return pull;
}

}  // namespace

TEST_CASE("issues and pull requests share one row of numbers") {
  MemoryForge forge;
  CHECK(forge.add_issue(repo, {}) == IssueNumber{1});
  const auto pull = forge.create_pull_request(repo, pull_of("h"), {});
  REQUIRE(pull.has_value());
  CHECK(pull->number == PullNumber{2});
  CHECK(pull->url == "memory://acme/palette-kit/pull/2");
  CHECK(forge.add_issue(repo, {}) == IssueNumber{3});
  Issue ninth;
  ninth.number = IssueNumber{9};
  CHECK(forge.add_issue(repo, ninth) == IssueNumber{9});
  CHECK(forge.add_issue(repo, {}) == IssueNumber{10});
  CHECK(forge.pull_requests(repo).size() == 1);
  CHECK(forge.pull_requests(RepoId{"no/body"}).empty());
}

TEST_CASE("with a workspace the head branch must exist, and its head is told as it is now") {
  MemoryWorkspace workspace;
  const CommitId head = workspace.add_repository(repo, "main", {{"a", "1"}});
  MemoryForge forge(&workspace);
  const auto refused = forge.create_pull_request(repo, pull_of("h"), {});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::denied);
  REQUIRE(workspace.push(repo, {"h", head, {}}, {}).has_value());
  CHECK(forge.create_pull_request(repo, pull_of("h"), {})->head_commit == head);
  const CommitId later = workspace.commit_by_hand(repo, "h", {{"a", "2"}});
  CHECK(forge.find_pull_requests(repo, "h", {}).value()[0].head_commit == later);
}

TEST_CASE("a person can close, merge and comment") {
  MemoryForge forge;
  const IssueNumber issue = forge.add_issue(repo, {});
  const PullNumber number = forge.create_pull_request(repo, pull_of("h"), {})->number;
  forge.set_state(repo, number, PullState::merged);
  CHECK(forge.pull_requests(repo)[0].state == PullState::merged);
  CHECK(forge.comments(repo, issue).empty());
  CHECK(forge.comments(RepoId{"no/body"}, issue).empty());
  forge.add_comment(repo, issue, "hello");
  REQUIRE(forge.upsert_comment(repo, issue, "<!-- m -->", "ours <!-- m -->", {}).has_value());
  CHECK(forge.comments(repo, issue) == std::vector<std::string>{"hello", "ours <!-- m -->"});
}

TEST_CASE("calls are written down in order") {
  MemoryForge forge;
  REQUIRE(forge.list_issues(repo, {}, {}).has_value());
  REQUIRE(forge.create_pull_request(repo, pull_of("h"), {}).has_value());
  CHECK(forge.calls() == std::vector<std::string>{"list_issues acme/palette-kit",
                                                  "create_pull_request acme/palette-kit h"});
}

TEST_CASE("what a forge cannot find is denied by number") {
  MemoryForge forge;
  PullRequestUpdate update;
  update.number = PullNumber{7};
  CHECK(forge.update_pull_request(repo, update, {}).error().message ==
        "no number 7 in acme/palette-kit");
  CHECK(forge.upsert_comment(repo, IssueNumber{7}, "m", "m", {}).error().code == ErrorCode::denied);
  CHECK(forge.add_labels(repo, IssueNumber{7}, {"x"}, {}).error().code == ErrorCode::denied);
}

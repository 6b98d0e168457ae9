#include "e2e/real_world.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using e2e::Bug;
using e2e::RealWorld;

namespace {

const std::vector<std::string> slugs{"demo/convert-my-file", "demo/notebridge", "demo/palette-kit"};

/// Three repositories with one bug and its answer each.
void prepare_three(RealWorld& world) {
  for (const std::string& slug : slugs) {
    const Bug bug;
    world.add_repository(slug, {bug});
    world.answer_right(slug, world.add_issue(slug, bug), bug);
  }
}

}  // namespace

TEST_CASE("three repositories are processed in the order of the configuration") {
  RealWorld world;
  prepare_three(world);
  const RunReport report = world.run();
  REQUIRE(report.repositories.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    INFO(slugs[i]);
    CHECK(report.repositories[i].repo.str() == slugs[i]);
    CHECK(report.repositories[i].created == 1);
    REQUIRE(world.pulls(slugs[i]).size() == 1);
    const IssueReport& issue = report.repositories[i].issues.at(0);
    REQUIRE(issue.proof);
    CHECK(issue.proof->reproduced);
    CHECK(world.branches(slugs[i]) == std::vector<std::string>{issue.branch, "main"});
    CHECK(world.file_on(slugs[i], issue.branch, "src/card.js").find("?.name") != std::string::npos);
    CHECK(world.file_on(slugs[i], "main", "src/card.js").find("?.name") == std::string::npos);
  }
}

TEST_CASE("a run opens two pull requests in a repository and leaves the third issue for later") {
  RealWorld world;
  const std::string slug = slugs[0];
  std::vector<Bug> bugs;
  for (const char* name : {"one", "two", "three"}) {
    Bug bug;
    bug.file = std::string("src/") + name + ".js";
    bug.function = name;
    bugs.push_back(bug);
  }
  world.add_repository(slug, bugs);
  // Each test command runs the tests of one file, since each repair mends only one.
  for (const Bug& bug : bugs)
    world.answer_right(slug, world.add_issue(slug, bug), bug);
  world.config.repositories[0].test_command = "node --check src/one.js";
  const RunReport report = world.run();
  const auto& issues = report.repositories.at(0).issues;
  REQUIRE(issues.size() == 3);
  CHECK(report.repositories[0].created == 2);
  CHECK(world.pulls(slug).size() == 2);
  CHECK(e2e::has_reason(issues[2], Reason::pr_budget));
  CHECK(issues[2].cost == Money{});
  CHECK(world.log().find("pr_budget") != std::string::npos);
}

TEST_CASE("only paths in src, content and background may be changed") {
  RealWorld world;
  const std::string slug = slugs[0];
  const Bug bug;
  world.add_repository(slug, {bug}, {{"scripts/build.js", "build();\n"}});
  const int issue = world.add_issue(slug, bug);
  world.answer(slug, issue,
               "```diff\n--- /dev/null\n+++ b/scripts/more.js\n@@ -0,0 +1 @@\n+more();\n```\n");
  world.answer(slug, issue,
               "```diff\n--- /dev/null\n+++ b/docs/more.md\n@@ -0,0 +1 @@\n+more\n```\n");
  const RunReport report = world.run();
  CHECK(e2e::has_reason(report.repositories.at(0).issues.at(0), Reason::path_filter));
  CHECK(world.pulls(slug).empty());
  CHECK(world.branches(slug) == std::vector<std::string>{"main"});
  CHECK(world.log().find("path_filter") != std::string::npos);
}

TEST_CASE("a second run on the same state opens nothing twice") {
  RealWorld world;
  prepare_three(world);
  (void)world.run();
  const std::vector<std::string> before = world.pulls(slugs[0]);
  const RunReport again = world.run();
  for (const RepoReport& repo : again.repositories) {
    CHECK(repo.created == 0);
    CHECK(repo.cost == Money{});
    CHECK(e2e::has_reason(repo.issues.at(0), Reason::pr_exists));
  }
  CHECK(world.pulls(slugs[0]) == before);
  CHECK(world.model.requests().size() == 3);
}

TEST_CASE("repositories are processed one after the other") {
  RealWorld world;
  prepare_three(world);
  (void)world.run();
  RepoId open;
  for (const Event& event : world.events.events()) {
    if (event.kind == EventKind::repo_started) {
      CHECK(open.empty());
      open = event.repo;
    } else if (event.kind == EventKind::repo_ended) {
      CHECK(event.repo == open);
      open = RepoId{};
    } else if (!event.repo.empty()) {
      CHECK(event.repo == open);
    }
  }
}

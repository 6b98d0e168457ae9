#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;

TEST_CASE("issues that are not ours are skipped with their reason") {
  Prepared world;
  Issue issue = world.current_issue();
  SECTION("opted out, and nothing is written but the record") {
    issue.labels.push_back("do-not-fix");
    world.forge.add_issue(world.repo, issue);
    CHECK(reason_of(world.run_one()) == Reason::opted_out);
    CHECK(world.forge.comments(world.repo, world.issue).empty());
    CHECK(world.store.records().empty());
  }
  SECTION("too large") {
    issue.body += std::string(101 * 1024, 'x');
    world.forge.add_issue(world.repo, issue);
    CHECK(reason_of(world.run_one()) == Reason::too_large);
  }
  SECTION("malformed, labelled incomplete and told why") {
    issue.body = "it crashes";
    world.forge.add_issue(world.repo, issue);
    CHECK(reason_of(world.run_one()) == Reason::malformed);
    CHECK(world.forge.comments(world.repo, world.issue).size() == 1);
    CHECK(world.current_issue().labels == std::vector<std::string>{"robot", "incomplete"});
  }
  SECTION("too few occurrences") {
    world.config.limits.occurrences_min = 3;
    CHECK(reason_of(world.run_one()) == Reason::too_few_occurrences);
  }
  SECTION("written by the engine") {
    issue.body += "\n<!-- homeostat:comment -->\n";
    world.forge.add_issue(world.repo, issue);
    CHECK(reason_of(world.run_one()) == Reason::own_event);
  }
  CHECK(world.pulls().empty());
  CHECK(world.metrics_count() == 1);
}

TEST_CASE("closed and unlabelled issues given by hand are refused") {
  Prepared world;
  Issue issue = world.current_issue();
  auto engine = Engine::make(world.config, world.ports());
  REQUIRE(engine);
  issue.state = IssueState::closed;
  auto report = engine->fix(world.repo, issue);
  REQUIRE(report);
  CHECK(reason_of(report->repositories[0].issues[0]) == Reason::closed);
  issue.state = IssueState::open;
  issue.labels.clear();
  report = engine->fix(world.repo, issue);
  REQUIRE(report);
  CHECK(reason_of(report->repositories[0].issues[0]) == Reason::not_labelled);
  CHECK_FALSE(engine->fix(RepoId{"acme/other"}, issue));
}

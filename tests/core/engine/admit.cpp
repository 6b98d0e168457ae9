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

TEST_CASE("whose issues are treated may be a list, and who is not known is not on it") {
  Prepared world;
  const auto reason_for = [&](const TriggerPolicy& triggers, const Issue& issue) {
    world.config.triggers = triggers;
    auto engine = Engine::make(world.config, world.ports());
    REQUIRE(engine);
    const auto report = engine->fix(world.repo, issue);
    REQUIRE(report);
    return reason_of(report->repositories[0].issues[0]);
  };
  Issue issue = world.current_issue();
  issue.author = "mallory";
  issue.author_association = "NONE";
  const TriggerPolicy listed{.author_associations = {"MEMBER"}, .logins = {"Ada"}, .app_ids = {7}};
  CHECK(reason_for(listed, issue) == Reason::not_labelled);
  CHECK(reason_for({}, issue) != Reason::not_labelled);
  issue.author_association.clear();
  CHECK(reason_for(listed, issue) == Reason::not_labelled);
  issue.app_id = 8;
  CHECK(reason_for(listed, issue) == Reason::not_labelled);
  SECTION("by association") { issue.author_association = "MEMBER"; }
  SECTION("by login, in any case") { issue.author = "ada"; }
  SECTION("by who set the label") { issue.labelled_by = "ada"; }
  SECTION("by app") { issue.app_id = 7; }
  CHECK(reason_for(listed, issue) != Reason::not_labelled);
}

TEST_CASE("what the engine's own accounts write is passed over") {
  Prepared world;
  world.config.triggers.own_logins = {"homeostat[bot]"};
  world.config.triggers.own_app_ids = {99};
  Issue issue = world.current_issue();
  SECTION("by login") { issue.author = "Homeostat[bot]"; }
  SECTION("by app") { issue.app_id = 99; }
  world.forge.add_issue(world.repo, issue);
  CHECK(reason_of(world.run_one()) == Reason::own_event);
}

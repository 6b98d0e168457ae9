#include <homeostat/fingerprint.hpp>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::broken_invariants;
using homeostat::testing::Prepared;
using homeostat::testing::rooms_of;
using homeostat::testing::World;

TEST_CASE("an error walks through all nine rooms to one draft pull request") {
  Prepared world;
  world.answer_right();
  const IssueReport report = world.run_one();

  CHECK(report.outcome == IssueOutcome::pr_created);
  CHECK(report.reasons.empty());
  CHECK(report.source == FixSource::model);
  CHECK(report.tier == 1);
  CHECK(report.attempt == 1);
  CHECK(rooms_of(report) == std::vector<Room>{Room::admit, Room::diagnose, Room::claim,
                                              Room::propose, Room::guard, Room::prove,
                                              Room::publish, Room::learn, Room::record});
  REQUIRE(report.proof);
  CHECK(report.proof->reproduced);
  REQUIRE(world.pulls().size() == 1);
  const PullRequest pull = world.pulls()[0];
  CHECK(pull.draft);
  CHECK(pull.base == "main");
  CHECK(pull.head == "homeostat/fix-" + short_id(report.fingerprint));
  CHECK(pull.number == report.pull);
  CHECK(world.metrics_count() == 1);
  CHECK(report.cost > Money{});
  CHECK(broken_invariants(world).empty());
  CHECK(world.forge.comments(world.repo, world.issue).size() == 1);
}

TEST_CASE("an engine is not made from a configuration that is not valid") {
  World world;
  world.config.limits.files_max = -1;
  const auto engine = Engine::make(world.config, world.ports());
  REQUIRE_FALSE(engine);
  CHECK(engine.error().code == ErrorCode::invalid_config);
}

TEST_CASE("without random bytes there is no run") {
  struct Broken : Entropy {
    Status fill(std::span<std::byte>) override { return Error{ErrorCode::unsupported, "none"}; }
  } broken;
  Prepared world;
  Ports ports{world.clock,     broken,       world.store, world.forge,
              world.workspace, world.runner, world.model, world.sink};
  auto engine = Engine::make(world.config, ports);
  REQUIRE(engine);
  CHECK_FALSE(engine->run());
  CHECK_FALSE(engine->fix(world.repo, world.current_issue()));
}

TEST_CASE("one issue is repaired by hand, whether the forge lists it or not") {
  World world;
  Prepared other;
  Issue issue = other.current_issue();
  issue.number = {7};
  world.answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
  auto engine = Engine::make(world.config, world.ports());
  REQUIRE(engine);
  const auto report = engine->fix(world.repo, issue);
  REQUIRE(report);
  CHECK(report->repositories.at(0).created == 1);
}

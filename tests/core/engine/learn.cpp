#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::broken_invariants;
using homeostat::testing::World;

TEST_CASE("patterns are learned in production only, and heal relatives at zero cost") {
  for (const Environment environment :
       {Environment::dev, Environment::test, Environment::production}) {
    World world;
    world.config.environment = environment;
    const auto path = [](const char* name) { return std::string("src/") + name + ".js"; };
    world.workspace.commit_by_hand(world.repo, "main", {{"src/first.js", "fine\n"}});
    world.base = world.workspace.commit_by_hand(
        world.repo, "main",
        {{path("one"), "export function one(user) {\n  return user.name;\n}\n"},
         {path("two"), "export function two(item) {\n  return item.label;\n}\n"}});
    world.add_issue(path("one"), "one", "Cannot read properties of undefined (reading 'name')");
    world.add_issue(path("two"), "two", "Cannot read properties of undefined (reading 'label')");
    world.answer(path("one"), "  return user.name;", "  return user?.name;");
    const RunReport report = world.run();
    const auto& issues = report.repositories.at(0).issues;
    REQUIRE(issues.size() == 2);
    CHECK(issues[0].outcome == IssueOutcome::pr_created);
    if (environment == Environment::production) {
      CHECK(issues[1].outcome == IssueOutcome::pr_created);
      CHECK(issues[1].zero_cost_fix());
      CHECK(report.patterns_in_library == 1);
      CHECK(world.workspace.files(world.repo, issues[1].proof->tree).at(path("two")) ==
            "export function two(item) {\n  return item?.label;\n}\n");
    } else {
      CHECK(issues[1].source == FixSource::none);
      CHECK(report.patterns_in_library == 0);
    }
    CHECK(broken_invariants(world).empty());
  }
}

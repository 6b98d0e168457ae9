#include "e2e/real_world.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using e2e::Bug;
using e2e::RealWorld;

namespace {

const std::string first = "demo/convert-my-file";
const std::string second = "demo/palette-kit";

Bug relative() {
  return {.file = "src/theme.js",
          .function = "themeColor",
          .object = "theme",
          .member = "accent",
          .key = "color"};
}

void prepare(RealWorld& world, Environment environment) {
  world.config.environment = environment;
  const Bug bug;
  world.add_repository(first, {bug});
  world.answer_right(first, world.add_issue(first, bug), bug);
}

}  // namespace

TEST_CASE("in dev the matcher finds nothing, the model repairs, and nothing is learned") {
  RealWorld world;
  prepare(world, Environment::dev);
  const RunReport report = world.run();
  CHECK(report.repositories.at(0).issues.at(0).source == FixSource::model);
  CHECK(report.repositories[0].patterns_used == 0);
  CHECK(world.patterns_stored() == 0);
}

TEST_CASE("in test the matcher finds nothing, the model repairs, and nothing is learned") {
  RealWorld world;
  prepare(world, Environment::test);
  const RunReport report = world.run();
  CHECK(report.repositories.at(0).issues.at(0).source == FixSource::model);
  CHECK(world.patterns_stored() == 0);
}

TEST_CASE("in production a fix that passed its tests is learned") {
  RealWorld world;
  prepare(world, Environment::production);
  const RunReport report = world.run();
  CHECK(report.repositories.at(0).created == 1);
  CHECK(report.patterns_in_library == 1);
  CHECK(world.patterns_stored() == 1);
}

TEST_CASE("a learned pattern repairs a relative in another repository at zero cost") {
  RealWorld world;
  prepare(world, Environment::production);
  const Bug bug = relative();
  world.add_repository(second, {bug});
  world.add_issue(second, bug);
  const RunReport report = world.run();
  const IssueReport& issue = report.repositories.at(1).issues.at(0);
  CHECK(issue.outcome == IssueOutcome::pr_created);
  CHECK(issue.source == FixSource::pattern);
  CHECK(issue.cost == Money{});
  CHECK(issue.zero_cost_fix());
  CHECK(report.repositories[1].zero_cost_fixes == 1);
  CHECK(world.model.requests().size() == 1);
  CHECK(world.file_on(second, issue.branch, bug.file).find(e2e::right_line(bug)) !=
        std::string::npos);
  CHECK(world.log().find("\"zeroCostFixes\":1") != std::string::npos);
}

TEST_CASE("where no pattern fits the model repairs, and its fix is learned too") {
  RealWorld world;
  prepare(world, Environment::production);
  Bug other = relative();
  world.add_repository(second, {other});
  // The same error class, but the repair is of another kind.
  const int issue = world.add_issue(second, other);
  world.answer(
      second, issue,
      e2e::edit(other.file, e2e::wrong_line(other),
                "  if (theme.accent === undefined) return \"none\";\n" + e2e::wrong_line(other)));
  world.config.patterns_enabled = false;
  const RunReport report = world.run();
  CHECK(report.repositories.at(1).issues.at(0).source == FixSource::model);
  CHECK(world.patterns_stored() == 2);
}

// Patches that make the tests green without repairing anything, against real test programs in the
// sandbox. Each must be refused, or its pull request must say what is not known.

#include "e2e/real_world.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using e2e::Bug;
using e2e::edit;
using e2e::has_reason;
using e2e::RealWorld;

namespace {

const std::string slug = "demo/kit";
const std::string test_file = "tests/card.test.js";
const std::string assertion = "  assert.equal(ownerName({}), \"none\");";

/// One repository with one bug; the models may touch its tests too.
struct Tampered : RealWorld {
  Tampered() {
    add_repository(slug, {bug});
    issue = add_issue(slug, bug);
    config.repositories[0].path_filters = {{"src/", "tests/"}, {}};
    config.limits.test_timeout_ms = Milliseconds(20'000);
  }
  /// What became of a patch that both tries of the tier propose.
  IssueReport propose(const std::string& edits) {
    answer(slug, issue, edits);
    answer(slug, issue, edits);
    return run().repositories.at(0).issues.at(0);
  }
  /// The bug's line replaced.
  IssueReport replace(const std::string& by) {
    return propose(edit(bug.file, wrong_line(bug), by));
  }
  Bug bug;
  int issue = 0;
};

}  // namespace

TEST_CASE("the right repair is proved by the test that it turns green, and by that alone") {
  Tampered world;
  const IssueReport report = world.replace(right_line(world.bug));
  CHECK(report.outcome == IssueOutcome::pr_created);
  REQUIRE(report.proof);
  const Proof& proof = *report.proof;
  CHECK(proof.per_test);
  CHECK(proof.reproduced);
  CHECK(proof.before.tests_passed == 1);
  CHECK(proof.before.tests_failed == 1);
  CHECK(proof.after.tests_passed == 2);
  REQUIRE(proof.tests.size() == 1);
  CHECK(proof.tests[0].change == TestChange::fixed);
  CHECK(proof.tests[0].name == "ownerName allows what is missing");
  CHECK(world.pulls(slug).at(0).find("| `ownerName allows what is missing` | failed | passed |") !=
        std::string::npos);
}

TEST_CASE("a repair that breaks another test is refused by that test") {
  Tampered world;
  const IssueReport report = world.replace("  const value = \"none\";");
  CHECK(has_reason(report, Reason::tests_failed));
  CHECK(world.pulls(slug).empty());
}

// The files of a prompt are those of the error: a model has no way to its tests. What a patch of
// another origin does to them is told in tests/core/evidence/tests_kept.cpp.
TEST_CASE("a model cannot delete, skip, weaken or pass by a test") {
  const std::string name = "test(\"ownerName allows what is missing\", () => {";
  const std::pair<const char*, std::string> cases[] = {
      {"deleted", edit(test_file, name + "\n" + assertion + "\n});", "")},
      {"skipped", edit(test_file, name, "test.skip(\"ownerName allows what is missing\", () => {")},
      {"weakened", edit(test_file, assertion, "  assert.ok(true);")},
      {"turned round", edit(test_file, assertion, "  assert.throws(() => ownerName({}));")},
      {"ended", edit(test_file, name, "process.exit(0);\n" + name)}};
  for (const auto& [what, edits] : cases) {
    CAPTURE(what);
    Tampered world;
    const IssueReport report = world.propose(edits);
    CHECK(has_reason(report, Reason::does_not_apply));
    CHECK_FALSE(report.proof);
    CHECK(world.pulls(slug).empty());
  }
}

TEST_CASE("code that ends early, hides, or knows that it is tested is tampering") {
  const std::pair<const char*, std::string> cases[] = {
      {"ends as a success", "  process.exit(0);\n  const value = 1;"},
      {"ends by another name", "  process[\"ex\" + \"it\"](0);\n  const value = 1;"},
      {"looks for its tests", "  const value = process.env.NODE_TEST_CONTEXT ? undefined : 1;"},
      {"prints a report of its own",
       "  console.log(\"ok 2 - ownerName allows what is missing\");\n" + wrong_line(Bug{})}};
  for (const auto& [what, line] : cases) {
    CAPTURE(what);
    Tampered world;
    const IssueReport report = world.replace(line);
    // The last one changes nothing that is measured: still failing, with the error's own words.
    CHECK((has_reason(report, Reason::tests_tampered) || has_reason(report, Reason::tests_failed) ||
           has_reason(report, Reason::dangerous_code)));
    CHECK(world.pulls(slug).empty());
  }
}

TEST_CASE("a patch that sleeps past the deadline is refused for that") {
  Tampered world;
  world.config.limits.test_timeout_ms = Milliseconds(4000);
  const IssueReport report =
      world.replace("  while (" + world.bug.object + ") {}\n  const value = 1;");
  CHECK(has_reason(report, Reason::timeout));
  CHECK(world.pulls(slug).empty());
}

TEST_CASE("a test that fails for another reason, before and after, does not block") {
  Tampered world;
  world.config.repositories.clear();
  world.add_repository("demo/other", {world.bug},
                       {{"tests/other.test.js",
                         "import assert from \"node:assert/strict\";\nimport test from "
                         "\"node:test\";\ntest(\"a known gap\", () => {\n  assert.equal(1, "
                         "2);\n});\n"}});
  const int issue = world.add_issue("demo/other", world.bug);
  world.answer_right("demo/other", issue, world.bug);
  const IssueReport report = world.run().repositories.at(0).issues.at(0);
  CHECK(report.outcome == IssueOutcome::pr_created);
  REQUIRE(report.proof);
  CHECK(report.proof->reproduced);
  CHECK(report.proof->after.exit_code == 1);
  const std::string body = world.pulls("demo/other").at(0);
  CHECK(body.find("| `a known gap` | failed | failed |") != std::string::npos);
  CHECK(body.find("- [ ] The tests passed on exactly this tree") != std::string::npos);
}

TEST_CASE("an error that no test shows gives a draft that says so, or none") {
  for (const bool required : {false, true}) {
    Tampered world;
    world.config.repositories.clear();
    Bug other = world.bug;
    other.file = "src/other.js";
    world.add_repository(
        "demo/untested", {world.bug},
        {{"tests/card.test.js", "import test from \"node:test\";\ntest(\"loads\", () => {});\n"}});
    world.config.require_reproduction = required;
    const int issue = world.add_issue("demo/untested", world.bug);
    world.answer_right("demo/untested", issue, world.bug);
    const IssueReport report = world.run().repositories.at(0).issues.at(0);
    if (required) {
      CHECK(has_reason(report, Reason::not_reproduced));
      CHECK(world.pulls("demo/untested").empty());
    } else {
      CHECK(report.outcome == IssueOutcome::pr_created);
      CHECK(world.pulls("demo/untested").at(0).find("**Not reproduced:**") != std::string::npos);
    }
  }
}

TEST_CASE("a set-up runs before the tests, in their checkout") {
  Tampered world;
  world.config.repositories[0].setup_command = "sh -c 'echo ready > prepared'";
  world.config.repositories[0].test_command = "sh -c 'test -f prepared && node --test'";
  CHECK(world.replace(right_line(world.bug)).outcome == IssueOutcome::pr_created);
  Tampered broken;
  broken.config.repositories[0].setup_command = "sh -c 'exit 3'";
  CHECK(has_reason(broken.replace(right_line(broken.bug)), Reason::setup_failed));
}

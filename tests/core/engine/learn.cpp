#include <homeostat/pattern_store.hpp>

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

namespace {

/// A world whose library holds one pattern, `X.Y` to `X?.Y`, learned from a fix of src/one.js.
struct Taught : World {
  Taught() {
    config.environment = Environment::production;
    commit({{"src/first.js", "fine\n"},
            {"src/one.js", "export function one(user) {\n  return user.name;\n}\n"}});
    add_issue("src/one.js", "one", "Cannot read properties of undefined (reading 'name')");
    answer("src/one.js", "  return user.name;", "  return user?.name;");
    (void)run();
  }
  void commit(const homeostat::testing::MemoryWorkspace::Files& files) {
    base = workspace.commit_by_hand(repo, "main", files);
  }
  /// A relative of the error in a file whose tests no edit can repair.
  IssueNumber add_hopeless(const std::string& name) {
    commit({{"src/" + name + ".js",
             "export function " + name + "(item) {\n  return item.label;\n}\n// BUG elsewhere\n"}});
    return add_issue("src/" + name + ".js", name,
                     "Cannot read properties of undefined (reading 'label')");
  }
  Pattern only_pattern() {
    auto loaded = load_patterns(store, {});
    if (!loaded || loaded->patterns.size() != 1) throw std::runtime_error("not one pattern");
    return loaded->patterns[0];
  }
  IssueReport report_of(const RunReport& run, IssueNumber number) {
    for (const IssueReport& issue : run.repositories.at(0).issues) {
      if (issue.issue == number) return issue;
    }
    throw std::runtime_error("the issue was not visited");
  }
};

bool was_tried(const IssueReport& report) {
  return !homeostat::testing::reasons_in(report, Room::prove).empty();
}

}  // namespace

TEST_CASE("a pattern whose repairs fail twice in a row is quarantined and tried no more") {
  Taught world;
  CHECK(world.only_pattern().evidence.successes == 1);
  const IssueNumber two = world.add_hopeless("two");
  const RunReport first = world.run();
  CHECK(was_tried(world.report_of(first, two)));
  CHECK(world.only_pattern().evidence.failures == 1);
  CHECK(world.only_pattern().state != PatternState::quarantined);
  const IssueNumber three = world.add_hopeless("three");
  CHECK(was_tried(world.report_of(world.run(), three)));
  CHECK(world.only_pattern().state == PatternState::quarantined);
  const IssueNumber four = world.add_hopeless("four");
  CHECK_FALSE(was_tried(world.report_of(world.run(), four)));
  CHECK(world.only_pattern().evidence.failures == 2);
}

TEST_CASE("a failed repair is no evidence outside production, and none in a dry run") {
  for (const bool dry_run : {true, false}) {
    Taught world;
    const Pattern before = world.only_pattern();
    world.config.dry_run = dry_run;
    if (!dry_run) world.config.environment = Environment::dev;
    const IssueNumber two = world.add_hopeless("two");
    CHECK(was_tried(world.report_of(world.run(), two)));
    CHECK(world.only_pattern() == before);
  }
}

TEST_CASE("evidence that cannot be stored is a warning, not the end of the walk") {
  struct NoPatterns : homeostat::testing::MemoryStore {
    Status commit(const std::vector<Precondition>& preconditions,
                  const std::vector<RecordWrite>& writes, const CallContext& context) override {
      for (const RecordWrite& write : writes) {
        if (write.key.kind == "pattern") return Error{ErrorCode::store, "disk full"};
      }
      return MemoryStore::commit(preconditions, writes, context);
    }
  } store;
  Taught world;
  const Pattern pattern = world.only_pattern();
  const IssueNumber two = world.add_hopeless("two");
  Ports ports{world.clock,     world.entropy, store,       world.forge,
              world.workspace, world.runner,  world.model, world.sink};
  auto engine = Engine::make(world.config, ports, {pattern});
  REQUIRE(engine);
  const auto run = engine->run();
  REQUIRE(run);
  const IssueReport report = world.report_of(*run, two);
  CHECK(was_tried(report));
  CHECK(report.outcome == IssueOutcome::refused);
  REQUIRE_FALSE(report.warnings.empty());
  CHECK(report.warnings[0].message.find("disk full") != std::string::npos);
}

TEST_CASE("a pattern that heals a relative gains evidence and is not learned a second time") {
  Taught world;
  world.commit({{"src/two.js", "export function two(item) {\n  return item.label;\n}\n"}});
  const IssueNumber two =
      world.add_issue("src/two.js", "two", "Cannot read properties of undefined (reading 'label')");
  const RunReport run = world.run();
  CHECK(world.report_of(run, two).outcome == IssueOutcome::pr_created);
  CHECK(world.report_of(run, two).zero_cost_fix());
  CHECK(world.only_pattern().evidence.successes == 2);
  CHECK(run.patterns_in_library == 1);
}

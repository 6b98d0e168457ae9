#include <homeostat/assembly/assembly.hpp>

#include <filesystem>

#include "e2e/real_world.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using e2e::Bug;
using e2e::RealWorld;

namespace {

std::string error_of(const Config& config) {
  auto assembly = Assembly::make(config);
  REQUIRE_FALSE(assembly);
  return assembly.error().message;
}

}  // namespace

TEST_CASE("an assembly without overrides has every port and says what holds the tests") {
  RealWorld world;
  const Bug bug;
  world.add_repository("demo/kit", {bug});
  world.add_issue("demo/kit", bug);
  auto assembly = Assembly::make(world.config);
  REQUIRE(assembly);
  CHECK_FALSE((*assembly)->sandbox_layer().empty());
  auto issues = (*assembly)->ports().forge.list_issues(RepoId{"demo/kit"}, {}, {});
  REQUIRE(issues);
  CHECK(issues->size() == 1);
  const auto report = (*assembly)->engine().run();
  REQUIRE(report);
  // No model is configured, so the call is denied and nothing is billed.
  const IssueReport& issue = report->repositories.at(0).issues.at(0);
  CHECK(e2e::has_reason(issue, Reason::model_error));
  CHECK(issue.cost == Money{});
  CHECK(std::filesystem::exists(world.config.store_path));
}

TEST_CASE("recorded answers are replayed and called so") {
  RealWorld world;
  const Bug bug;
  world.add_repository("demo/kit", {bug});
  world.add_issue("demo/kit", bug);
  const std::string path = world.config.store_path + ".replay.json";
  support::write_file(path, R"({"version": 1, "answers": [{"text": "no idea", "usage": )"
                            R"({"input": 10, "output": 5}}]})");
  world.config.replay_path = path;
  auto assembly = Assembly::make(world.config);
  REQUIRE(assembly);
  const auto report = (*assembly)->engine().run();
  REQUIRE(report);
  CHECK(report->repositories.at(0).issues.at(0).replayed);
  support::write_file(path, "{");
  CHECK(error_of(world.config).find(path) != std::string::npos);
  world.config.replay_path = "/nonexistent/replay.json";
  CHECK(error_of(world.config).find("/nonexistent/replay.json") != std::string::npos);
}

TEST_CASE("what cannot be opened is named") {
  RealWorld world;
  world.add_repository("demo/kit", {Bug{}});
  Config config = world.config;
  config.limits.files_max = -1;
  CHECK(error_of(config).find("files_max") != std::string::npos);
  config = world.config;
  config.store_path = "/proc/nothing/state.sqlite";
  CHECK(error_of(config).find("/proc/nothing") != std::string::npos);
  config = world.config;
  config.repositories[0].path.clear();
  CHECK(error_of(config).find("demo/kit") != std::string::npos);
  config = world.config;
  config.sandbox_require = SandboxRequirement::landlock;
  auto held = Assembly::make(config);
  if (!held) CHECK(held.error().code == ErrorCode::unsupported);
  config = world.config;
  config.pattern_library_path = world.config.store_path + ".library.json";
  CHECK(Assembly::make(config));
  support::write_file(config.pattern_library_path, "[");
  CHECK(error_of(config).find(config.pattern_library_path) != std::string::npos);
}

TEST_CASE("a repository's issues are looked for beside it where nothing else is said") {
  RealWorld world;
  world.add_repository("demo/kit", {Bug{}});
  world.config.repositories[0].issues_path.clear();
  const std::string folder = world.config.repositories[0].path + ".forge/issues";
  support::write_file(folder + "/1.md", "---\nnumber: 1\ntitle: \"x\"\nlabels: a\n---\nbody\n");
  auto assembly = Assembly::make(world.config);
  REQUIRE(assembly);
  auto issues = (*assembly)->ports().forge.list_issues(RepoId{"demo/kit"}, {}, {});
  REQUIRE(issues);
  CHECK(issues->size() == 1);
}

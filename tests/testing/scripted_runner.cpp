#include <homeostat/testing/memory_workspace.hpp>
#include <homeostat/testing/scripted_runner.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::ended_with;
using homeostat::testing::ScriptedRunner;

TEST_CASE("by default every command passes, and is remembered") {
  ScriptedRunner runner;
  TestRequest request;
  request.argv = {"npm", "test"};
  auto result = runner.run(request, {});
  REQUIRE(result.has_value());
  CHECK(result->passed());
  CHECK(result->layer == "none");
  REQUIRE(runner.requests().size() == 1);
  CHECK(runner.requests()[0].argv == std::vector<std::string>{"npm", "test"});
}

TEST_CASE("the base fails and the patched tree passes") {
  const TreeId base{"aa"};
  ScriptedRunner runner{ScriptedRunner::fails_on(base)};
  TestRequest request;
  request.directory = testing::MemoryWorkspace::directory_of(base);
  CHECK_FALSE(runner.run(request, {})->passed());
  request.directory = testing::MemoryWorkspace::directory_of(TreeId{"bb"});
  CHECK(runner.run(request, {})->passed());
}

TEST_CASE("a script may give any end, also an error") {
  ScriptedRunner runner{[](const TestRequest&) -> Result<TestResult> {
    return Error{ErrorCode::unsupported, "no such program"};
  }};
  CHECK(runner.run({}, {}).error().code == ErrorCode::unsupported);
  const TestResult failed = ended_with(3, "text");
  CHECK(failed.exit_code == 3);
  CHECK(failed.output_bytes == 4);
}

TEST_CASE("waiting is announced once, and its error ends the command") {
  int waits = 0;
  ScriptedRunner runner;
  TestRequest request;
  request.on_wait = [&]() -> Status {
    ++waits;
    return {};
  };
  REQUIRE(runner.run(request, {}).has_value());
  CHECK(waits == 1);
  request.on_wait = []() -> Status { return Error{ErrorCode::conflict, "lease lost"}; };
  CHECK(runner.run(request, {}).error().message == "lease lost");
}

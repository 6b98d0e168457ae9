#include <homeostat/testing/memory_workspace.hpp>
#include <homeostat/testing/scripted_runner.hpp>

#include "testing/stopped.hpp"

namespace homeostat::testing {

TestResult ended_with(int exit_code, std::string output) {
  TestResult result;
  result.exit_code = exit_code;
  result.output = std::move(output);
  result.output_bytes = static_cast<std::int64_t>(result.output.size());
  result.layer = "none";
  return result;
}

ScriptedRunner::ScriptedRunner()
    : ScriptedRunner([](const TestRequest&) { return ended_with(0); }) {}

ScriptedRunner::ScriptedRunner(Script script) : script_(std::move(script)) {}

ScriptedRunner::Script ScriptedRunner::fails_on(const TreeId& base) {
  return [directory = MemoryWorkspace::directory_of(base)](const TestRequest& request) {
    return request.directory == directory ? ended_with(1, "1 failing") : ended_with(0, "all pass");
  };
}

Result<TestResult> ScriptedRunner::run(const TestRequest& request, const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped.error();
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
  }
  if (request.on_wait) {
    if (Status waited = request.on_wait(); !waited) return waited.error();
  }
  return script_(request);
}

std::vector<TestRequest> ScriptedRunner::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

}  // namespace homeostat::testing

#pragma once

/// A test runner that starts nothing: a function says how each command ended.
///
/// ```cpp
/// #include <homeostat/testing/scripted_runner.hpp>
/// homeostat::testing::ScriptedRunner passes;
/// homeostat::testing::ScriptedRunner proves{
///     homeostat::testing::ScriptedRunner::fails_on(homeostat::TreeId{"00"})};
/// ```

#include <functional>
#include <mutex>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/ports/test_runner.hpp>

namespace homeostat::testing {

/// Thread safety: safe to share, if the function is.
class ScriptedRunner : public TestRunner {
 public:
  using Script = std::function<Result<TestResult>(const TestRequest&)>;

  /// Every command passes.
  ScriptedRunner();
  explicit ScriptedRunner(Script script);
  /// The base fails, whatever is patched passes: in checkouts of `base` by a MemoryWorkspace
  /// commands end with code 1, in all others with 0.
  static Script fails_on(const TreeId& base);

  /// Calls `on_wait` once, then answers.
  Result<TestResult> run(const TestRequest& request, const CallContext& context) override;

  [[nodiscard]] std::vector<TestRequest> requests() const;

 private:
  Script script_;
  mutable std::mutex mutex_;
  std::vector<TestRequest> requests_;
};

/// What a command that ended by itself gives.
[[nodiscard]] TestResult ended_with(int exit_code, std::string output = {});

}  // namespace homeostat::testing

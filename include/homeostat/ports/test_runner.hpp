#pragma once

/// One command in a checkout, with limits: how untrusted code is run.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

struct TestLimits {
  Milliseconds wall_ms{600'000};
  std::int64_t output_bytes_max = 1024 * 1024;  ///< head and tail kept, the middle counted
};

struct TestRequest {
  std::string directory;          ///< absolute; the only place that the command may write to
  std::vector<std::string> argv;  ///< never a shell unless argv[0] is one
  TestLimits limits;
  /// A file that the command writes its report to, relative to `directory`. It is removed before
  /// the command starts and read after everything is dead. Empty: none.
  std::string report_path;
  std::int64_t report_bytes_max = 8 * 1024 * 1024;
  bool network = false;  ///< may reach the network: for setting up, never for tests
  /// Called on the caller's thread at least every second while waiting; an Error ends the
  /// command and is returned. May be empty.
  std::function<Status()> on_wait;
};

struct TestResult {
  int exit_code = -1;  ///< -1: ended by `signal`
  int signal = 0;
  bool timed_out = false;         ///< the wall limit passed and everything was killed
  std::string exceeded;           ///< "memory", "processes", "disk": it was killed for that limit
  std::string output;             ///< stdout and stderr as they came; bytes, not valid UTF-8
  std::int64_t output_bytes = 0;  ///< all that was written, kept or not
  /// What stands in the report file; none: no file was asked for, or there is none that is a
  /// plain file below the directory within its limit.
  std::optional<std::string> report;
  Milliseconds took{0};
  std::string layer;  ///< what held it: "namespaces", "landlock", "none"
  [[nodiscard]] bool passed() const {
    return exit_code == 0 && signal == 0 && !timed_out && exceeded.empty();
  }
};

/// A command that cannot be started (no such program) is an Error `unsupported`.
/// Thread safety: implementations are safe to share.
class TestRunner {
 public:
  virtual ~TestRunner() = default;
  virtual Result<TestResult> run(const TestRequest& request, const CallContext& context) = 0;
};

}  // namespace homeostat

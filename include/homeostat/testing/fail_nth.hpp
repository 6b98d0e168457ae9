#pragma once

/// Lets one port call fail, counted over all ports: the tool of the fault loop.
///
/// For n = 1, 2, … run the program with the nth call failing, until a run makes fewer than n calls;
/// after each, whatever must always hold is checked:
///
/// ```cpp
/// #include <homeostat/testing/fail_nth.hpp>
/// void loop(homeostat::Ports doubles, const homeostat::Config& config) {
///   for (std::int64_t n = 1;; ++n) {
///     homeostat::testing::FailNth faulty{doubles, {.n = n}};
///     auto engine = homeostat::Engine::make(config, faulty.ports());
///     if (engine) (void)engine->run();
///     if (!faulty.failed()) break;
///   }
/// }
/// ```

#include <cstdint>
#include <memory>
#include <string>

#include <homeostat/engine.hpp>

namespace homeostat::testing {

enum class FailWhen {
  before,  ///< the call does not reach the port
  after,   ///< the port acts, and its answer is lost
  crash,   ///< as before, and so does every later call: the process is gone
};

struct FailOptions {
  std::int64_t n = 0;  ///< which call, counted from 1; 0: none
  FailWhen when = FailWhen::before;
  Error error{ErrorCode::transport, "injected fault"};
};

/// Counts every call that can fail (Clock::now and Clock::monotonic cannot). Thread safety: safe
/// to share, if the ports are.
class FailNth {
 public:
  FailNth(Ports inner, FailOptions options);
  ~FailNth();
  FailNth(const FailNth&) = delete;
  FailNth& operator=(const FailNth&) = delete;

  /// The wrapped ports; they live as long as this object.
  [[nodiscard]] Ports ports();
  /// Calls so far.
  [[nodiscard]] std::int64_t calls() const;
  /// Was the nth call reached?
  [[nodiscard]] bool failed() const;
  /// "forge.create_pull_request": the call that failed; empty: none yet.
  [[nodiscard]] std::string failed_call() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace homeostat::testing

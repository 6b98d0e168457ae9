#include <homeostat/command.hpp>
#include <homeostat/retry.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

struct TestedTree {
  CommandEvidence evidence;
  bool passed = false;
  std::string failure;  ///< safe to show; empty when passed
  std::string layer;
};

std::string describe_failure(const TestResult& result, Milliseconds limit) {
  if (result.timed_out) return "stopped after " + std::to_string(limit.count()) + " ms";
  std::string text = result.signal != 0 ? "ended by signal " + std::to_string(result.signal)
                                        : "exit code " + std::to_string(result.exit_code);
  const std::string message = failure_message(result.output);
  if (!message.empty()) text += ": " + safe_line(message);
  return text;
}

/// An Error of the runner, as a refusal where there is a reason for it.
Outcome<TestedTree> runner_failed(const Error& error) {
  switch (error.code) {
    case ErrorCode::unsupported:
      return Refusal{Reason::setup_failed, safe_line(error.message), {}, 0};
    case ErrorCode::denied:
      return Refusal{Reason::sandbox_unavailable, safe_line(error.message), {}, 0};
    case ErrorCode::conflict:
      return Refusal{Reason::lease_lost, "another run took the error over", {}, 0};
    case ErrorCode::cancelled:
      return Refusal{Reason::cancelled, "stopped while the tests ran", {}, 0};
    default:
      return error;
  }
}

Outcome<TestedTree> run_tests(Walk& walk, const TreeId& tree) {
  Result<std::vector<std::string>> argv = split_command(walk.repo.config.test_command);
  if (!argv) return Refusal{Reason::setup_failed, argv.error().message, {}, 0};
  auto checkout = walk.ports().workspace.checkout(walk.repo.config.slug, tree, walk.call());
  if (!checkout) return checkout.error();
  const Limits& limits = walk.config().limits;
  TestRequest request{.directory = (*checkout)->directory(),
                      .argv = std::move(*argv),
                      .limits = {limits.test_timeout_ms, limits.test_output_bytes_max},
                      .on_wait = [&walk] { return keep_lease(walk); }};
  // The runner's own limit ends the command; the call's is a little longer, so that it reports.
  constexpr Milliseconds to_report{5'000};
  auto result = walk.ports().tests.run(request, walk.call(limits.test_timeout_ms + to_report));
  if (!result) return runner_failed(result.error());
  TestedTree tested;
  tested.evidence = {.argv = request.argv,
                     .exit_code = result->exit_code,
                     .timed_out = result->timed_out,
                     .took = result->took};
  tested.passed = result->passed();
  tested.layer = result->layer;
  if (!tested.passed) tested.failure = describe_failure(*result, limits.test_timeout_ms);
  return tested;
}

Outcome<BaseRun> run_base(Walk& walk) {
  if (walk.repo.base_run) return *walk.repo.base_run;
  auto tree = walk.ports().workspace.tree_of(walk.repo.config.slug, walk.repo.base, walk.call());
  if (!tree) return tree.error();
  Outcome<TestedTree> tested = run_tests(walk, *tree);
  if (!tested.passed()) return tested.ended<BaseRun>();
  if (tested.value().evidence.timed_out) {
    return Refusal{Reason::timeout, "the unpatched tests " + tested.value().failure, {}, 0};
  }
  walk.repo.base_run =
      BaseRun{tested.value().evidence, tested.value().passed, tested.value().layer};
  return *walk.repo.base_run;
}

}  // namespace

Outcome<Proof> prove(Walk& walk, const Guarded& guarded) {
  Outcome<BaseRun> before = run_base(walk);
  if (!before.passed()) return before.ended<Proof>();
  auto tree = walk.ports().workspace.write_tree(walk.repo.config.slug, walk.repo.base,
                                                guarded.writes, walk.call());
  if (!tree) return tree.error();
  Outcome<TestedTree> after = run_tests(walk, *tree);
  if (!after.passed()) return after.ended<Proof>();
  if (after.value().evidence.timed_out) {
    return Refusal{Reason::timeout, "the patched tests " + after.value().failure, {}, 0};
  }
  if (!after.value().passed) {
    return Refusal{Reason::tests_failed, "the patched tests fail: " + after.value().failure, {}, 0};
  }
  Proof proof;
  proof.base = walk.repo.base;
  proof.tree = *tree;
  proof.before = before.value().evidence;
  proof.after = after.value().evidence;
  proof.reproduced = !before.value().passed;
  proof.layer = after.value().layer;
  if (!proof.reproduced && walk.config().require_reproduction) {
    return Refusal{Reason::not_reproduced, "the tests pass without the patch", {}, 0};
  }
  return proof;
}

}  // namespace homeostat::engine

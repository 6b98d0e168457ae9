#include <homeostat/command.hpp>
#include <homeostat/evidence.hpp>
#include <homeostat/judgement.hpp>
#include <homeostat/retry.hpp>

#include "core/base/text.hpp"
#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

/// What one run of the tests on one tree gave.
struct TestedTree {
  CommandEvidence evidence;
  std::optional<CommandEvidence> setup;
  TestRun run;
  std::string layer;
};

std::string describe_failure(const TestResult& result, Milliseconds limit) {
  if (result.timed_out) return "stopped after " + std::to_string(limit.count()) + " ms";
  if (!result.exceeded.empty()) return "ended for its use of " + result.exceeded;
  std::string text = result.signal != 0 ? "ended by signal " + std::to_string(result.signal)
                                        : "exit code " + std::to_string(result.exit_code);
  const std::string message = failure_message(result.output);
  if (!message.empty()) text += ": " + safe_line(message);
  return text;
}

/// An Error of the runner, as a refusal where there is a reason for it.
Outcome<TestResult> runner_failed(const Error& error) {
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

CommandEvidence evidence_of(const TestRequest& request, const TestResult& result) {
  return {.argv = request.argv,
          .exit_code = result.exit_code,
          .timed_out = result.timed_out,
          .took = result.took};
}

/// Runs one command of the configuration in a checkout.
Outcome<TestResult> run_command(Walk& walk, TestRequest& request, const std::string& command) {
  Result<std::vector<std::string>> argv = split_command(command);
  if (!argv) return Refusal{Reason::setup_failed, argv.error().message, {}, 0};
  request.argv = std::move(*argv);
  request.on_wait = [&walk] { return keep_lease(walk); };
  // The runner's own limit ends the command; the call's is a little longer, so that it reports.
  constexpr Milliseconds to_report{5'000};
  auto result = walk.ports().tests.run(request, walk.call(request.limits.wall_ms + to_report));
  if (!result) return runner_failed(result.error());
  return std::move(*result);
}

/// The dependencies, before the tests and apart from them: own time limit, own network.
Outcome<std::optional<CommandEvidence>> set_up(Walk& walk, const std::string& directory) {
  using Setup = std::optional<CommandEvidence>;
  const RepositoryConfig& repo = walk.repo.config;
  if (repo.setup_command.empty()) return Setup();
  const Limits& limits = walk.config().limits;
  TestRequest request;
  request.directory = directory;
  request.limits = {limits.setup_timeout_ms, limits.test_output_bytes_max};
  request.network = repo.setup_network;
  Outcome<TestResult> result = run_command(walk, request, repo.setup_command);
  if (!result.passed()) return result.ended<Setup>();
  if (!result.value().passed()) {
    return Refusal{Reason::setup_failed,
                   "the set-up fails: " + describe_failure(result.value(), limits.setup_timeout_ms),
                   {},
                   0};
  }
  return Setup(evidence_of(request, result.value()));
}

/// The results of single tests. Paths of the checkout, which differ from run to run, go.
TestReport report_of(const TestReportConfig& config, const TestResult& result,
                     const std::string& directory, std::int64_t bytes_max) {
  if (config.format == TestFormat::none) return {};
  if (!config.path.empty() && !result.report) return {};
  const std::string& text = result.report ? *result.report : result.output;
  TestReport report =
      parse_test_report(base::replace_all(text, directory + "/", ""), config.format);
  const bool cut = !result.report && result.output_bytes > bytes_max;
  if (cut) report.whole = false;
  return report;
}

Outcome<TestedTree> run_tests(Walk& walk, const TreeId& tree) {
  const RepositoryConfig& repo = walk.repo.config;
  auto checkout = walk.ports().workspace.checkout(repo.slug, tree, walk.call());
  if (!checkout) return checkout.error();
  const std::string& directory = (*checkout)->directory();
  auto setup = set_up(walk, directory);
  if (!setup.passed()) return setup.ended<TestedTree>();
  const Limits& limits = walk.config().limits;
  TestRequest request;
  request.directory = directory;
  request.limits = {limits.test_timeout_ms, limits.test_output_bytes_max};
  request.report_path = repo.test_report.path;
  Outcome<TestResult> result = run_command(walk, request, repo.test_command);
  if (!result.passed()) return result.ended<TestedTree>();
  TestedTree tested;
  tested.setup = setup.value();
  tested.layer = result.value().layer;
  tested.run.passed = result.value().passed();
  if (!tested.run.passed) {
    tested.run.failure = describe_failure(result.value(), limits.test_timeout_ms);
  }
  tested.run.report =
      report_of(repo.test_report, result.value(), directory, limits.test_output_bytes_max);
  tested.evidence = evidence_of(request, result.value());
  tested.evidence.tests_passed = tested.run.report.passed;
  tested.evidence.tests_failed = tested.run.report.failed;
  tested.evidence.tests_skipped = tested.run.report.skipped;
  return tested;
}

/// One more run of the base; the first one is kept for all issues of the repository.
Outcome<Nothing> run_base(Walk& walk) {
  auto tree = walk.ports().workspace.tree_of(walk.repo.config.slug, walk.repo.base, walk.call());
  if (!tree) return tree.error();
  Outcome<TestedTree> tested = run_tests(walk, *tree);
  if (!tested.passed()) return tested.ended<Nothing>();
  if (tested.value().evidence.timed_out) {
    return Refusal{Reason::timeout, "the unpatched tests " + tested.value().run.failure, {}, 0};
  }
  if (!walk.repo.base_run) walk.repo.base_run = BaseRun{tested.value().evidence, {}};
  walk.repo.base_run->runs.push_back(std::move(tested.value().run));
  return Nothing{};
}

JudgeOptions judge_options(const Walk& walk) {
  JudgeOptions options;
  options.require_reproduction = walk.config().require_reproduction;
  if (walk.diagnosis) {
    options.error_type = walk.diagnosis->report.error_type.value;
    options.error_message = walk.diagnosis->report.message.value;
  }
  return options;
}

std::vector<TestDifference> shown(std::vector<TestDifference> tests) {
  for (TestDifference& test : tests) {
    test.suite = safe_line(test.suite);
    test.name = safe_line(test.name);
    test.message = safe_line(test.message);
  }
  return tests;
}

std::vector<Refusal> shown(std::vector<Refusal> refusals) {
  for (Refusal& refusal : refusals)
    refusal.detail = safe_line(refusal.detail);
  return refusals;
}

/// The runs of one patched tree against those of the base, again where a judgement asks for it.
class Trial {
 public:
  Trial(Walk& walk, TreeId tree) : walk_(walk), tree_(std::move(tree)) {}

  Outcome<Proof> run() {
    if (!walk_.repo.base_run) {
      if (auto done = run_base(walk_); !done.passed()) return done.ended<Proof>();
    }
    if (auto done = run_patched(); !done.passed()) return done.ended<Proof>();
    while (true) {
      Judgement judgement = judge_tests(walk_.repo.base_run->runs, after_, judge_options(walk_));
      if (judgement.ask_before && may_rerun(walk_.repo.base_run->runs)) {
        if (auto done = run_base(walk_); !done.passed()) return done.ended<Proof>();
      } else if (judgement.ask_after && may_rerun(after_)) {
        if (auto done = run_patched(); !done.passed()) return done.ended<Proof>();
      } else if (!judgement.refusals.empty()) {
        return shown(std::move(judgement.refusals));
      } else {
        return proof_of(std::move(judgement));
      }
    }
  }

 private:
  [[nodiscard]] bool may_rerun(const std::vector<TestRun>& runs) const {
    return runs.size() <= static_cast<std::size_t>(walk_.config().limits.reruns_max);
  }

  Outcome<Nothing> run_patched() {
    Outcome<TestedTree> tested = run_tests(walk_, tree_);
    if (!tested.passed()) return tested.ended<Nothing>();
    last_ = std::move(tested.value());
    if (last_.evidence.timed_out) {
      return Refusal{Reason::timeout, "the patched tests " + last_.run.failure, {}, 0};
    }
    after_.push_back(last_.run);
    return Nothing{};
  }

  Proof proof_of(Judgement judgement) const {
    Proof proof;
    proof.base = walk_.repo.base;
    proof.tree = tree_;
    proof.before = walk_.repo.base_run->evidence;
    proof.after = last_.evidence;
    proof.reproduced = judgement.reproduced;
    proof.layer = last_.layer;
    proof.runs_before = static_cast<int>(walk_.repo.base_run->runs.size());
    proof.runs_after = static_cast<int>(after_.size());
    proof.per_test = judgement.per_test;
    proof.tests = shown(std::move(judgement.differences));
    proof.notes = std::move(judgement.notes);
    proof.setup = last_.setup;
    return proof;
  }

  Walk& walk_;
  TreeId tree_;
  std::vector<TestRun> after_;
  TestedTree last_;
};

}  // namespace

Outcome<Proof> prove(Walk& walk, const Guarded& guarded) {
  // The patch's own text first: it costs no run.
  std::vector<Refusal> tampered = check_tests_kept(guarded.patch);
  if (!tampered.empty()) return tampered;
  auto tree = walk.ports().workspace.write_tree(walk.repo.config.slug, walk.repo.base,
                                                guarded.writes, walk.call());
  if (!tree) return tree.error();
  return Trial(walk, *tree).run();
}

}  // namespace homeostat::engine

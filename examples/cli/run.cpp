/// The commands that send errors through the engine: run and fix.

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <homeostat/assembly/assembly.hpp>
#include <homeostat/git/issue_file.hpp>
#include <homeostat/runtime/config_file.hpp>
#include <homeostat/runtime/environment.hpp>
#include <homeostat/telemetry.hpp>
#include <iostream>
#include <thread>

#include "cli.hpp"
#include "lines.hpp"
#include "progress.hpp"

namespace homeostat::cli {
namespace {

constexpr const char* default_config_path = ".homeostat/repos.yml";

/// Turns SIGINT and SIGTERM into a stop request; a second one ends the program as usual.
class StopOnSignal {
 public:
  StopOnSignal() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    waiter_ = std::jthread([this](const std::stop_token& ended) { wait(ended); });
  }
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void wait(const std::stop_token& ended) {
    const timespec moment{0, 100'000'000};
    while (!ended.stop_requested()) {
      if (sigtimedwait(&signals_, nullptr, &moment) < 0) continue;
      std::cerr << "stopping; once more to end at once\n";
      source_.request_stop();
      pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
      return;
    }
  }

  sigset_t signals_{};
  std::stop_source source_;
  std::jthread waiter_;
};

/// Where GitHub Actions wants the summary; nowhere else unless asked.
void write_step_summary(const std::string& summary) {
  for (const EnvironmentVariable& variable : process_environment()) {
    if (variable.name != "GITHUB_STEP_SUMMARY" || variable.value.empty()) continue;
    std::ofstream(variable.value, std::ios::app) << summary << "\n";
  }
}

bool completed(const RunReport& report) {
  if (report.cancelled) return false;
  for (const RepoReport& repo : report.repositories) {
    if (repo.error) return false;
    for (const IssueReport& issue : repo.issues) {
      if (issue.outcome == IssueOutcome::failed) return false;
    }
  }
  return true;
}

int print_report(const RunReport& report, const Config& config, bool json) {
  const std::string summary = print_summary(report, config);
  write_step_summary(summary);
  std::cout << (json ? to_json(report) : summary) << "\n";
  for (const Error& warning : report.warnings)
    std::cerr << "warning: " << warning.message << "\n";
  for (const RepoReport& repo : report.repositories) {
    if (repo.error) std::cerr << repo.repo.str() << ": " << repo.error->message << "\n";
  }
  return completed(report) ? exit_ok : exit_failed;
}

/// A repository that no configuration names: what its folder says.
RepositoryConfig repository_of(const std::filesystem::path& folder) {
  RepositoryConfig repo;
  const std::filesystem::path path = std::filesystem::absolute(folder).lexically_normal();
  const std::string name =
      path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
  repo.slug = RepoId{"local/" + name};
  repo.path = path.string();
  return repo;
}

/// Leaves only the repository that is asked for in the configuration.
Status select_repository(Config& config, const FixOptions& options) {
  RepositoryConfig chosen;
  bool found = false;
  for (const RepositoryConfig& repo : config.repositories) {
    std::error_code ignored;
    const bool same_folder =
        !repo.path.empty() && std::filesystem::equivalent(repo.path, options.repo, ignored);
    if (repo.slug.str() != options.repo && !same_folder) continue;
    chosen = repo;
    found = true;
    break;
  }
  if (!found && !std::filesystem::is_directory(options.repo)) {
    return Error{ErrorCode::invalid_argument,
                 options.repo + " is neither a configured repository nor a folder"};
  }
  if (!found) chosen = repository_of(options.repo);
  if (!options.test_command.empty()) chosen.test_command = options.test_command;
  if (!options.branch.empty()) chosen.branch = options.branch;
  config.repositories = {chosen};
  return validate(config);
}

}  // namespace

int fail(const Error& error) {
  std::cerr << "homeostat: " << error.message << "\n";
  return exit_failed;
}

Result<Config> load(const CommonOptions& options) {
  Config config;
  std::string path = options.config_path;
  if (path.empty() && std::filesystem::exists(default_config_path)) path = default_config_path;
  if (!path.empty()) {
    auto loaded = load_config(path);
    if (!loaded) return loaded.error();
    config = std::move(*loaded);
  }
  if (const Status applied = apply_environment(config, process_environment()); !applied) {
    return applied.error();
  }
  config.dry_run = config.dry_run || options.dry_run;
  return config;
}

int run(const RunOptions& options) {
  auto config = load(options.common);
  if (!config) return fail(config.error());
  if (config->repositories.empty()) {
    return fail({ErrorCode::invalid_config, std::string("no repositories: write them to ") +
                                                default_config_path +
                                                " or name a file with --config"});
  }
  StopOnSignal stop;
  Progress progress(isatty(STDERR_FILENO) == 1);
  auto assembly = Assembly::make(*config, {.events = &progress});
  if (!assembly) return fail(assembly.error());
  auto report = (*assembly)->engine().run(stop.token());
  if (!report) return fail(report.error());
  return print_report(*report, *config, options.common.json);
}

int fix(const FixOptions& options) {
  auto config = load(options.common);
  if (!config) return fail(config.error());
  if (const Status chosen = select_repository(*config, options); !chosen) {
    return fail(chosen.error());
  }
  if (!options.replay.empty()) config->replay_path = options.replay;
  auto text = read_all(options.issue);
  if (!text) return fail(text.error());
  auto issue = parse_issue_file(options.issue, *text);
  if (!issue) return fail(issue.error());
  StopOnSignal stop;
  Progress progress(isatty(STDERR_FILENO) == 1);
  auto assembly = Assembly::make(*config, {.events = &progress});
  if (!assembly) return fail(assembly.error());
  auto report = (*assembly)->engine().fix(config->repositories.front().slug, *issue, stop.token());
  if (!report) return fail(report.error());
  return print_report(*report, *config, options.common.json);
}

}  // namespace homeostat::cli

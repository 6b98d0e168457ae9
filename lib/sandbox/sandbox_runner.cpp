#include <homeostat/sandbox/sandbox_runner.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "core/base/format.hpp"
#include "process/program.hpp"
#include "process/run.hpp"
#include "process/temporary_directory.hpp"
#include "sandbox/bubblewrap.hpp"

namespace homeostat {
namespace {

namespace fs = std::filesystem;
using process::Command;
using process::Outcome;

constexpr std::string_view prefix = "homeostat-sandbox-";
constexpr Milliseconds probe_timeout{10'000};
constexpr int signal_exit_base = 128;
constexpr int signal_max = 64;

// What the namespaces layer promises, as a command that fails where a promise does not hold. (Not
// by `! test`: -e passes over a failure behind an exclamation mark.)
constexpr std::string_view probe_script =
    "set -e; echo x > probe; [ ! -w /usr ]; [ ! -w /proc/sys/kernel/core_pattern ]; "
    "[ ! -w /proc/sysrq-trigger ]; [ \"$(id -u)\" = 65534 ]; echo x > \"$HOME/x\"; "
    "echo x > \"$TMPDIR/x\"; [ \"$PPID\" = 1 ]";

std::string name_of(std::string_view variable) {
  return std::string(variable.substr(0, variable.find('=')));
}

std::vector<std::string> environment_of(const SandboxOptions& options, std::string_view home,
                                        std::string_view tmp) {
  std::vector<std::string> all{"PATH=" + options.search_path,
                               base::format("HOME={}", home),
                               base::format("TMPDIR={}", tmp),
                               "LANG=C.UTF-8",
                               "LC_ALL=C.UTF-8",
                               "TERM=dumb",
                               "CI=1"};
  for (const auto& variable : options.environment) {
    std::erase_if(all, [&](const auto& other) { return name_of(other) == name_of(variable); });
    all.push_back(variable);
  }
  return all;
}

Command make_command(const TestRequest& request, const CallContext& context,
                     const SandboxOptions& options) {
  Command command;
  command.output_bytes_max = request.limits.output_bytes_max;
  command.merge_error = true;
  command.limits = {
      {RLIMIT_CORE, 0},
      {RLIMIT_NOFILE, static_cast<std::uint64_t>(options.open_files_max)},
      {RLIMIT_FSIZE, static_cast<std::uint64_t>(options.file_bytes_max)},
  };
  command.timeout = std::min(request.limits.wall_ms, context.timeout);
  command.grace = options.kill_grace_ms;
  command.stop = context.stop;
  command.on_wait = request.on_wait;
  return command;
}

TestResult make_result(Outcome outcome, SandboxLayer layer) {
  TestResult result;
  result.exit_code = outcome.exit_code;
  result.signal = outcome.signal;
  result.timed_out = outcome.timed_out;
  result.output = std::move(outcome.output);
  result.output_bytes = outcome.output_bytes;
  result.took = outcome.took;
  result.layer = to_string(layer);
  return result;
}

Result<TestResult> run_plain(const TestRequest& request, const CallContext& context,
                             const std::string& directory, const SandboxOptions& options) {
  auto program = process::find_program(request.argv.front(), options.search_path);
  if (!program) return program.error();
  auto place = process::TemporaryDirectory::make(options.temporary_path, std::string(prefix));
  if (!place) return place.error();
  const auto home = place->path() + "/home";
  const auto tmp = place->path() + "/tmp";
  std::error_code failed;
  if (!fs::create_directory(home, failed) || !fs::create_directory(tmp, failed)) {
    return Error{ErrorCode::store, base::format("cannot make {}: {}", home, failed.message())};
  }
  auto command = make_command(request, context, options);
  command.program = *program;
  command.argv = request.argv;
  command.environment = environment_of(options, home, tmp);
  command.directory = directory;
  command.sweep = true;
  command.no_new_privileges = true;
  auto outcome = process::run(command);
  if (!outcome) return outcome.error();
  return make_result(std::move(*outcome), SandboxLayer::none);
}

/// The program as the sandbox shows it.
Result<std::string> find_inside(const std::string& name, const std::string& directory,
                                const SandboxOptions& options) {
  const auto visible = [&](const std::string& path) {
    std::error_code failed;
    const auto real = fs::canonical(fs::path(directory) / path, failed);
    return !failed && sandbox::is_visible(real.string(), directory, options);
  };
  auto found = process::find_program(name, options.search_path, visible);
  if (found && !visible(*found)) {
    return Error{ErrorCode::unsupported,
                 base::format("program \"{}\" does not exist in the sandbox", name)};
  }
  if (found || !process::find_program(name, options.search_path)) return found;
  return Error{ErrorCode::unsupported,
               base::format("program \"{}\" is only where the sandbox does not show it: add its "
                            "folder to the read-only paths",
                            name)};
}

Result<TestResult> run_in_namespaces(const TestRequest& request, const CallContext& context,
                                     const std::string& directory, const SandboxOptions& options) {
  if (auto fits = sandbox::check_directory(directory, options); !fits) return fits.error();
  auto program = find_inside(request.argv.front(), directory, options);
  if (!program) return program.error();
  auto command = make_command(request, context, options);
  command.program = options.bubblewrap_path;
  command.argv = sandbox::bubblewrap_argv(*program, request.argv, directory, options);
  // bubblewrap is PID 1 inside, where all can read its environment: it gets the command's own.
  command.environment = environment_of(options, sandbox::inner_home, sandbox::inner_tmp);
  command.with_report = true;
  auto outcome = process::run(command);
  if (!outcome) return outcome.error();
  const auto code = sandbox::find_exit_code(outcome->report);
  if (!code && !outcome->timed_out) {
    return Error{ErrorCode::unsupported,
                 base::format("the sandbox did not start or was killed: {}",
                              outcome->output.substr(0, outcome->output.find('\n')))};
  }
  auto result = make_result(std::move(*outcome), SandboxLayer::namespaces);
  if (!code) return result;
  const bool by_signal = *code > signal_exit_base && *code <= signal_exit_base + signal_max;
  result.exit_code = by_signal ? -1 : *code;
  result.signal = by_signal ? *code - signal_exit_base : 0;
  return result;
}

/// Success: the namespaces layer starts and keeps its promises.
Status probe_namespaces(const SandboxOptions& options) {
  auto place = process::TemporaryDirectory::make(options.temporary_path, std::string(prefix));
  if (!place) return place.error();
  TestRequest request;
  request.directory = place->path();
  request.argv = {"/bin/sh", "-c", std::string(probe_script)};
  CallContext context;
  context.timeout = probe_timeout;
  auto result = run_in_namespaces(request, context, place->path(), options);
  if (!result) return result.error();
  if (result->passed()) return {};
  return Error{ErrorCode::unsupported,
               base::format("bubblewrap starts but does not hold what it must: {}",
                            result->output.substr(0, result->output.find('\n')))};
}

Status check(const SandboxOptions& options) {
  const auto invalid = [](std::string message) {
    return Error{ErrorCode::invalid_config, std::move(message)};
  };
  for (const auto& variable : options.environment) {
    if (variable.find('=') == 0 || variable.find('=') == variable.npos) {
      return invalid(base::format("sandbox environment \"{}\" is not NAME=value", variable));
    }
  }
  for (const auto& path : options.read_only_paths) {
    if (!fs::path(path).is_absolute()) {
      return invalid(base::format("sandbox read-only path \"{}\" is not absolute", path));
    }
  }
  const auto least =
      std::min({options.open_files_max, options.file_bytes_max, options.tmp_bytes_max});
  if (least < 1) return invalid("sandbox limits must be at least 1");
  if (options.require > options.strongest) {
    return invalid(base::format("sandbox requires {} but may use {} at most",
                                to_string(options.require), to_string(options.strongest)));
  }
  return {};
}

}  // namespace

std::string_view to_string(SandboxLayer layer) noexcept {
  switch (layer) {
    case SandboxLayer::namespaces:
      return "namespaces";
    case SandboxLayer::landlock:
      return "landlock";
    case SandboxLayer::none:
      break;
  }
  return "none";
}

SandboxRunner::SandboxRunner(SandboxOptions options, SandboxLayer layer, std::string why)
    : options_(std::move(options)), layer_(layer), why_not_stronger_(std::move(why)) {}

Result<std::unique_ptr<SandboxRunner>> SandboxRunner::make(SandboxOptions options) {
  if (auto valid = check(options); !valid) return valid.error();
  auto layer = SandboxLayer::none;
  std::string why = base::format("namespaces: not allowed above {}", to_string(options.strongest));
  if (options.strongest == SandboxLayer::namespaces) {
    auto works = probe_namespaces(options);
    why = works ? "" : "namespaces: " + works.error().message;
    if (works) layer = SandboxLayer::namespaces;
  }
  if (layer < options.require) {
    return Error{ErrorCode::unsupported, base::format("sandbox layer {} is not available: {}",
                                                      to_string(options.require), why)};
  }
  return std::unique_ptr<SandboxRunner>(
      new SandboxRunner(std::move(options), layer, std::move(why)));
}

Result<TestResult> SandboxRunner::run(const TestRequest& request, const CallContext& context) {
  const auto invalid = [&](std::string_view why) {
    return Error{ErrorCode::invalid_argument, base::format("{} {}", request.directory, why)};
  };
  if (request.argv.empty()) return Error{ErrorCode::invalid_argument, "a command has no words"};
  if (!request.directory.starts_with('/')) return invalid("is not an absolute directory");
  std::error_code failed;
  const auto directory = fs::canonical(request.directory, failed).string();
  if (failed || !fs::is_directory(directory, failed)) return invalid("is not a directory");
  auto result = layer_ == SandboxLayer::namespaces
                    ? run_in_namespaces(request, context, directory, options_)
                    : run_plain(request, context, directory, options_);
  if (result && result->timed_out && context.timeout < request.limits.wall_ms) {
    return Error{ErrorCode::timeout, base::format("{} ran for {} ms, the call's limit",
                                                  request.argv.front(), context.timeout.count())};
  }
  return result;
}

}  // namespace homeostat

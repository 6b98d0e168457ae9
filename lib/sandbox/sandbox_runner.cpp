#include <homeostat/sandbox/sandbox_runner.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <optional>

#include "core/base/format.hpp"
#include "process/program.hpp"
#include "process/run.hpp"
#include "process/temporary_directory.hpp"
#include "sandbox/bubblewrap.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/report_file.hpp"
#include "sandbox/seccomp.hpp"

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

// What the landlock layer promises. $1: a file beside the directory; $PPID: the host program.
constexpr std::string_view landlock_script =
    "set -e; echo x > probe; echo x > \"$HOME/x\"; echo x > /dev/null\n"
    "if ( : > \"$1\" ) 2> /dev/null; then echo it writes outside; exit 1; fi\n"
    "if ( : < \"/proc/$PPID/environ\" ) 2> /dev/null; then echo it reads the host; exit 1; fi\n"
    "if kill -0 \"$PPID\" 2> /dev/null; then echo it reaches the host; exit 1; fi\n"
    "if ls \"${1%/*}\" > /dev/null 2>&1; then echo it looks outside; exit 1; fi\n";

// Devices that belong to nobody.
constexpr auto devices = std::to_array<std::string_view>(
    {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"});
constexpr auto system_views =
    std::to_array<std::string_view>({"/proc", "/sys/devices/system/cpu", "/dev/fd"});

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
  command.argv = request.argv;
  command.output_bytes_max = request.limits.output_bytes_max;
  command.merge_error = true;
  const auto cpu_s = std::chrono::ceil<std::chrono::seconds>(options.cpu_ms_max).count();
  command.limits = {
      {RLIMIT_CORE, 0},
      {RLIMIT_NOFILE, static_cast<std::uint64_t>(options.open_files_max)},
      {RLIMIT_FSIZE, static_cast<std::uint64_t>(options.file_bytes_max)},
      {RLIMIT_CPU, static_cast<std::uint64_t>(cpu_s)},
  };
  command.memory_bytes_max = options.memory_bytes_max;
  command.processes_max = options.processes_max;
  command.disk_bytes_max = options.disk_bytes_max;
  command.disk_folders = {request.directory};
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
  result.exceeded = outcome.exceeded;
  result.output = std::move(outcome.output);
  result.output_bytes = outcome.output_bytes;
  result.took = outcome.took;
  result.layer = to_string(layer);
  return result;
}

/// Home and temporary folder of one command on the host.
struct PrivatePlace {
  process::TemporaryDirectory folder;
  std::string home;
  std::string tmp;

  static Result<PrivatePlace> make(const SandboxOptions& options) {
    auto folder = process::TemporaryDirectory::make(options.temporary_path, std::string(prefix));
    if (!folder) return folder.error();
    const auto home = folder->path() + "/home";
    const auto tmp = folder->path() + "/tmp";
    std::error_code failed;
    if (!fs::create_directory(home, failed) || !fs::create_directory(tmp, failed)) {
      return Error{ErrorCode::store, base::format("cannot make {}: {}", home, failed.message())};
    }
    return PrivatePlace{std::move(*folder), home, tmp};
  }
};

/// What both layers without namespaces have in common.
Command shared_command(const TestRequest& request, const CallContext& context,
                       const std::string& directory, const SandboxOptions& options,
                       const PrivatePlace& place) {
  auto command = make_command(request, context, options);
  command.environment = environment_of(options, place.home, place.tmp);
  command.directory = directory;
  command.disk_folders.push_back(place.folder.path());
  command.sweep = true;
  command.no_new_privileges = true;
  return command;
}

Result<TestResult> run_plain(const TestRequest& request, const CallContext& context,
                             const std::string& directory, const SandboxOptions& options) {
  auto program = process::find_program(request.argv.front(), options.search_path);
  if (!program) return program.error();
  auto place = PrivatePlace::make(options);
  if (!place) return place.error();
  auto command = shared_command(request, context, directory, options, *place);
  command.program = *program;
  if (sandbox::has_seccomp()) command.filter = sandbox::make_seccomp({true, false});
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

Result<TestResult> run_in_landlock(const TestRequest& request, const CallContext& context,
                                   const std::string& directory, const SandboxOptions& options) {
  if (auto fits = sandbox::check_directory(directory, options); !fits) return fits.error();
  auto program = find_inside(request.argv.front(), directory, options);
  if (!program) return program.error();
  auto place = PrivatePlace::make(options);
  if (!place) return place.error();
  sandbox::LandlockRules rules;
  rules.readable = sandbox::shown_paths(request.network);
  rules.readable.insert(rules.readable.end(), system_views.begin(), system_views.end());
  rules.readable.insert(rules.readable.end(), options.read_only_paths.begin(),
                        options.read_only_paths.end());
  rules.writable = {directory, place->home, place->tmp};
  rules.writable.insert(rules.writable.end(), devices.begin(), devices.end());
  rules.network = request.network;
  auto ruleset = sandbox::make_landlock(rules);
  if (!ruleset) return ruleset.error();
  auto command = shared_command(request, context, directory, options, *place);
  command.program = *program;
  command.landlock = ruleset->get();
  command.no_capabilities = true;
  command.filter = sandbox::make_seccomp({true, !request.network});
  auto outcome = process::run(command);
  if (!outcome) return outcome.error();
  return make_result(std::move(*outcome), SandboxLayer::landlock);
}

Result<TestResult> run_in_namespaces(const TestRequest& request, const CallContext& context,
                                     const std::string& directory, const SandboxOptions& options) {
  if (auto fits = sandbox::check_directory(directory, options); !fits) return fits.error();
  auto program = find_inside(request.argv.front(), directory, options);
  if (!program) return program.error();
  auto command = make_command(request, context, options);
  command.program = options.bubblewrap_path;
  const bool filtered = sandbox::has_seccomp();
  if (filtered) command.extra = sandbox::to_bytes(sandbox::make_seccomp({false, false}));
  command.argv = sandbox::bubblewrap_argv(*program, request, directory, options, filtered);
  // bubblewrap is PID 1 inside, where all can read its environment: it gets the command's own.
  command.environment = environment_of(options, sandbox::inner_home, sandbox::inner_tmp);
  command.with_report = true;
  auto outcome = process::run(command);
  if (!outcome) return outcome.error();
  const auto code = sandbox::find_exit_code(outcome->report);
  if (!code && !outcome->timed_out && outcome->exceeded.empty()) {
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

Result<TestResult> run_in(SandboxLayer layer, const TestRequest& request,
                          const CallContext& context, const std::string& directory,
                          const SandboxOptions& options) {
  switch (layer) {
    case SandboxLayer::namespaces:
      return run_in_namespaces(request, context, directory, options);
    case SandboxLayer::landlock:
      return run_in_landlock(request, context, directory, options);
    case SandboxLayer::none:
      break;
  }
  return run_plain(request, context, directory, options);
}

/// Success: the layer starts and keeps its promises.
Status probe(SandboxLayer layer, const SandboxOptions& options) {
  if (layer == SandboxLayer::landlock && !sandbox::has_seccomp()) {
    return Error{ErrorCode::unsupported, "the kernel takes no seccomp filter"};
  }
  auto place = process::TemporaryDirectory::make(options.temporary_path, std::string(prefix));
  if (!place) return place.error();
  const std::string directory = place->path() + "/inside";
  std::error_code failed;
  fs::create_directory(directory, failed);
  const bool namespaces = layer == SandboxLayer::namespaces;
  TestRequest request;
  request.directory = directory;
  request.argv = {"/bin/sh", "-c", std::string(namespaces ? probe_script : landlock_script), "sh",
                  place->path() + "/outside"};
  CallContext context;
  context.timeout = probe_timeout;
  auto result = run_in(layer, request, context, fs::canonical(directory, failed).string(), options);
  if (!result) return result.error();
  if (result->passed()) return {};
  return Error{ErrorCode::unsupported,
               base::format("{} starts but does not hold what it must: {}",
                            namespaces ? "bubblewrap" : "Landlock",
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
      std::min({options.open_files_max, options.file_bytes_max, options.tmp_bytes_max,
                options.cpu_ms_max.count(), options.memory_bytes_max, options.processes_max,
                options.disk_bytes_max});
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
  std::string why;
  for (const auto candidate : {SandboxLayer::namespaces, SandboxLayer::landlock}) {
    const auto works =
        candidate > options.strongest
            ? Status(Error{ErrorCode::unsupported,
                           base::format("not allowed above {}", to_string(options.strongest))})
            : probe(candidate, options);
    if (works) {
      layer = candidate;
      break;
    }
    if (!why.empty()) why += "; ";
    why += base::format("{}: {}", to_string(candidate), works.error().message);
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
  if (!request.report_path.empty()) {
    auto removed = sandbox::remove_report(directory, request.report_path);
    if (!removed) return removed.error();
  }
  auto result = run_in(layer_, request, context, directory, options_);
  // Read only now: nothing is left that could change it.
  if (result && !request.report_path.empty()) {
    result->report = sandbox::read_report(directory, request.report_path, request.report_bytes_max);
  }
  if (result && result->timed_out && context.timeout < request.limits.wall_ms) {
    return Error{ErrorCode::timeout, base::format("{} ran for {} ms, the call's limit",
                                                  request.argv.front(), context.timeout.count())};
  }
  return result;
}

}  // namespace homeostat

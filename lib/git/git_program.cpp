#include "git/git_program.hpp"

#include <array>

#include "core/base/format.hpp"
#include "git/names.hpp"
#include "process/run.hpp"

namespace homeostat::git {
namespace {

// Above any repository's own configuration. `safe.directory`: the operator named the repository.
constexpr auto settings = std::to_array<std::string_view>(
    {"core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null",
     "core.excludesFile=/dev/null", "core.autocrlf=false", "core.symlinks=true",
     "core.fileMode=true", "core.protectHFS=true", "core.protectNTFS=true",
     "core.logAllRefUpdates=false", "gc.auto=0", "maintenance.auto=false", "receive.autogc=false",
     "fetch.recurseSubmodules=false", "submodule.recurse=false", "push.followTags=false",
     "http.followRedirects=false", "credential.helper=", "safe.directory=*"});

constexpr auto fixed_environment = std::to_array<std::string_view>(
    {"HOME=/nonexistent", "LC_ALL=C", "TZ=UTC", "GIT_CONFIG_NOSYSTEM=1",
     "GIT_CONFIG_GLOBAL=/dev/null", "GIT_ATTR_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0",
     "GIT_ASKPASS=/bin/false", "SSH_ASKPASS=/bin/false", "GIT_SSH_COMMAND=ssh -oBatchMode=yes",
     "GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1",
     "GIT_LITERAL_PATHSPECS=1", "GIT_ADVICE=0"});

/// In single quotes, for the shell that git itself puts between the two ends of a transport.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

GitProgram::GitProgram(const GitOptions& options)
    : path_(options.git_path), other_(quoted(options.git_path) + " ") {
  for (const auto setting : settings)
    other_ += base::format("-c {} ", quoted(setting));
  environment_.assign(fixed_environment.begin(), fixed_environment.end());
  environment_.push_back("PATH=" + options.search_path);
  environment_.insert(environment_.end(), options.environment.begin(), options.environment.end());
}

Result<GitAnswer> GitProgram::run(const GitCall& call, const CallContext& context) const {
  process::Command command;
  command.program = path_;
  command.argv = {"git"};
  for (const auto setting : settings) {
    command.argv.insert(command.argv.end(), {"-c", std::string(setting)});
  }
  if (!call.git_directory.empty()) command.argv.push_back("--git-dir=" + call.git_directory);
  if (!call.work_tree.empty()) command.argv.push_back("--work-tree=" + call.work_tree);
  command.argv.insert(command.argv.end(), call.arguments.begin(), call.arguments.end());
  command.environment = environment_;
  command.environment.insert(command.environment.end(), call.environment.begin(),
                             call.environment.end());
  command.directory = "/";
  command.input = call.input;
  command.output_bytes_max = call.output_bytes_max;
  command.timeout = context.timeout;
  command.stop = context.stop;
  auto outcome = process::run(command);
  const auto& name = call.arguments.front();
  if (!outcome) return outcome.error().with_context("git " + name);
  if (outcome->timed_out) {
    return Error{ErrorCode::timeout,
                 base::format("git {} ran for {} ms, its limit", name, context.timeout.count())};
  }
  if (outcome->signal != 0) {
    return Error{ErrorCode::store,
                 base::format("git {} was ended by signal {}", name, outcome->signal)};
  }
  if (!outcome->output_whole) {
    return Error{ErrorCode::store, base::format("git {} wrote {} bytes, limit is {}", name,
                                                outcome->output_bytes, call.output_bytes_max)};
  }
  return GitAnswer{outcome->exit_code, std::move(outcome->output), std::move(outcome->error)};
}

Result<std::string> GitProgram::output(const GitCall& call, const CallContext& context) const {
  auto answer = run(call, context);
  if (!answer) return answer.error();
  if (answer->exit_code != 0) return git_error(ErrorCode::store, call, *answer);
  return std::move(answer->output);
}

Error git_error(ErrorCode code, const GitCall& call, const GitAnswer& answer) {
  return {code, base::format("git {}: {}", call.arguments.front(), first_line(answer.error))};
}

}  // namespace homeostat::git

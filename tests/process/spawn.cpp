#include "process/spawn.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>

#include "support/catch.hpp"

using homeostat::Error;
using homeostat::ErrorCode;
using homeostat::process::spawn;
using homeostat::process::SpawnRequest;

namespace {

SpawnRequest shell(const std::string& script) {
  return {.program = "/bin/sh", .argv = {"sh", "-c", script}};
}

int exit_code_of(const SpawnRequest& request) {
  auto child = spawn(request);
  REQUIRE(child);
  auto status = child->reap();
  REQUIRE(status);
  CHECK(status->signal == 0);
  return status->exit_code;
}

Error error_of(const SpawnRequest& request) {
  auto child = spawn(request);
  REQUIRE_FALSE(child);
  return child.error();
}

}  // namespace

TEST_CASE("a child's exit code and the signal that ended it are told apart") {
  CHECK(exit_code_of(shell("exit 9")) == 9);
  auto child = spawn(shell("kill -9 $$"));
  REQUIRE(child);
  auto status = child->reap();
  REQUIRE(status);
  CHECK(status->exit_code == -1);
  CHECK(status->signal == SIGKILL);
}

TEST_CASE("what cannot be started says what and why") {
  CHECK(error_of({.program = "/no/such/program", .argv = {"x"}}) ==
        Error{ErrorCode::unsupported,
              "cannot start /no/such/program, at the program: No such file or directory"});
  CHECK(error_of({.program = "/etc/passwd", .argv = {"x"}}).message ==
        "cannot start /etc/passwd, at the program: Permission denied");
  auto lost = shell("true");
  lost.directory = "/no/such/folder";
  CHECK(error_of(lost).message == "cannot enter /no/such/folder: No such file or directory");
  auto limited = shell("true");
  limited.limits = {{9999, 1}};
  CHECK(error_of(limited).message == "cannot start /bin/sh, at its limits: Invalid argument");
}

TEST_CASE("a NUL byte in any text of a command is refused") {
  const std::string bad("a\0b", 3);
  for (auto* text : {"argv", "environment", "directory", "program"}) {
    auto request = shell("true");
    if (text == std::string("argv")) request.argv.push_back(bad);
    if (text == std::string("environment")) request.environment.push_back(bad);
    if (text == std::string("directory")) request.directory = bad;
    if (text == std::string("program")) request.program = bad;
    CHECK(error_of(request).code == ErrorCode::invalid_argument);
  }
}

TEST_CASE("a child leads its own session and group, with default signals and none blocked") {
  ::signal(SIGPIPE, SIG_IGN);
  sigset_t blocked;
  sigset_t before;
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
  CHECK(exit_code_of(shell("set -- $(cat /proc/$$/stat); test $1 = $5 && test $1 = $6")) == 0);
  CHECK(exit_code_of(shell("exec grep -Eq '^SigBlk:\\s*0+$' /proc/self/status")) == 0);
  CHECK(exit_code_of(shell("exec grep -Eq '^SigIgn:\\s*0+$' /proc/self/status")) == 0);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
}

TEST_CASE("limits are lowered and never raised") {
  auto request =
      shell("test $(ulimit -n) = 77 && test $(ulimit -Hn) = 77 && test $(ulimit -c) = 0");
  request.limits = {{RLIMIT_NOFILE, 77}, {RLIMIT_CORE, 0}};
  CHECK(exit_code_of(request) == 0);
  rlimit host{};
  ::getrlimit(RLIMIT_NOFILE, &host);
  request = shell("test $(ulimit -Hn) = " + std::to_string(host.rlim_max));
  request.limits = {{RLIMIT_NOFILE, host.rlim_max + 1}};
  CHECK(exit_code_of(request) == 0);
}

TEST_CASE("a child that is dropped is killed with its group and reaped") {
  int pipe[2] = {-1, -1};
  REQUIRE(::pipe2(pipe, O_CLOEXEC) == 0);
  {
    auto request = shell("sleep 100 & sleep 100");
    request.standard_output = pipe[1];
    auto child = spawn(request);
    REQUIRE(child);
    CHECK(child->pidfd() >= 0);
  }
  ::close(pipe[1]);
  // Nobody else holds the other end: both sleepers are gone.
  char byte = 0;
  CHECK(::read(pipe[0], &byte, 1) == 0);
  ::close(pipe[0]);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
}

TEST_CASE("a host that reaps all children is told that the status is lost") {
  auto child = spawn(shell("exit 0"));
  REQUIRE(child);
  REQUIRE(::waitpid(-1, nullptr, 0) > 0);
  auto status = child->reap();
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::unsupported);
}

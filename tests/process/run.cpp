#include "process/run.hpp"

#include <fcntl.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "support/catch.hpp"

using homeostat::Error;
using homeostat::ErrorCode;
using homeostat::Milliseconds;
using homeostat::process::Command;
using homeostat::process::Outcome;
using homeostat::process::run;

namespace {

Command shell(const std::string& script) {
  Command command;
  command.program = "/bin/sh";
  command.argv = {"sh", "-c", script};
  command.environment = {"PATH=/usr/bin:/bin"};
  return command;
}

Outcome outcome_of(const Command& command) {
  auto outcome = run(command);
  REQUIRE(outcome);
  return *outcome;
}

std::int64_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return std::distance(begin(all), end(all));
}

bool has_children() { return ::waitpid(-1, nullptr, WNOHANG) != -1; }

}  // namespace

TEST_CASE("output, error and exit code of a command come back") {
  auto outcome = outcome_of(shell("printf out; printf err >&2; exit 3"));
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.signal == 0);
  CHECK_FALSE(outcome.timed_out);
  CHECK(outcome.output == "out");
  CHECK(outcome.error == "err");
  CHECK(outcome.output_bytes == 3);
  CHECK(outcome.output_whole);
}

TEST_CASE("merged output keeps its order and a report has its own stream") {
  auto command = shell("printf a; printf b >&2; printf r >&3; printf c");
  command.merge_error = true;
  command.with_report = true;
  auto outcome = outcome_of(command);
  CHECK(outcome.output == "abc");
  CHECK(outcome.error.empty());
  CHECK(outcome.report == "r");
}

TEST_CASE("input of any size and content is read to its end") {
  std::string input(3'000'000, 'x');
  input[7] = '\0';
  auto command = shell("cat | wc -c; cat | wc -c");
  command.input = input;
  CHECK(outcome_of(command).output == "3000000\n0\n");
  // A command that reads nothing breaks nothing.
  command.argv.back() = "exec true";
  CHECK(outcome_of(command).exit_code == 0);
  CHECK(outcome_of(shell("cat")).output.empty());
}

TEST_CASE("a command sees the environment that it was given and nothing else") {
  ::setenv("HOMEOSTAT_TEST_SECRET", "s3cret", 1);
  auto command = shell("/usr/bin/env; cat /proc/$$/environ");
  command.environment = {"ONLY=this"};
  const auto output = outcome_of(command).output;
  CHECK(output.find("ONLY=this") != output.npos);
  CHECK(output.find("s3cret") == output.npos);
  CHECK(output.find("HOME=") == output.npos);
  ::unsetenv("HOMEOSTAT_TEST_SECRET");
}

TEST_CASE("a command holds no descriptor of the host") {
  // One without close-on-exec, as a careless host would have it.
  const int careless = ::open("/etc/passwd", O_RDONLY);
  REQUIRE(careless >= 0);
  Command command;
  command.program = "/bin/ls";
  command.argv = {"ls", "/proc/self/fd"};
  CHECK(outcome_of(command).output == "0\n1\n2\n3\n");  // 3: the folder that ls reads
  ::close(careless);
}

TEST_CASE("a command works in its directory and the host stays in its own") {
  const auto here = std::filesystem::current_path();
  auto command = shell("pwd");
  command.directory = "/usr/bin";
  CHECK(outcome_of(command).output == "/usr/bin\n");
  CHECK(std::filesystem::current_path() == here);
}

TEST_CASE("huge output is bounded and counted and does not stall") {
  auto command = shell("head -c 100000000 /dev/zero; echo end");
  command.output_bytes_max = 1000;
  auto outcome = outcome_of(command);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.output_bytes == 100'000'004);
  CHECK_FALSE(outcome.output_whole);
  CHECK(outcome.output.size() < 1100);
  CHECK(outcome.output.ends_with("end\n"));
}

TEST_CASE("a deadline ends the whole group, first politely") {
  auto command = shell("trap 'echo asked; exit 7' TERM; sleep 100 & wait");
  command.timeout = Milliseconds(200);
  auto outcome = outcome_of(command);
  CHECK(outcome.timed_out);
  CHECK(outcome.exit_code == 7);
  CHECK(outcome.output == "asked\n");
  CHECK(outcome.took >= Milliseconds(200));
  CHECK(outcome.took < Milliseconds(1500));
}

TEST_CASE("a child that ignores TERM is killed after the grace") {
  auto command = shell("trap '' TERM; sleep 100; sleep 100; sleep 100");
  command.timeout = Milliseconds(100);
  command.grace = Milliseconds(300);
  auto outcome = outcome_of(command);
  CHECK(outcome.timed_out);
  CHECK(outcome.signal == SIGKILL);
  CHECK(outcome.took >= Milliseconds(400));
  CHECK(outcome.took < Milliseconds(2500));
}

TEST_CASE("a group member that keeps the pipe open is killed when the leader ends") {
  auto outcome = outcome_of(shell("sleep 100 & echo done"));
  CHECK(outcome.output == "done\n");
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.took < Milliseconds(1500));
}

TEST_CASE("a process that left the session is killed by its mark") {
  auto command = shell("setsid sleep 98.25 & sleep 0.2; echo done");
  command.sweep = true;
  auto outcome = outcome_of(command);
  CHECK(outcome.output == "done\n");
  CHECK(outcome.took < Milliseconds(2000));
  Command search;
  search.program = "/bin/sh";
  search.argv = {"sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"};
  search.environment = {"PATH=/usr/bin:/bin"};
  const auto all = outcome_of(search).output;
  CHECK(all.find("sleep 98.25 ") == all.npos);
}

TEST_CASE("a process that hides keeps nobody waiting") {
  // It has left the session and its environment: no sweep can find it.
  auto outcome = outcome_of(shell("setsid env -i /bin/sleep 3 & sleep 0.1; echo done"));
  CHECK(outcome.output == "done\n");
  CHECK(outcome.took < Milliseconds(2000));
}

TEST_CASE("a stop ends the command soon") {
  std::stop_source source;
  auto command = shell("sleep 100");
  command.stop = source.get_token();
  std::jthread stopper([&source] {
    std::this_thread::sleep_for(Milliseconds(150));
    source.request_stop();
  });
  const auto began = std::chrono::steady_clock::now();
  auto outcome = run(command);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error() == Error{ErrorCode::cancelled, "sh was stopped"});
  CHECK(std::chrono::steady_clock::now() - began < Milliseconds(1500));
  // Stopped before the start: nothing runs.
  outcome = run(command);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::cancelled);
  CHECK_FALSE(has_children());
}

TEST_CASE("the wait calls back about twice a second, also while output flows") {
  int calls = 0;
  auto command = shell("timeout 1.3 yes");
  command.on_wait = [&calls]() -> homeostat::Status {
    ++calls;
    return {};
  };
  CHECK(outcome_of(command).exit_code == 124);
  CHECK(calls == 2);
}

TEST_CASE("an error of the callback ends the command and is returned") {
  auto command = shell("sleep 100");
  command.on_wait = []() -> homeostat::Status { return Error{ErrorCode::conflict, "lease lost"}; };
  auto outcome = run(command);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error() == Error{ErrorCode::conflict, "lease lost"});
  CHECK_FALSE(has_children());
}

TEST_CASE("an exception of the callback leaves no child behind") {
  auto command = shell("sleep 100");
  command.on_wait = []() -> homeostat::Status { throw 7; };
  CHECK_THROWS_AS(run(command), int);
  CHECK_FALSE(has_children());
}

TEST_CASE("a missing program and a command without words are errors") {
  Command command;
  auto outcome = run(command);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::invalid_argument);
  command.program = "/no/such/program";
  command.argv = {"program"};
  outcome = run(command);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::unsupported);
}

TEST_CASE("children of the host are neither reaped nor signalled") {
  const pid_t other = ::fork();
  if (other == 0) {
    ::usleep(400'000);
    ::_exit(42);
  }
  auto command = shell("sleep 100");
  command.timeout = Milliseconds(100);
  CHECK(outcome_of(command).timed_out);
  CHECK(outcome_of(shell("sleep 0.5")).exit_code == 0);
  int status = 0;
  CHECK(::waitpid(other, &status, 0) == other);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 42);
}

TEST_CASE("a command does not outlive a host that is killed") {
  const pid_t host = ::fork();
  if (host == 0) {
    auto command = shell("exec sleep 100");
    command.environment.push_back("MARK=homeostat-test-outlives");
    command.on_wait = []() -> homeostat::Status {
      ::kill(::getpid(), SIGKILL);
      return {};
    };
    [[maybe_unused]] auto outcome = run(command);
    ::_exit(0);
  }
  int status = 0;
  CHECK(::waitpid(host, &status, 0) == host);
  CHECK(WIFSIGNALED(status));
  std::this_thread::sleep_for(Milliseconds(100));
  const auto all = outcome_of(shell("cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'"));
  CHECK(all.output.find("homeostat-test-outlives") == std::string::npos);
}

TEST_CASE("signals with handlers interrupt nothing") {
  static volatile sig_atomic_t ticks = 0;
  struct sigaction action {};
  struct sigaction before {};
  action.sa_handler = [](int) { ticks = ticks + 1; };  // without SA_RESTART
  ::sigaction(SIGALRM, &action, &before);
  ::ualarm(2'000, 2'000);
  auto outcome = outcome_of(shell("sleep 0.3; printf done"));
  ::ualarm(0, 0);
  ::sigaction(SIGALRM, &before, nullptr);
  CHECK(outcome.output == "done");
  CHECK(ticks > 20);
}

TEST_CASE("200 runs leave no zombie and no open descriptor") {
  const auto before = open_descriptors();
  for (int round = 0; round < 200; ++round) {
    auto command = shell(round % 3 == 0 ? "exit 1" : "echo x; sleep 50 & true");
    if (round % 7 == 0) command.program = "/no/such/program";
    auto outcome = run(command);
    REQUIRE(outcome.has_value() == (round % 7 != 0));
  }
  CHECK(open_descriptors() == before);
  CHECK_FALSE(has_children());
}

TEST_CASE("many threads run commands at once") {
  std::vector<std::jthread> threads;
  std::atomic<int> right{0};
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&right, thread] {
      for (int round = 0; round < 10; ++round) {
        const auto text = std::to_string(thread * 100 + round);
        auto outcome = run(shell("printf " + text));
        if (outcome && outcome->output == text) ++right;
      }
    });
  }
  threads.clear();
  CHECK(right == 80);
  CHECK_FALSE(has_children());
}

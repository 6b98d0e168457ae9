#include <homeostat/sandbox/sandbox_runner.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include <homeostat/command.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using support::TemporaryFolder;

namespace {

using Words = std::vector<std::string>;

SandboxOptions plain() {
  SandboxOptions options;
  options.strongest = SandboxLayer::none;
  options.kill_grace_ms = Milliseconds(300);
  return options;
}

std::unique_ptr<SandboxRunner> runner_of(const SandboxOptions& options) {
  auto runner = SandboxRunner::make(options);
  REQUIRE(runner);
  return std::move(*runner);
}

TestRequest request_of(const std::string& directory, Words argv) {
  TestRequest request;
  request.directory = directory;
  request.argv = std::move(argv);
  return request;
}

TestRequest script(const std::string& directory, const std::string& text) {
  return request_of(directory, {"sh", "-c", text});
}

TestResult result_of(SandboxRunner& runner, const TestRequest& request) {
  auto result = runner.run(request, {});
  REQUIRE(result);
  return *result;
}

Error error_of(SandboxRunner& runner, const TestRequest& request, const CallContext& context = {}) {
  auto result = runner.run(request, context);
  REQUIRE_FALSE(result);
  return result.error();
}

Error make_error(const SandboxOptions& options) {
  auto runner = SandboxRunner::make(options);
  REQUIRE_FALSE(runner);
  return runner.error();
}

}  // namespace

TEST_CASE("each layer has its name") {
  CHECK(to_string(SandboxLayer::none) == "none");
  CHECK(to_string(SandboxLayer::landlock) == "landlock");
  CHECK(to_string(SandboxLayer::namespaces) == "namespaces");
}

TEST_CASE("the layer is reported, with the reason why it is no stronger one") {
  auto options = plain();
  auto runner = runner_of(options);
  CHECK(runner->layer() == SandboxLayer::none);
  CHECK(runner->why_not_stronger() ==
        "namespaces: not allowed above none; landlock: not allowed above none");

  options.strongest = SandboxLayer::namespaces;
  options.bubblewrap_path = "/no/such/bwrap";
  runner = runner_of(options);
  CHECK(runner->layer() < SandboxLayer::namespaces);
  CHECK(runner->why_not_stronger().starts_with(
      "namespaces: cannot start /no/such/bwrap, at the program: No such file or directory"));
  options.bubblewrap_path = "/bin/false";
  runner = runner_of(options);
  CHECK(runner->why_not_stronger().starts_with(
      "namespaces: the sandbox did not start or was killed: "));
}

TEST_CASE("a required layer that is missing is an error, never less") {
  auto options = plain();
  options.strongest = SandboxLayer::namespaces;
  options.bubblewrap_path = "/no/such/bwrap";
  options.require = SandboxLayer::namespaces;
  const Error error = make_error(options);
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(error.message.starts_with(
      "sandbox layer namespaces is not available: namespaces: cannot start "
      "/no/such/bwrap, at the program: No such file or directory"));
  options.require = SandboxLayer::landlock;
  const auto runner = SandboxRunner::make(options);
  if (runner) {
    CHECK((*runner)->layer() == SandboxLayer::landlock);
  } else {
    CHECK(runner.error().code == ErrorCode::unsupported);
  }
}

TEST_CASE("a bubblewrap that does not hold what it must is not taken") {
  TemporaryFolder folder;
  // Starts the command, but without any protection.
  const auto fake = folder / "bwrap";
  support::write_file(fake,
                      "#!/bin/sh\nwhile [ \"$1\" != -- ]; do [ $1 = --chdir ] && cd $2; shift; "
                      "done; shift\n\"$@\"\n"
                      "echo \"{ \\\"exit-code\\\": $? }\" >&3\n");
  ::chmod(fake.c_str(), 0755);
  auto options = plain();
  options.strongest = SandboxLayer::namespaces;
  options.bubblewrap_path = fake;
  auto runner = runner_of(options);
  CHECK(runner->layer() < SandboxLayer::namespaces);
  CHECK(runner->why_not_stronger().starts_with(
      "namespaces: bubblewrap starts but does not hold what it must: "));
}

TEST_CASE("wrong options are errors that name them") {
  auto options = plain();
  options.environment = {"NOVALUE"};
  CHECK(make_error(options) ==
        Error{ErrorCode::invalid_config, "sandbox environment \"NOVALUE\" is not NAME=value"});
  options.environment = {"=x"};
  CHECK(make_error(options).code == ErrorCode::invalid_config);
  options = plain();
  options.read_only_paths = {"lib"};
  CHECK(make_error(options).message == "sandbox read-only path \"lib\" is not absolute");
  options = plain();
  options.open_files_max = 0;
  CHECK(make_error(options).message == "sandbox limits must be at least 1");
  options = plain();
  options.require = SandboxLayer::namespaces;
  CHECK(make_error(options).message == "sandbox requires namespaces but may use none at most");
}

TEST_CASE("a command runs in its directory without a shell") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  auto result = result_of(*runner, request_of(folder.path(), {"printf", "%s|", "a b", "$HOME"}));
  CHECK(result.passed());
  CHECK(result.output == "a b|$HOME|");
  CHECK(result.layer == "none");
  result = result_of(*runner, script(folder.path(), "pwd; echo x > made; echo e >&2; exit 3"));
  CHECK(result.exit_code == 3);
  CHECK_FALSE(result.passed());
  CHECK(result.output == folder.path() + "\ne\n");
  CHECK(std::filesystem::exists(folder / "made"));
  support::write_file(folder / "run.sh", "#!/bin/sh\necho ran\n");
  ::chmod((folder / "run.sh").c_str(), 0755);
  CHECK(result_of(*runner, request_of(folder.path(), {"./run.sh"})).output == "ran\n");
}

TEST_CASE("the environment is the allow-list and nothing of the host") {
  ::setenv("HOMEOSTAT_TEST_SECRET", "s3cret", 1);
  TemporaryFolder folder;
  auto options = plain();
  options.environment = {"TERM=vt100", "EXTRA=1"};
  auto runner = runner_of(options);
  auto output = result_of(*runner, script(folder.path(), "env | sed 's/=.*//' | sort")).output;
  CHECK(output ==
        "CI\nEXTRA\nHOME\nHOMEOSTAT_PROCESS_MARK\nLANG\nLC_ALL\nPATH\nPWD\nTERM\nTMPDIR\n");
  output = result_of(*runner, script(folder.path(), "env; cat /proc/$$/environ")).output;
  CHECK(output.find("TERM=vt100") != output.npos);
  CHECK(output.find("TERM=dumb") == output.npos);
  CHECK(output.find("s3cret") == output.npos);
  ::unsetenv("HOMEOSTAT_TEST_SECRET");
}

TEST_CASE("home and temporary folder are private and gone afterwards") {
  TemporaryFolder folder;
  auto options = plain();
  options.temporary_path = folder / "tmp";
  std::filesystem::create_directory(options.temporary_path);
  auto runner = runner_of(options);
  auto result = result_of(*runner, script(folder.path(),
                                          "echo x > $HOME/a; echo x > $TMPDIR/b; "
                                          "stat -c %a $HOME/..; chmod 0 $HOME"));
  CHECK(result.output == "700\n");
  CHECK(std::filesystem::is_empty(options.temporary_path));
  options.temporary_path = "/no/such/folder";
  runner = runner_of(options);
  CHECK(error_of(*runner, script(folder.path(), "true")).code == ErrorCode::store);
}

TEST_CASE("limits of files hold and privileges cannot be gained") {
  TemporaryFolder folder;
  auto options = plain();
  options.open_files_max = 50;
  options.file_bytes_max = 1000;
  auto runner = runner_of(options);
  CHECK(result_of(*runner, script(folder.path(), "ulimit -n; ulimit -c")).output == "50\n0\n");
  CHECK_FALSE(result_of(*runner, script(folder.path(), "head -c 2000 /dev/zero > big")).passed());
  CHECK(std::filesystem::file_size(folder / "big") <= 1000);
  CHECK(result_of(*runner, script(folder.path(), "grep NoNewPrivs /proc/self/status")).output ==
        "NoNewPrivs:\t1\n");
}

TEST_CASE("the wall limit is a result and the call's own limit an error") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  auto request = script(folder.path(), "trap '' TERM; setsid sleep 97.5 & sleep 96.5");
  request.limits.wall_ms = Milliseconds(200);
  auto result = result_of(*runner, request);
  CHECK(result.timed_out);
  CHECK_FALSE(result.passed());
  CHECK(result.took < Milliseconds(3000));
  auto all = result_of(*runner, script("/", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '"));
  CHECK(all.output.find("sleep 97.5 ") == std::string::npos);
  CHECK(all.output.find("sleep 96.5 ") == std::string::npos);

  CallContext context;
  context.timeout = Milliseconds(100);
  const auto error = error_of(*runner, request, context);
  CHECK(error == Error{ErrorCode::timeout, "sh ran for 100 ms, the call's limit"});
}

TEST_CASE("stop and an error of the callback end the command") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  std::stop_source source;
  CallContext context;
  context.stop = source.get_token();
  auto request = script(folder.path(), "sleep 100");
  int calls = 0;
  request.on_wait = [&]() -> Status {
    if (++calls == 2) source.request_stop();
    return {};
  };
  CHECK(error_of(*runner, request, context).code == ErrorCode::cancelled);
  CHECK(calls == 2);
  request.on_wait = []() -> Status { return Error{ErrorCode::conflict, "lease lost"}; };
  CHECK(error_of(*runner, request) == Error{ErrorCode::conflict, "lease lost"});
}

TEST_CASE("output is bounded, whatever is written") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  auto request = script(folder.path(), "head -c 5000000 /dev/zero; echo; echo last");
  request.limits.output_bytes_max = 100;
  auto result = result_of(*runner, request);
  CHECK(result.output_bytes == 5'000'006);
  CHECK(result.output.size() < 200);
  CHECK(result.output.ends_with("last\n"));
}

TEST_CASE("what cannot be run is an error that says why") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  auto error = error_of(*runner, request_of(folder.path(), {"no-such-program"}));
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(error.message.starts_with("program \"no-such-program\" is not in /usr/local/sbin:"));
  CHECK(error_of(*runner, request_of(folder.path(), {"./none"})).code == ErrorCode::unsupported);
  CHECK(error_of(*runner, request_of(folder.path(), {})) ==
        Error{ErrorCode::invalid_argument, "a command has no words"});
  CHECK(error_of(*runner, request_of("relative", {"true"})).message ==
        "relative is not an absolute directory");
  CHECK(error_of(*runner, request_of("/etc/passwd", {"true"})).message ==
        "/etc/passwd is not a directory");
  CHECK(error_of(*runner, request_of("/no/such", {"true"})).code == ErrorCode::invalid_argument);
}

TEST_CASE("a program that dies by a signal is told apart from one that exits") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  auto result = result_of(*runner, script(folder.path(), "kill -SEGV $$"));
  CHECK(result.exit_code == -1);
  CHECK(result.signal == SIGSEGV);
  CHECK_FALSE(result.passed());
}

TEST_CASE("words that split_command gives are those that a shell gives") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  for (const std::string command :
       {"a  b\tc", "'a b' \"c d\"e", "a\\ b \\'c \\\\", "\"a\\\"b\" \"c\\d\" \"\\\\\"", "'' \"\" x",
        "a\\\nb \"c\\\nd\"", "'$HOME' \\$HOME \\`a\\` '*' \\*", "x=y {a,b} a~ b#c !",
        "'a'\\''b' \"'\" '\"'", "--flag='v w' k=\"a 'b' c\""}) {
    auto words = split_command("printf %s\\| " + command);
    REQUIRE(words);
    const auto direct = result_of(*runner, request_of(folder.path(), *words));
    const auto shell = result_of(*runner, script(folder.path(), "printf %s\\| " + command));
    INFO(command);
    CHECK(words->front() == "printf");
    CHECK(direct.output == shell.output);
  }
}

TEST_CASE("several threads share one runner and nothing is left behind") {
  TemporaryFolder folder;
  auto runner = runner_of(plain());
  std::atomic<int> passed{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 5; ++round) {
          auto result = runner->run(script(folder.path(), "true"), {});
          if (result && result->passed()) ++passed;
        }
      });
    }
  }
  CHECK(passed == 20);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
}

// The namespaces layer. Where bubblewrap does not work, these tests say so and pass.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <homeostat/sandbox/sandbox_runner.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using support::TemporaryFolder;

namespace {

using Words = std::vector<std::string>;

/// Null where the machine has no such layer.
std::unique_ptr<SandboxRunner> namespaces(SandboxOptions options = {}) {
  options.kill_grace_ms = Milliseconds(300);
  auto runner = SandboxRunner::make(options);
  REQUIRE(runner);
  if ((*runner)->layer() == SandboxLayer::namespaces) return std::move(*runner);
  WARN("not tested: " + (*runner)->why_not_stronger());
  return nullptr;
}

TestRequest request_of(const std::string& directory, Words argv) {
  TestRequest request;
  request.directory = directory;
  request.argv = std::move(argv);
  return request;
}

TestRequest script(const TemporaryFolder& folder, const std::string& text) {
  return request_of(folder.path(), {"sh", "-c", text});
}

TestResult result_of(SandboxRunner& runner, const TestRequest& request) {
  auto result = runner.run(request, {});
  REQUIRE(result);
  CHECK(result->layer == "namespaces");
  return *result;
}

Error error_of(SandboxRunner& runner, const TestRequest& request) {
  auto result = runner.run(request, {});
  REQUIRE_FALSE(result);
  return result.error();
}

/// A listening socket of the host on a port of its loopback.
struct Listener {
  int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int port = 0;
  Listener() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(fd, generic, size) == 0);
    REQUIRE(::listen(fd, 1) == 0);
    REQUIRE(::getsockname(fd, generic, &size) == 0);
    port = ntohs(address.sin_port);
  }
  ~Listener() { ::close(fd); }
};

}  // namespace

TEST_CASE("where bubblewrap works, the strongest layer is the namespaces") {
  const auto works = std::system(
      "bwrap --unshare-user --unshare-all --disable-userns --cap-drop ALL --ro-bind / / --proc "
      "/proc true "
      "2>/dev/null");
  if (works == 0) CHECK(namespaces() != nullptr);
}

TEST_CASE("inside, only the directory and the private folders are writable") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  TemporaryFolder other;
  auto result = result_of(*runner, script(folder,
                                          "echo made > a; echo x > $HOME/x; "
                                          "echo x > $TMPDIR/x; pwd"));
  CHECK(result.passed());
  CHECK(result.output == folder.path() + "\n");
  CHECK(support::read_file(folder / "a") == "made\n");
  for (const std::string place : {"/usr/x", "/x", "/etc/x", "/opt/x", "/root/x", "/var/x"}) {
    result = result_of(*runner, script(folder, "echo x > " + place));
    INFO(place);
    CHECK_FALSE(result.passed());
    std::error_code hidden;
    CHECK_FALSE(std::filesystem::exists(place, hidden));
  }
  // Its /tmp is its own: the host's is neither seen nor kept.
  result = result_of(*runner, script(folder, "ls " + other.path()));
  CHECK_FALSE(result.passed());
  CHECK_FALSE(std::filesystem::exists("/tmp/home"));
}

TEST_CASE("inside, the host's files, processes and settings are out of reach") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  auto result = result_of(
      *runner,
      script(folder,
             "for f in /etc/shadow /root /home /var /run /sys /etc/ssh; do "
             "[ -e $f ] && echo sees $f; done; "
             "find /proc -maxdepth 1 -type f -writable; "
             "for f in /proc/sys/kernel/core_pattern /proc/sys/vm/drop_caches "
             "/proc/sysrq-trigger; do [ -w $f ] && echo writes $f; done; "
             "ls -d /proc/[0-9]* | wc -l; id -u; "
             "grep -E '^Cap(Prm|Eff|Bnd):' /proc/self/status | grep -vc 0000000000000000"));
  // Five processes at most: init, sh, and those of the pipe.
  CHECK_THAT(result.output, Catch::Matchers::Matches("[345]\n65534\n0\n"));
}

TEST_CASE("the host's environment is nowhere inside, not in PID 1 either") {
  ::setenv("HOMEOSTAT_TEST_SECRET", "s3cret", 1);
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  auto result = result_of(*runner, script(folder, "env; cat /proc/*/environ | tr '\\0' '\\n'"));
  CHECK(result.passed());
  CHECK(result.output.find("s3cret") == std::string::npos);
  CHECK(result.output.find("HOME=/tmp/home") != std::string::npos);
  CHECK(result.output.find("TMPDIR=/tmp\n") != std::string::npos);
  ::unsetenv("HOMEOSTAT_TEST_SECRET");
}

TEST_CASE("the network inside is a loopback of its own") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  Listener listener;
  const auto port = std::to_string(listener.port);
  const auto connect = "import socket; socket.create_connection(('127.0.0.1', " + port + "), 2)";
  support::write_file(folder / "own.py", "import socket\ns = socket.create_server(('127.0.0.1', " +
                                             port + "))\nsocket.create_connection(('127.0.0.1', " +
                                             port + "), 2)\nprint('own')\n");
  CHECK(std::system(("/usr/bin/python3 -c \"" + connect + "\"").c_str()) == 0);
  CHECK_FALSE(result_of(*runner, request_of(folder.path(), {"python3", "-c", connect})).passed());
  CHECK(result_of(*runner, request_of(folder.path(), {"python3", "own.py"})).output == "own\n");
}

TEST_CASE("no descriptor of the host is open inside") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  auto result = result_of(*runner, request_of(folder.path(), {"ls", "/proc/self/fd"}));
  CHECK(result.output == "0\n1\n2\n3\n");  // 3: the folder that ls reads
}

TEST_CASE("limits reach inside") {
  SandboxOptions options;
  options.open_files_max = 60;
  options.tmp_bytes_max = 100'000;
  auto runner = namespaces(options);
  if (!runner) return;
  TemporaryFolder folder;
  auto result = result_of(*runner, script(folder, "ulimit -n; ulimit -c"));
  CHECK(result.output == "60\n0\n");
  CHECK_FALSE(result_of(*runner, script(folder, "head -c 200000 /dev/zero > /tmp/x")).passed());
  CHECK_FALSE(result_of(*runner, script(folder, "unshare -U true")).passed());
}

TEST_CASE("everything dies with the limit, in whatever session it is") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  auto request = script(folder,
                        "trap '' TERM; setsid env -i /bin/sleep 95.5 & "
                        "while true; do date +%s%N > beat; sleep 0.05; done");
  request.limits.wall_ms = Milliseconds(400);
  auto result = result_of(*runner, request);
  CHECK(result.timed_out);
  CHECK(result.took < Milliseconds(3000));
  const auto beat = support::read_file(folder / "beat");
  ::usleep(300'000);
  CHECK(support::read_file(folder / "beat") == beat);
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "cmdline", std::ios::binary);
    std::string line;  // a process that ends meanwhile has none: getline says so without throwing
    if (std::getline(file, line)) all += line;
  }
  CHECK(all.find(std::string("sleep\0"
                             "95.5",
                             10)) == all.npos);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
}

TEST_CASE("nothing inside outlives a host that is killed") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  const pid_t host = ::fork();
  if (host == 0) {
    auto request = script(folder, "while true; do date +%s%N > beat; sleep 0.05; done");
    request.on_wait = []() -> Status {
      ::kill(::getpid(), SIGKILL);
      return {};
    };
    [[maybe_unused]] auto result = runner->run(request, {});
    ::_exit(0);
  }
  int status = 0;
  CHECK(::waitpid(host, &status, 0) == host);
  CHECK(WIFSIGNALED(status));
  ::usleep(200'000);
  const auto beat = support::read_file(folder / "beat");
  ::usleep(300'000);
  CHECK(support::read_file(folder / "beat") == beat);
}

TEST_CASE("inside, exit codes and signals are told apart") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  auto result = result_of(*runner, script(folder, "exit 7"));
  CHECK(result.exit_code == 7);
  CHECK(result.signal == 0);
  result = result_of(*runner, script(folder, "kill -KILL $$"));
  CHECK(result.exit_code == -1);
  CHECK(result.signal == SIGKILL);
  CHECK(result_of(*runner, script(folder, "exit 255")).exit_code == 255);
}

TEST_CASE("a program that the sandbox does not show is an error that says so") {
  TemporaryFolder tools;
  support::write_file(tools / "bin/tool", "#!/bin/sh\necho tool\n");
  ::chmod((tools / "bin/tool").c_str(), 0755);
  SandboxOptions options;
  options.search_path += ":" + tools.path() + "/bin";
  auto runner = namespaces(options);
  if (!runner) return;
  TemporaryFolder folder;
  CHECK(error_of(*runner, request_of(folder.path(), {"tool"})) ==
        Error{ErrorCode::unsupported,
              "program \"tool\" is only where the sandbox does not show it: add its folder to the "
              "read-only paths"});
  CHECK(error_of(*runner, request_of(folder.path(), {tools / "bin/tool"})).code ==
        ErrorCode::unsupported);
  CHECK(error_of(*runner, request_of(folder.path(), {"./none"})).message ==
        "program \"./none\" does not exist in the sandbox");
  CHECK(error_of(*runner, request_of(folder.path(), {"no-such-program"})).code ==
        ErrorCode::unsupported);
  support::write_file(folder / "data", "no program");
  CHECK(error_of(*runner, request_of(folder.path(), {"./data"})).message ==
        "the sandbox did not start or was killed: bwrap: execvp ./data: Permission denied");

  options.read_only_paths = {tools.path()};
  runner = namespaces(options);
  REQUIRE(runner);
  CHECK(result_of(*runner, request_of(folder.path(), {"tool"})).output == "tool\n");
  CHECK_FALSE(result_of(*runner, script(folder, "echo x > " + tools.path() + "/x")).passed());
}

TEST_CASE("a directory that holds the system cannot be made writable") {
  auto runner = namespaces();
  if (!runner) return;
  for (const std::string directory : {"/", "/usr", "/etc", "/proc", "/dev", "/tmp", "/opt"}) {
    INFO(directory);
    CHECK(error_of(*runner, request_of(directory, {"true"})).code == ErrorCode::invalid_argument);
  }
}

TEST_CASE("common tool chains start inside") {
  auto runner = namespaces();
  if (!runner) return;
  TemporaryFolder folder;
  support::write_file(folder / "a.test.js", "require('node:test')('x', () => {});\n");
  support::write_file(folder / "test_a.py",
                      "import unittest\nclass A(unittest.TestCase):\n  def test(self): pass\n");
  for (const Words& argv : {Words{"node", "--test"}, Words{"python3", "-m", "unittest"},
                            Words{"git", "--version"}, Words{"awk", "BEGIN { exit 0 }"}}) {
    auto result = runner->run(request_of(folder.path(), argv), {});
    INFO(argv.front());
    if (!result) {
      WARN(result.error().message);  // not installed here
      continue;
    }
    INFO(result->output);
    CHECK(result->passed());
  }
}

TEST_CASE("an ordinary user is held as root is") {
  if (::geteuid() != 0) return;
  TemporaryFolder folder;
  const auto self = folder / "test";
  std::filesystem::copy_file("/proc/self/exe", self);
  ::chmod(self.c_str(), 0755);
  ::chmod(folder.path().c_str(), 0755);
  const auto log = folder / "log";
  const auto command = "cd /tmp && setpriv --reuid=65534 --regid=65534 --clear-groups " + self +
                       " > " + log + " 2>&1";
  const int status = std::system(command.c_str());
  INFO(support::read_file(log));
  CHECK(status == 0);
}

// What untrusted code would try, on every layer that this machine offers. Perl is part of every
// Debian; where it is missing, what needs it is not tried.

#include <arpa/inet.h>
#include <dirent.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <homeostat/sandbox/sandbox_runner.hpp>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using support::TemporaryFolder;

namespace {

constexpr SandboxLayer all_layers[] = {SandboxLayer::namespaces, SandboxLayer::landlock,
                                       SandboxLayer::none};

/// A runner of exactly this layer; null where the machine has none.
std::unique_ptr<SandboxRunner> runner_of(SandboxLayer layer, SandboxOptions options = {}) {
  options.strongest = layer;
  options.require = layer;
  options.kill_grace_ms = Milliseconds(200);
  auto runner = SandboxRunner::make(options);
  if (runner) return std::move(*runner);
  WARN("not tested: " + runner.error().message);
  return nullptr;
}

/// The layers of this machine that keep the host's files and network away.
template <class Function>
void on_layers(SandboxLayer least, const SandboxOptions& options, const Function& function) {
  for (const SandboxLayer layer : all_layers) {
    if (layer < least) continue;
    const auto runner = runner_of(layer, options);
    INFO("layer " << to_string(layer));
    if (runner) function(*runner);
  }
}

/// A folder for the command beside one that is none of its business.
struct Place {
  TemporaryFolder folder;
  std::string inside = folder / "inside";
  std::string outside = folder / "outside";
  Place() {
    std::filesystem::create_directory(inside);
    support::write_file(outside + "/secret.txt", "s3cret");
  }
};

TestRequest request_of(const Place& place, const std::string& script) {
  TestRequest request;
  request.directory = place.inside;
  request.argv = {"sh", "-c", script, "sh", place.outside, std::to_string(::getpid())};
  request.limits.wall_ms = Milliseconds(20'000);
  return request;
}

TestResult run(SandboxRunner& runner, const Place& place, const std::string& script) {
  auto result = runner.run(request_of(place, script), {});
  REQUIRE(result);
  INFO(result->output);
  CHECK(result->layer == to_string(runner.layer()));
  return *result;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A process of the machine has these words in its command line.
bool runs(const std::string& words) {
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", failed)) {
    std::ifstream file(entry.path() / "cmdline", std::ios::binary);
    std::string line((std::istreambuf_iterator<char>(file)), {});
    std::replace(line.begin(), line.end(), '\0', ' ');
    if (line.rfind(words, 0) == 0) return true;
  }
  return false;
}

/// Words that only this run of this test has.
std::string sleeper(SandboxRunner& runner) {
  static int count = 0;
  return "sleep 977." + std::to_string(::getpid()) + std::to_string(++count) +
         std::to_string(static_cast<int>(runner.layer()));
}

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                       std::filesystem::directory_iterator());
}

/// Sockets of the host that listen: on its loopback, at a path, and at an abstract name.
struct Listeners {
  int tcp = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int local = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int hidden = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int port = 0;
  std::string name = "homeostat-test-" + std::to_string(::getpid());
  explicit Listeners(const std::string& path) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(tcp, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(tcp, 1) == 0);
    REQUIRE(::getsockname(tcp, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path.copy(at.sun_path, sizeof at.sun_path - 1);
    REQUIRE(::bind(local, reinterpret_cast<sockaddr*>(&at), sizeof at) == 0);
    REQUIRE(::listen(local, 1) == 0);
    ::chmod(path.c_str(), 0777);
    at = {};
    at.sun_family = AF_UNIX;
    name.copy(at.sun_path + 1, sizeof at.sun_path - 2);
    size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    REQUIRE(::bind(hidden, reinterpret_cast<sockaddr*>(&at), size) == 0);
    REQUIRE(::listen(hidden, 1) == 0);
  }
  ~Listeners() {
    for (const int fd : {tcp, local, hidden})
      ::close(fd);
  }
};

}  // namespace

TEST_CASE("escape: the host's environment is nowhere to be read") {
  ::setenv("HOMEOSTAT_TEST_SECRET", "s3cret-of-the-host", 1);
  on_layers(SandboxLayer::landlock, {}, [](SandboxRunner& runner) {
    const Place place;
    const auto result = run(runner, place,
                            "env; cat /proc/1/environ /proc/$PPID/environ /proc/$2/environ "
                            "/proc/self/environ /proc/[0-9]*/environ; true");
    CHECK_FALSE(has(result.output, "s3cret-of-the-host"));
    CHECK(has(result.output, "HOME="));
  });
  ::unsetenv("HOMEOSTAT_TEST_SECRET");
}

TEST_CASE("escape: files beside the checkout are neither read nor written nor listed") {
  on_layers(SandboxLayer::landlock, {}, [](SandboxRunner& runner) {
    const Place place;
    const auto result =
        run(runner, place,
            "cat $1/secret.txt; ls $1; echo x > $1/new; rm -rf $1/secret.txt; ln -s $1 link; "
            "cat link/secret.txt; echo x > link/new; ln $1/secret.txt hard; cat hard; "
            "mv $1/secret.txt stolen; cat /proc/$2/root$1/secret.txt /proc/$2/cwd/*; "
            "ls /root /home/*; cat /etc/shadow; mkdir -p $1/.git/hooks; "
            "echo x > $1/.git/hooks/pre-push; true");
    CHECK_FALSE(has(result.output, "s3cret"));
    CHECK_FALSE(has(result.output, "root:"));
    CHECK(support::read_file(place.outside + "/secret.txt") == "s3cret");
    CHECK(std::distance(std::filesystem::directory_iterator(place.outside),
                        std::filesystem::directory_iterator()) == 1);
  });
}

TEST_CASE("escape: the machine's settings cannot be written") {
  on_layers(SandboxLayer::landlock, {}, [](SandboxRunner& runner) {
    const Place place;
    // What stands there already, so that a success would change nothing.
    const auto result = run(runner, place,
                            "f=/proc/sys/kernel/core_pattern; cp $f old; cat old > $f && exit 7; "
                            "echo x > /usr/homeostat-test && exit 8; "
                            "echo x > /etc/homeostat-test && exit 9; exit 0");
    CHECK(result.exit_code == 0);
  });
}

TEST_CASE("escape: no socket of the host is reached, nor its network") {
  if (!std::filesystem::exists("/usr/bin/perl")) return;
  on_layers(SandboxLayer::landlock, {}, [](SandboxRunner& runner) {
    const Place place;
    const Listeners listeners(place.outside + "/socket");
    support::write_file(place.inside + "/connect.pl", R"(use Socket;
my ($port, $path, $name) = @ARGV;
my %to = (tcp => [PF_INET, SOCK_STREAM, pack_sockaddr_in($port, inet_aton('127.0.0.1'))],
          udp => [PF_INET, SOCK_DGRAM, pack_sockaddr_in(53, inet_aton('192.0.2.1'))],
          local => [PF_UNIX, SOCK_STREAM, pack_sockaddr_un($path)],
          hidden => [PF_UNIX, SOCK_STREAM, pack('Sa*', AF_UNIX, "\0$name")]);
for my $what (keys %to) {
  my ($family, $type, $address) = @{$to{$what}};
  my $s;
  print "reached $what\n" if socket($s, $family, $type, 0) && connect($s, $address);
}
)");
    const auto result = run(runner, place,
                            "perl connect.pl " + std::to_string(listeners.port) + " $1/socket " +
                                listeners.name + "; echo tried");
    CHECK(result.output == "tried\n");
  });
}

TEST_CASE("escape: other processes cannot be signalled, traced or looked into") {
  if (!std::filesystem::exists("/usr/bin/perl")) return;
  on_layers(SandboxLayer::none, {}, [](SandboxRunner& runner) {
    const Place place;
    auto result = run(runner, place, "kill -0 $2 && echo reached; kill -CONT $2; exit 0");
    CHECK_FALSE(has(result.output, "reached"));
#if defined(__x86_64__)
    result = run(runner, place, "perl -e 'exit(syscall(101, 16, getppid(), 0, 0) == -1 ? 3 : 0)'");
    CHECK(result.exit_code == 3);
#endif
    result =
        run(runner, place, "unshare -Ur true && exit 7; mount -t tmpfs none . && exit 8; exit 0");
    CHECK((result.exit_code == 0 || runner.layer() == SandboxLayer::none));
  });
}

TEST_CASE("escape: daemons die with the command, whatever they call themselves") {
  on_layers(SandboxLayer::none, {}, [](SandboxRunner& runner) {
    const Place place;
    const std::string one = sleeper(runner);
    const std::string two = sleeper(runner);
    const std::string three = sleeper(runner);
    const auto result = run(runner, place,
                            one + " & env -i setsid setsid " + two +
                                " > /dev/null 2>&1 & (setsid " + three + " &); echo done");
    CHECK(result.passed());
    CHECK(result.took < Milliseconds(5000));
    for (const std::string& words : {one, two, three})
      CHECK_FALSE(runs(words));
  });
}

TEST_CASE("escape: what ignores TERM is killed at the limit") {
  on_layers(SandboxLayer::none, {}, [](SandboxRunner& runner) {
    const Place place;
    const std::string words = sleeper(runner);
    auto request =
        request_of(place, "trap '' TERM; setsid " + words + " & while :; do sleep 1; done");
    request.limits.wall_ms = Milliseconds(300);
    const auto result = runner.run(request, {});
    REQUIRE(result);
    CHECK(result->timed_out);
    CHECK(result->took < Milliseconds(5000));
    CHECK_FALSE(runs(words));
  });
}

TEST_CASE("escape: a bomb of processes is ended") {
  SandboxOptions options;
  options.processes_max = 40;
  on_layers(SandboxLayer::none, options, [](SandboxRunner& runner) {
    const Place place;
    const std::string words = sleeper(runner);
    const auto result =
        run(runner, place, "i=0; while [ $i -lt 400 ]; do " + words + " & i=$((i+1)); done; wait");
    CHECK(result.exceeded == "processes");
    CHECK_FALSE(result.passed());
    CHECK(result.took < Milliseconds(10'000));
    CHECK_FALSE(runs(words));
  });
}

TEST_CASE("escape: a bomb of memory is ended") {
  if (!std::filesystem::exists("/usr/bin/perl")) return;
  SandboxOptions options;
  options.memory_bytes_max = 64 * 1024 * 1024;
  on_layers(SandboxLayer::none, options, [](SandboxRunner& runner) {
    const Place place;
    const auto result = run(runner, place, "perl -e '$x = \"x\" x 200_000_000; sleep 30'");
    CHECK(result.exceeded == "memory");
    CHECK(result.took < Milliseconds(10'000));
  });
}

TEST_CASE("escape: the disk is not filled, by one file or by many") {
  SandboxOptions options;
  options.file_bytes_max = 1024 * 1024;
  options.disk_bytes_max = 4 * 1024 * 1024;
  on_layers(SandboxLayer::none, options, [](SandboxRunner& runner) {
    const Place place;
    auto result = run(runner, place, "head -c 9000000 /dev/zero > big; echo $?");
    CHECK(std::filesystem::file_size(place.inside + "/big") <= 1024 * 1024);
    result = run(runner, place,
                 "i=0; while [ $i -lt 12 ]; do head -c 1000000 /dev/zero > f$i; i=$((i+1)); done; "
                 "exec sleep 30");
    CHECK(result.exceeded == "disk");
    CHECK(result.took < Milliseconds(10'000));
  });
}

TEST_CASE("escape: endless processor time has an end") {
  SandboxOptions options;
  options.cpu_ms_max = Milliseconds(1000);
  const auto runner = runner_of(SandboxLayer::none, options);
  const Place place;
  const auto busy = run(*runner, place, "while :; do :; done");
  CHECK_FALSE(busy.passed());
  CHECK_FALSE(busy.timed_out);
}

TEST_CASE("escape: endless output is counted, not kept") {
  on_layers(SandboxLayer::none, {}, [](SandboxRunner& runner) {
    const Place place;
    auto request = request_of(place, "head -c 20000000 /dev/zero; echo end");
    request.limits.output_bytes_max = 1000;
    const auto loud = runner.run(request, {});
    REQUIRE(loud);
    CHECK(loud->output_bytes == 20'000'004);
    CHECK(loud->output.size() < 1100);
    CHECK(loud->output.ends_with("end\n"));
  });
}

TEST_CASE("without a layer the host's files are seen: that is what none means") {
  const auto runner = runner_of(SandboxLayer::none);
  const Place place;
  CHECK(run(*runner, place, "cat $1/secret.txt").output == "s3cret");
}

TEST_CASE("escape: a report is the command's own, and nothing else") {
  on_layers(SandboxLayer::none, {}, [](SandboxRunner& runner) {
    const auto report_of = [&](const std::string& script, const std::string& old = {}) {
      const Place place;
      if (!old.empty()) support::write_file(place.inside + "/out/report.xml", old);
      auto request = request_of(place, script);
      request.report_path = "out/report.xml";
      request.report_bytes_max = 100;
      auto result = runner.run(request, {});
      REQUIRE(result);
      return result->report.value_or("none");
    };
    CHECK(report_of("mkdir -p out; echo real > out/report.xml") == "real\n");
    CHECK(report_of("exit 0", "old") == "none");
    CHECK(report_of("exit 0") == "none");
    CHECK(report_of("mkdir out; ln -s $1/secret.txt out/report.xml") == "none");
    CHECK(report_of("ln -s $1 out; ln -s secret.txt out/report.xml") == "none");
    CHECK(report_of("mkdir out; mkfifo out/report.xml") == "none");
    CHECK(report_of("mkdir -p out/report.xml") == "none");
    CHECK(report_of("mkdir out; head -c 101 /dev/zero > out/report.xml") == "none");
    CHECK(report_of("mkdir out; echo x > x; ln x out/report.xml") == "none");
    // Who changes it afterwards is dead by then.
    CHECK(report_of("mkdir out; echo real > out/report.xml; "
                    "env -i setsid sh -c 'sleep 0.1; echo fake > out/report.xml' & sleep 0") ==
          "real\n");
  });
}

TEST_CASE("escape: an old report that cannot be removed is an error") {
  const Place place;
  std::filesystem::create_directories(place.inside + "/report.xml");
  const auto runner = runner_of(SandboxLayer::none);
  auto request = request_of(place, "exit 0");
  request.report_path = "report.xml";
  const auto result = runner->run(request, {});
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::unsupported);
  CHECK(result.error().message.starts_with("cannot remove an old report at report.xml: "));
}

TEST_CASE("a request for the network gets the host's, and nothing more") {
  if (!std::filesystem::exists("/usr/bin/perl")) return;
  on_layers(SandboxLayer::landlock, {}, [](SandboxRunner& runner) {
    const Place place;
    const Listeners listeners(place.outside + "/socket");
    auto request = request_of(
        place,
        "perl -MSocket -e 'socket(S, PF_INET, SOCK_STREAM, 0); print connect(S, pack_sockaddr_in(" +
            std::to_string(listeners.port) +
            ", inet_aton(\"127.0.0.1\"))) ? \"reached\" : \"not\"'; cat $1/secret.txt");
    request.network = true;
    const auto result = runner.run(request, {});
    REQUIRE(result);
    CHECK(has(result->output, "reached"));
    CHECK_FALSE(has(result->output, "s3cret"));
  });
}

TEST_CASE("common tools work under landlock") {
  SandboxOptions options;
  const auto runner = runner_of(SandboxLayer::landlock, options);
  if (!runner) return;
  const Place place;
  const auto result = run(*runner, place,
                          "set -e; echo a > f; mkdir d; mv f d/g; cp d/g h; rm -r d; "
                          "(echo x; echo y) | sort -r | head -1 > /dev/null; "
                          "awk 'BEGIN { print 1 }' > /dev/null; test -w \"$TMPDIR\"; : > $HOME/x");
  INFO(result.output);
  CHECK(result.passed());
}

TEST_CASE("many commands leave no process and no descriptor behind") {
  on_layers(SandboxLayer::none, {}, [](SandboxRunner& runner) {
    const Place place;
    run(runner, place, "true");
    const auto before = open_descriptors();
    for (int i = 0; i < 20; ++i)
      run(runner, place, "true &");
    CHECK(open_descriptors() == before);
  });
}

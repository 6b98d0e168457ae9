// What starting a command costs on each layer of this machine, and whether a thousand of them
// leave anything behind.

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <homeostat/sandbox/sandbox_runner.hpp>
#include <iostream>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;

namespace {

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                       std::filesystem::directory_iterator());
}

template <class Function>
void measure(const char* what, int runs, const Function& function) {
  using std::chrono::steady_clock;
  std::vector<double> times;
  function();
  const auto before = open_descriptors();
  for (int i = 0; i < runs; ++i) {
    const auto start = steady_clock::now();
    function();
    times.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  std::cout << what << ": median " << times[times.size() / 2] << " ms, p95 "
            << times[times.size() * 95 / 100] << " ms, " << runs << " runs\n";
  CHECK(open_descriptors() == before);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
}

}  // namespace

TEST_CASE("a start costs milliseconds, and leaves nothing") {
  const support::TemporaryFolder folder;
  measure("bare", 1000, [] {
    char name[] = "true";
    char* argv[] = {name, nullptr};
    ::pid_t child = 0;
    REQUIRE(::posix_spawn(&child, "/bin/true", nullptr, nullptr, argv, nullptr) == 0);
    REQUIRE(::waitpid(child, nullptr, 0) == child);
  });
  for (const SandboxLayer layer :
       {SandboxLayer::none, SandboxLayer::landlock, SandboxLayer::namespaces}) {
    SandboxOptions options;
    options.strongest = options.require = layer;
    const auto runner = SandboxRunner::make(options);
    if (!runner) continue;
    TestRequest request;
    request.directory = folder.path();
    request.argv = {"true"};
    measure(std::string(to_string(layer)).c_str(), 1000,
            [&] { REQUIRE((*runner)->run(request, {})); });
  }
}

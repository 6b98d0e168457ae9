#include "net/wait.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

#include "net/support.hpp"

using namespace homeostat;
using net::ConnectLimit;
using net::Waiter;
using net_test::outcome;
using net_test::Watch;

namespace {

/// Two ends of a connection.
struct Pair {
  std::array<int, 2> fds{};
  Pair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, fds.data()) == 0); }
  ~Pair() {
    ::close(fds[0]);
    ::close(fds[1]);
  }
};

}  // namespace

TEST_CASE("a wait ends when its descriptor is ready") {
  const Pair pair;
  Waiter waiter({{}, Milliseconds{10'000}});
  REQUIRE(::send(pair.fds[1], "x", 1, 0) == 1);
  CHECK(outcome(waiter.wait_for(pair.fds[0], POLLIN)) == "fine");
}

TEST_CASE("a wait ends by the deadline, and says so") {
  const Pair pair;
  const Watch watch;
  Waiter waiter({{}, Milliseconds{30}});
  CHECK(outcome(waiter.wait_for(pair.fds[0], POLLIN)) == "timeout: no time is left after 30 ms");
  CHECK(watch.ms() >= 30);
  CHECK(watch.ms() < 5000);
}

TEST_CASE("a wait ends by its own time, which is no error") {
  const Pair pair;
  const pollfd one{pair.fds[0], POLLIN, 0};
  Waiter waiter({{}, Milliseconds{10'000}});
  const auto ready = waiter.wait({&one, 1}, std::chrono::steady_clock::now() + Milliseconds{20});
  REQUIRE(ready);
  CHECK_FALSE(*ready);
}

TEST_CASE("a wait for nothing but time ends by it") {
  Waiter waiter({{}, Milliseconds{20}});
  CHECK(outcome(waiter.wait({})) == "timeout: no time is left after 20 ms");
}

TEST_CASE("a wait ends soon after a stop, also one that came before") {
  const Pair pair;
  std::stop_source stop;
  Waiter waiter({stop.get_token(), Milliseconds{60'000}});
  const Watch watch;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(Milliseconds{20});
    stop.request_stop();
  });
  CHECK(outcome(waiter.wait_for(pair.fds[0], POLLIN)) == "cancelled: stop was requested");
  CHECK(watch.ms() < 10'000);
  CHECK(outcome(waiter.check()) == "cancelled: stop was requested");
  Waiter late({stop.get_token(), Milliseconds{60'000}});
  CHECK(outcome(late.wait_for(pair.fds[0], POLLIN)) == "cancelled: stop was requested");
}

TEST_CASE("the time for connecting ends a wait earlier, while it counts") {
  const Pair pair;
  Waiter waiter({{}, Milliseconds{10'000}});
  {
    const ConnectLimit limit(waiter, Milliseconds{20});
    CHECK(outcome(waiter.wait_for(pair.fds[0], POLLIN)) == "transport: not connected within 20 ms");
  }
  CHECK(outcome(waiter.check()) == "fine");
}

TEST_CASE("without a descriptor to be woken by, a call that may be stopped does not begin") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit none{0, before.rlim_max};
  std::stop_source stop;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const Waiter waiter({stop.get_token(), Milliseconds{60'000}});
  const std::string said = outcome(waiter.check());
  Waiter other({{}, Milliseconds{60'000}});
  const std::array<pollfd, 2> fds{};
  const std::string polled = outcome(other.wait(fds));
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(said == "transport: no descriptor is left to wait with");
  CHECK(polled == "transport: the system does not let us wait");
}

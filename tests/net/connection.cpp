#include "net/connection.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <condition_variable>

#include "net/support.hpp"

using namespace homeostat;
using net::Connection;
using net::Waiter;
using net_test::outcome;
using net_test::Peer;
using net_test::Server;
using net_test::Watch;

namespace {

Result<Connection> connect_to(int port, Waiter& waiter, const char* host = "127.0.0.1") {
  const auto addresses = net::resolve({host, static_cast<std::uint16_t>(port), ""}, waiter);
  REQUIRE(addresses);
  return Connection::connect(*addresses, waiter);
}

Result<Connection> connect_tls(const Server& server, Waiter& waiter) {
  static const auto tls =
      net::TlsContext::make(false, net_test::to_pem(net_test::authority().certificate.get()));
  auto connection = connect_to(server.port(), waiter);
  REQUIRE(connection);
  if (Status secured = connection->start_tls(**tls, "localhost", waiter); !secured) {
    return secured.error();
  }
  return connection;
}

std::string read_all(Connection& connection, Waiter& waiter) {
  std::string all;
  std::array<char, 100> some;
  for (;;) {
    const auto got = connection.read(some, waiter);
    if (!got) return all + "|" + outcome(got);
    if (*got == 0) return all;
    all.append(some.data(), *got);
  }
}

}  // namespace

TEST_CASE("bytes go out and come in, without TLS and with it") {
  const auto echo = [](Peer& peer) { peer.write(peer.read_request()); };
  for (const net_test::Identity* identity :
       {static_cast<const net_test::Identity*>(nullptr), &net_test::localhost()}) {
    const Server server(echo, identity);
    Waiter waiter({{}, Milliseconds{10'000}});
    auto connection =
        identity != nullptr ? connect_tls(server, waiter) : connect_to(server.port(), waiter);
    REQUIRE(connection);
    CHECK(connection->is_quiet());
    const auto sent = connection->write("hello\r\n\r\n", waiter);
    REQUIRE(sent);
    CHECK(*sent);
    CHECK(read_all(*connection, waiter) == "hello\r\n\r\n");
    CHECK_FALSE(connection->is_quiet());
  }
}

TEST_CASE("an end without TLS's farewell is a cut") {
  const Server server([](Peer& peer) {
    peer.write("half");
    peer.cut();
  });
  Waiter waiter({{}, Milliseconds{10'000}});
  auto connection = connect_tls(server, waiter);
  REQUIRE(connection);
  CHECK(read_all(*connection, waiter) ==
        "half|transport: the connection was lost: the peer broke off");
}

TEST_CASE("a reset is a cut") {
  const Server server(
      [](Peer& peer) {
        (void)peer.read_request();
        const linger now{1, 0};
        ::setsockopt(peer.fd(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
      },
      nullptr);
  Waiter waiter({{}, Milliseconds{10'000}});
  auto connection = connect_to(server.port(), waiter);
  REQUIRE(connection);
  CHECK(connection->write("a\r\n\r\n", waiter));
  CHECK(read_all(*connection, waiter) ==
        "|transport: the connection was lost: connection reset by peer");
  const auto sent = connection->write(std::string(100, 'x'), waiter);
  REQUIRE(sent);
  CHECK_FALSE(*sent);
}

TEST_CASE("a peer that answers before all was sent ends the sending") {
  for (const net_test::Identity* identity :
       {static_cast<const net_test::Identity*>(nullptr), &net_test::localhost()}) {
    const Server server(
        [](Peer& peer) {
          peer.write("too much");
          peer.wait_deaf();
        },
        identity);
    Waiter waiter({{}, Milliseconds{10'000}});
    auto connection =
        identity != nullptr ? connect_tls(server, waiter) : connect_to(server.port(), waiter);
    REQUIRE(connection);
    const auto sent = connection->write(std::string(50'000'000, 'x'), waiter);
    REQUIRE(sent);
    CHECK_FALSE(*sent);
    std::array<char, 100> some;
    const auto got = connection->read(some, waiter);
    REQUIRE(got);
    CHECK(std::string(some.data(), *got) == "too much");
  }
}

TEST_CASE("a peer that takes nothing is waited for until the deadline") {
  std::mutex mutex;
  std::condition_variable ended;
  bool over = false;
  const auto hold = [&](Peer&) {
    std::unique_lock lock(mutex);
    ended.wait(lock, [&] { return over; });
  };
  const Server server(hold, nullptr);
  Waiter waiter({{}, Milliseconds{50}});
  auto connection = connect_to(server.port(), waiter);
  REQUIRE(connection);
  CHECK(outcome(connection->write(std::string(50'000'000, 'x'), waiter)) ==
        "timeout: no time is left after 50 ms");
  CHECK(outcome(connection->write("x", waiter)) == "timeout: no time is left after 50 ms");
  std::array<char, 1> one;
  CHECK(outcome(connection->read(one, waiter)) == "timeout: no time is left after 50 ms");
  const std::scoped_lock lock(mutex);
  over = true;
  ended.notify_all();
}

TEST_CASE("what is not reached says why") {
  const net_test::Bound unused = net_test::bind_loopback(SOCK_STREAM);
  Waiter waiter({{}, Milliseconds{10'000}});
  CHECK(outcome(connect_to(unused.port, waiter)) == "transport: not reached: connection refused");
  CHECK(outcome(Connection::connect({}, waiter)) == "transport: no address");
  CHECK(outcome(connect_to(80, waiter, "255.255.255.255")).starts_with("transport: not reached: "));
  ::close(unused.fd);
}

TEST_CASE("each address is tried for its share of the time") {
  // A listener whose queue is full answers no more.
  const net_test::Bound full = net_test::bind_loopback(SOCK_STREAM);
  REQUIRE(::listen(full.fd, 0) == 0);
  const Server server([](Peer&) {}, nullptr);
  Waiter patient({{}, Milliseconds{10'000}});
  std::vector<Result<Connection>> queue;
  queue.push_back(connect_to(full.port, patient));
  Waiter waiter({{}, Milliseconds{400}});
  const auto first = net::resolve({"127.0.0.1", static_cast<std::uint16_t>(full.port), ""}, waiter);
  const auto second =
      net::resolve({"127.0.0.1", static_cast<std::uint16_t>(server.port()), ""}, waiter);
  const Watch watch;
  CHECK(outcome(Connection::connect({first->front(), second->front()}, waiter)) == "fine");
  CHECK(watch.ms() >= 150);
  CHECK(outcome(Connection::connect({first->front()}, waiter)) ==
        "timeout: no time is left after 400 ms");
  ::close(full.fd);
}

TEST_CASE("without a socket there is no connection") {
  Waiter waiter({{}, Milliseconds{10'000}});
  const auto address = net::resolve({"127.0.0.1", 80, ""}, waiter);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit none{0, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  const std::string said = outcome(Connection::connect(*address, waiter));
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(said == "transport: no socket: too many open files");
}

// What peers do wrong.
#include <sys/socket.h>

#include <atomic>
#include <thread>

#include "net/support.hpp"

using namespace homeostat;
using namespace net_test;

namespace {

/// What a client gets from a peer that takes a request and does `then`.
std::string fate(const Server::Talk& then, HttpRequest request = {},
                 const Identity* identity = &localhost()) {
  const Server server(
      [&](Peer& peer) {
        (void)peer.read_request();
        then(peer);
      },
      identity);
  request.url = server.url() + request.url;
  const auto client = make_client();
  const std::string said = outcome(client->send(request, {}));
  CHECK(client->idle_connections() == 0);
  const std::string where = server.url() + ": ";
  const std::size_t at = said.find(where);
  return at == said.npos ? said : said.substr(0, at) + said.substr(at + where.size());
}

std::string fate_of(const std::string& text, HttpRequest request = {}) {
  return fate([&](Peer& peer) { peer.write(text); }, std::move(request));
}

HttpRequest limited(HttpLimits limits) {
  HttpRequest request;
  request.limits = limits;
  return request;
}

const std::string ended = "transport: the connection ended before the answer did";

}  // namespace

TEST_CASE("a peer that closes early, in order or not, gave no answer") {
  CHECK(fate([](Peer&) {}) == ended);
  CHECK(fate([](Peer&) {}, {}, nullptr) == ended);
  CHECK(fate([](Peer& peer) { peer.cut(); }) ==
        "transport: the connection was lost: the peer broke off");
  CHECK(fate(
            [](Peer& peer) {
              const linger now{1, 0};
              ::setsockopt(peer.fd(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
            },
            {}, nullptr) == "transport: the connection was lost: connection reset by peer");
}

TEST_CASE("a body or its chunks that were cut are no body") {
  CHECK(fate_of("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello") == ended);
  CHECK(fate_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel") == ended);
  CHECK(fate_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n") ==
        ended);
  CHECK(fate_of("HTTP/1.1 200 OK\r\nContent-") == ended);
  CHECK(fate([](Peer& peer) {
          peer.write("HTTP/1.1 200 OK\r\n\r\nhello");
          peer.cut();
        }) == "transport: the connection was lost: the peer broke off");
}

TEST_CASE("garbage, broken chunks and headers without end are garbled") {
  const std::string garbled = "transport: the answer is garbled: ";
  CHECK(fate_of("SSH-2.0-OpenSSH_9.2\r\n").starts_with(garbled));
  CHECK(fate_of(std::string(10'000, '\xff')).starts_with(garbled));
  CHECK(fate_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n")
            .starts_with(garbled));
  CHECK(fate([](Peer& peer) {
          peer.write("HTTP/1.1 200 OK\r\n");
          while (peer.write("X-Bomb: " + std::string(1000, 'x') + "\r\n")) {
          }
        }) == garbled + "its headers have more than 65536 bytes");
  CHECK(fate([](Peer& peer) {
          peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
          while (peer.write(std::string(1000, 'x'))) {
          }
        }) == garbled + "a line has more than 65536 bytes");
}

TEST_CASE("a body beyond its limit ends there, also one that is packed") {
  const std::string beyond = "transport: the body of the answer is longer than 1000 bytes";
  const HttpRequest request = limited({.body_bytes_max = 1000});
  CHECK(fate_of("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", request) == beyond);
  const auto endless = [](Peer& peer) {
    peer.write("HTTP/1.1 200 OK\r\n\r\n");
    while (peer.write(std::string(100, 'x'))) {
    }
  };
  CHECK(fate(endless, request) == beyond);
  const std::string bomb = gzip(std::string(50'000'000, 'x'));
  CHECK(fate_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + bomb,
                limited({.body_bytes_max = 100'000})) ==
        "transport: the body of the answer is longer than 100000 bytes");
}

TEST_CASE("a packed body that is not packed, or was cut, is none") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  CHECK(fate_of(head + "hello") == "transport: the body is not packed as it says");
  CHECK(fate_of(head + gzip("hello").substr(0, 15)) ==
        "transport: the packed body of the answer was cut");
}

TEST_CASE("an answer that comes before all was sent is an answer") {
  HttpRequest request = post("", std::string(20'000'000, 'x'));
  const Server server(
      [](Peer& peer) {
        peer.write(answer("too much", "Connection: close\r\n", "413 Too Large"));
        peer.wait_deaf();
      },
      nullptr);
  request.url = server.url();
  const auto client = make_client();
  CHECK(outcome(client->send(request, {})) == "413");
  CHECK(client->idle_connections() == 0);
}

TEST_CASE("a kept connection that was closed meanwhile is seen before it is used") {
  const Server server([](Peer& peer) {
    (void)peer.read_request();
    peer.write(answer("once"));
  });
  const auto client = make_client();
  for (int i = 0; i < 3; ++i) {
    CHECK(outcome(client->send(post(server.url(), "body"), {})) == "200");
    std::this_thread::sleep_for(Milliseconds{20});
  }
  CHECK(server.connections() == 3);
}

TEST_CASE("a kept connection that is closed on a request is replaced once, if that is safe") {
  // The second request on a connection is read and never answered.
  std::atomic<int> requests = 0;
  const Server server([&](Peer& peer) {
    if (peer.read_request().empty()) return;
    ++requests;
    peer.write(answer("first"));
    if (!peer.read_request().empty()) ++requests;
  });
  const auto client = make_client();
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK(server.connections() == 2);
  CHECK(requests == 3);
  const auto unsafe = client->send(post(server.url(), "body"), {});
  REQUIRE_FALSE(unsafe);
  CHECK(unsafe.error().code == ErrorCode::transport);
  CHECK(requests == 4);
  CHECK(server.connections() == 2);
}

TEST_CASE("a request is not repeated once an answer began, nor on a new connection") {
  std::atomic<int> requests = 0;
  const Server server([&](Peer& peer) {
    while (!peer.read_request().empty()) {
      if (++requests > 1) {
        peer.write("HTTP/1.1 2");
        return;
      }
      peer.write(answer("first"));
    }
  });
  const auto client = make_client();
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK_FALSE(client->send(get(server.url()), {}));
  CHECK(requests == 2);
  CHECK_FALSE(client->send(get(server.url()), {}));
  CHECK(requests == 3);
}

TEST_CASE("a peer that is not there, or has no name, is named") {
  const Bound unused = bind_loopback(SOCK_STREAM);
  const std::string origin = "https://127.0.0.1:" + std::to_string(unused.port);
  const auto client = make_client();
  CHECK(outcome(client->send(get(origin + "/secret?key=word"), {})) ==
        "transport: " + origin + ": connecting: not reached: connection refused");
}

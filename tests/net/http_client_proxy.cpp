// Through a proxy, and around it.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

#include "net/support.hpp"

using namespace homeostat;
using namespace net_test;

namespace {

int connect_to(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  (void)::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to);
  return fd;
}

void pump(int from, int to) {
  std::array<char, 16 * 1024> some;
  for (;;) {
    const ssize_t got = ::recv(from, some.data(), some.size(), 0);
    if (got <= 0 || ::send(to, some.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) < 0) {
      break;
    }
  }
  ::shutdown(to, SHUT_WR);
}

/// A proxy that opens tunnels to `port`, whatever host is asked for.
Server::Talk tunnel_to(int port, std::string& seen) {
  return [port, &seen](Peer& peer) {
    seen = peer.read_request();
    peer.write("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
    const int fd = connect_to(port);
    std::thread back([&] { pump(fd, peer.fd()); });
    pump(peer.fd(), fd);
    back.join();
    ::close(fd);
  };
}

HttpClientOptions by(const Server& proxy, const std::string& no_proxy = "") {
  HttpClientOptions options = trusting();
  const std::string port = std::to_string(proxy.port());
  options.http_proxy = "http://127.0.0.1:" + port;
  options.https_proxy = "http://me:word@127.0.0.1:" + port;
  options.no_proxy = no_proxy;
  return options;
}

}  // namespace

TEST_CASE("an https request goes through a tunnel, which is kept") {
  const Server server(answers_with([](const std::string& request) { return answer(request); }));
  std::string seen;
  const Server proxy(tunnel_to(server.port(), seen), nullptr);
  {
    const auto client = make_client(by(proxy));
    for (int i = 0; i < 3; ++i) {
      const auto got = client->send(get(server.url()), {});
      REQUIRE(got);
      CHECK(got->body.starts_with("GET / HTTP/1.1\r\n"));
      CHECK(got->body.find("Proxy-") == got->body.npos);
    }
  }
  CHECK(proxy.connections() == 1);
  CHECK(server.connections() == 1);
  CHECK(seen.starts_with("CONNECT localhost:" + std::to_string(server.port()) + " HTTP/1.1\r\n"));
  CHECK(seen.find("Proxy-Authorization: Basic bWU6d29yZA==\r\n") != seen.npos);
}

TEST_CASE("the peer's certificate is verified through a tunnel too") {
  const Identity other = make_identity({.names = "DNS:example.com"}, &authority());
  const Server server(answers_with([](const std::string&) { return answer(""); }), &other);
  std::string seen;
  const Server proxy(tunnel_to(server.port(), seen), nullptr);
  const auto client = make_client(by(proxy));
  CHECK(outcome(client->send(get(server.url()), {})) ==
        "denied: " + server.url() + ": its certificate does not hold: hostname mismatch");
}

TEST_CASE("an http request goes to the proxy whole") {
  const Server proxy(answers_with([](const std::string& request) { return answer(request); }),
                     nullptr);
  const auto client = make_client(by(proxy));
  for (int i = 0; i < 2; ++i) {
    const auto got = client->send(get("http://api.example.com/a?b"), {});
    REQUIRE(got);
    CHECK(got->body.starts_with(
        "GET http://api.example.com/a?b HTTP/1.1\r\nHost: api.example.com\r\n"));
  }
  CHECK(proxy.connections() == 1);
}

TEST_CASE("a host that needs no proxy is asked without one") {
  const Server server(answers_with([](const std::string&) { return answer(""); }));
  const Server proxy([](Peer&) {}, nullptr);
  const auto client = make_client(by(proxy, "example.com,localhost"));
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK(proxy.connections() == 0);
}

TEST_CASE("a proxy's no is a no, and its failure a failure") {
  const auto fate = [](const std::string& text) {
    const Server proxy(
        [&](Peer& peer) {
          (void)peer.read_request();
          peer.write(text);
        },
        nullptr);
    return outcome(make_client(by(proxy))->send(get("https://api.example.com/"), {}));
  };
  const std::string where = "https://api.example.com:443: ";
  CHECK(fate("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno") ==
        "denied: " + where + "the proxy answered 403 to CONNECT");
  CHECK(fate("HTTP/1.1 407 Who\r\n\r\n") ==
        "denied: " + where + "the proxy answered 407 to CONNECT");
  CHECK(fate("HTTP/1.1 502 Bad\r\n\r\n") ==
        "transport: " + where + "the proxy answered 502 to CONNECT");
  CHECK(fate("") ==
        "transport: " + where + "the proxy: the connection ended before the answer did");
  CHECK(fate("hello\r\n").starts_with("transport: " + where + "the proxy: the answer is garbled"));
}

TEST_CASE("a proxy that is not there is named so") {
  const Bound unused = bind_loopback(SOCK_STREAM);
  HttpClientOptions options = trusting();
  options.https_proxy = "http://127.0.0.1:" + std::to_string(unused.port);
  CHECK(outcome(make_client(options)->send(get("https://api.example.com/"), {})) ==
        "transport: https://api.example.com:443: connecting to the proxy: not reached: "
        "connection refused");
  ::close(unused.fd);
}

// Every phase of an exchange ends by the deadline, and by a stop.
#include <functional>
#include <thread>

#include "net/dns_server.hpp"
#include "net/support.hpp"

using namespace homeostat;
using namespace net_test;

namespace {

/// One phase of an exchange that does not end by itself.
struct Stall {
  std::string phase;
  std::function<void(const std::function<void(HttpRequest, HttpClientOptions)>&)> run;
};

void never(Peer& peer) { peer.wait_for_end(); }

Stall by_server(std::string phase, Server::Talk talk, const Identity* identity,
                std::function<void(const Server&, HttpRequest&, HttpClientOptions&)> change = {}) {
  return {std::move(phase), [=](const auto& use) {
            const Server server(talk, identity);
            HttpRequest request = get(server.url());
            HttpClientOptions options = trusting();
            if (change) change(server, request, options);
            use(std::move(request), std::move(options));
          }};
}

/// Sends a piece every few milliseconds: no wait is long, and the whole never ends.
Server::Talk drip(std::string head, std::string piece) {
  return [=](Peer& peer) {
    (void)peer.read_request();
    peer.write(head);
    while (peer.write(piece))
      std::this_thread::sleep_for(Milliseconds{5});
  };
}

std::vector<Stall> all_stalls() {
  const auto over_tls_port = [](const Server& server, HttpRequest& request, HttpClientOptions&) {
    request.url = "https://localhost:" + std::to_string(server.port());
  };
  const auto by_proxy = [](const Server& server, HttpRequest& request, HttpClientOptions& options) {
    request.url = "https://api.example.com/";
    options.https_proxy = server.url("127.0.0.1");
  };
  const auto long_body = [](const Server& server, HttpRequest& request, HttpClientOptions&) {
    request = post(server.url(), std::string(50'000'000, 'x'));
  };
  return {
      {"the name",
       [](const auto& use) {
         const DnsServer dns;
         HttpClientOptions options = trusting();
         options.dns_servers = dns.address();
         use(get("https://api.silent/"), options);
       }},
      {"the connection",
       [](const auto& use) {
         const Bound full = bind_loopback(SOCK_STREAM);
         ::listen(full.fd, 0);
         const auto client = make_client();
         HttpRequest request = get("http://127.0.0.1:" + std::to_string(full.port));
         // Takes the one place in the queue.
         std::stop_source stop;
         std::jthread first([&] {
           (void)client->send(request, {stop.get_token(), Milliseconds{20'000}});
         });
         std::this_thread::sleep_for(Milliseconds{30});
         use(request, trusting());
         stop.request_stop();
         first.join();
         ::close(full.fd);
       }},
      by_server("the proxy's answer", never, nullptr, by_proxy),
      by_server("the TLS handshake", never, nullptr, over_tls_port),
      by_server(
          "the sending", [](Peer& peer) { peer.wait_deaf(); }, nullptr, long_body),
      by_server(
          "the answer",
          [](Peer& peer) {
            (void)peer.read_request();
            never(peer);
          },
          &localhost()),
      by_server("the headers", drip("HTTP/1.1 200 OK\r\nX: ", "y"), &localhost()),
      by_server("the body", drip("HTTP/1.1 200 OK\r\n\r\n", "y"), &localhost()),
      by_server("the chunks",
                drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\ny\r\n"),
                nullptr),
  };
}

}  // namespace

TEST_CASE("the deadline holds in every phase") {
  for (const Stall& stall : all_stalls()) {
    DYNAMIC_SECTION(stall.phase) {
      stall.run([&](HttpRequest request, HttpClientOptions options) {
        const auto client = make_client(options);
        const Watch watch;
        const auto got = client->send(request, {{}, Milliseconds{120}});
        CHECK(watch.ms() >= 120);
        CHECK(watch.ms() < 1500);
        REQUIRE_FALSE(got);
        CHECK(got.error().code == ErrorCode::timeout);
        CHECK(got.error().message.find("no time is left after 120 ms") != std::string::npos);
        CHECK(client->idle_connections() == 0);
      });
    }
  }
}

TEST_CASE("a stop holds in every phase") {
  for (const Stall& stall : all_stalls()) {
    DYNAMIC_SECTION(stall.phase) {
      stall.run([&](HttpRequest request, HttpClientOptions options) {
        const auto client = make_client(options);
        std::stop_source stop;
        std::jthread stopper([&] {
          std::this_thread::sleep_for(Milliseconds{60});
          stop.request_stop();
        });
        const Watch watch;
        const auto got = client->send(request, {stop.get_token(), Milliseconds{30'000}});
        CHECK(watch.ms() < 1500);
        REQUIRE_FALSE(got);
        CHECK(got.error().code == ErrorCode::cancelled);
      });
    }
  }
}

TEST_CASE("connecting has a time of its own") {
  const Server silent(never, nullptr);
  HttpClientOptions options = trusting();
  options.connect_timeout = Milliseconds{80};
  const auto client = make_client(options);
  const std::string url = "https://localhost:" + std::to_string(silent.port());
  CHECK(outcome(client->send(get(url), {})) ==
        "transport: " + url + ": not connected within 80 ms");
  options.https_proxy = "http://127.0.0.1:" + std::to_string(silent.port());
  CHECK(outcome(make_client(options)->send(get(url), {})) ==
        "transport: " + url + ": the proxy: not connected within 80 ms");
}

TEST_CASE("a client is as good as before after a stop and after a deadline") {
  const Server server([](Peer& peer) {
    const std::string request = peer.read_request();
    if (request.starts_with("GET /never")) return peer.wait_for_end();
    peer.write(answer("text"));
    peer.wait_for_end();
  });
  const auto client = make_client();
  CHECK_FALSE(client->send(get(server.url() + "/never"), {{}, Milliseconds{50}}));
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  std::stop_source stop;
  stop.request_stop();
  CHECK_FALSE(client->send(get(server.url()), {stop.get_token(), Milliseconds{1000}}));
  CHECK(client->idle_connections() == 1);
}

TEST_CASE("an idle connection is not used after its time") {
  const Server server(answers_with([](const std::string&) { return answer(""); }));
  HttpClientOptions options = trusting();
  options.idle_timeout = Milliseconds{20};
  const auto client = make_client(options);
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  std::this_thread::sleep_for(Milliseconds{40});
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK(server.connections() == 2);
}

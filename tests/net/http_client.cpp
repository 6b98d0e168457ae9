// What goes well: answers, kept connections, redirects, limits.
#include <homeostat/net/http_client.hpp>

#include <signal.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "net/dns_server.hpp"
#include "net/support.hpp"

using namespace homeostat;
using namespace net_test;

namespace {

std::string echo(const std::string& request) { return answer(request); }

std::string redirect(const std::string& location, const std::string& status = "302 Found") {
  return answer("", "Location: " + location + "\r\n", status);
}

std::size_t threads_now() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

std::size_t descriptors_now() {
  const std::filesystem::directory_iterator fds("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(fds), end(fds)));
}

}  // namespace

TEST_CASE("a request is answered over TLS and without") {
  for (const Identity* identity : {static_cast<const Identity*>(nullptr), &localhost()}) {
    const Server server(answers_with(echo), identity);
    const auto client = make_client();
    const auto got = client->send(get(server.url() + "/v1?x=y"), {});
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->body.starts_with("GET /v1?x=y HTTP/1.1\r\nHost: localhost:"));
    CHECK(got->url == server.url() + "/v1?x=y");
  }
}

TEST_CASE("a kept connection serves many requests") {
  const Server server(answers_with([](const std::string&) { return answer("text"); }));
  const auto client = make_client();
  for (int i = 0; i < 20; ++i)
    CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK(server.connections() == 1);
  CHECK(client->idle_connections() == 1);
  client->close_idle();
  CHECK(client->idle_connections() == 0);
  CHECK(outcome(client->send(get(server.url()), {})) == "200");
  CHECK(server.connections() == 2);
}

TEST_CASE("a connection that is to be closed, or cannot tell its end, is not kept") {
  for (const char* head :
       {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
        "HTTP/1.0 200 OK\r\n\r\na", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nabc"}) {
    const Server server([&](Peer& peer) {
      (void)peer.read_request();
      peer.write(head);
    });
    const auto client = make_client();
    const auto got = client->send(get(server.url()), {});
    REQUIRE(got);
    CHECK(got->body == "a");
    CHECK(client->idle_connections() == 0);
  }
}

TEST_CASE("an answer in chunks, packed or not, is joined") {
  const std::string packed = gzip(std::string(100'000, 'x'));
  const Server server(answers_with([&](const std::string& request) {
    const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";
    if (request.starts_with("GET /plain")) return head + "\r\n3\r\none\r\n4\r\n two\r\n0\r\n\r\n";
    char size[16];
    (void)snprintf(size, sizeof size, "%zx", packed.size());
    return head + "Content-Encoding: gzip\r\n\r\n" + size + "\r\n" + packed + "\r\n0\r\n\r\n";
  }));
  const auto client = make_client();
  const auto plain = client->send(get(server.url() + "/plain"), {});
  REQUIRE(plain);
  CHECK(plain->body == "one two");
  const auto unpacked = client->send(get(server.url() + "/packed"), {});
  REQUIRE(unpacked);
  CHECK(unpacked->body == std::string(100'000, 'x'));
  CHECK(server.connections() == 1);
}

TEST_CASE("a long body is sent whole") {
  std::atomic<std::size_t> size = 0;
  const Server server(answers_with([&](const std::string& request) {
    size = request.size() - request.find("\r\n\r\n") - 4;
    return answer("");
  }));
  const auto client = make_client();
  CHECK(outcome(client->send(post(server.url(), std::string(300'000, 'x')), {})) == "200");
  CHECK(size == 300'000);
  CHECK(outcome(client->send(post(server.url(), std::string(5'000'000, 'x')), {})) == "200");
  CHECK(size == 5'000'000);
}

TEST_CASE("an answer to HEAD has headers and no body") {
  const Server server(answers_with([](const std::string& request) {
    return request.starts_with("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"
                                       : answer("after");
  }));
  const auto client = make_client();
  HttpRequest head = get(server.url());
  head.method = "HEAD";
  const auto got = client->send(head, {});
  REQUIRE(got);
  CHECK(find_header(got->headers, "Content-Length") == "12");
  CHECK(got->body.empty());
  CHECK(client->send(get(server.url()), {})->body == "after");
  CHECK(server.connections() == 1);
}

TEST_CASE("a body comes to the sink while it is being sent") {
  std::atomic<int> seen = 0;
  const Server server([&](Peer& peer) {
    (void)peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 1; i <= 3; ++i) {
      peer.write("9\r\ndata: " + std::to_string(i) + "\n\n\r\n");
      for (int wait = 0; wait < 1000 && seen < i; ++wait)
        std::this_thread::sleep_for(Milliseconds{5});
      if (seen < i) return;
    }
    peer.write("0\r\n\r\n");
    peer.wait_for_end();
  });
  const auto client = make_client();
  HttpRequest request = get(server.url());
  std::string got;
  request.on_body = [&](std::string_view piece) {
    got += piece;
    ++seen;
    return true;
  };
  CHECK(outcome(client->send(request, {})) == "200");
  CHECK(got == "data: 1\n\ndata: 2\n\ndata: 3\n\n");
}

TEST_CASE("a redirect is followed, to another path, host or method") {
  std::string seen;
  const Server second(answers_with([&](const std::string& request) {
    seen = request;
    return answer("second");
  }));
  const Server first(answers_with([&](const std::string& request) {
    if (request.starts_with("GET /a")) return redirect("b?c=d", "301 Moved");
    if (request.starts_with("GET /b?c=d")) return redirect(second.url() + "/e", "307 There");
    if (request.starts_with("POST /f")) return redirect("/g", "303 See");
    return answer(request);
  }));
  const auto client = make_client();
  HttpRequest request = get(first.url() + "/a");
  request.headers = {{"Authorization", "Bearer word"}, {"Accept", "text/plain"}};
  auto got = client->send(request, {});
  REQUIRE(got);
  CHECK(got->body == "second");
  CHECK(got->url == second.url() + "/e");
  CHECK(seen.find("Bearer") == seen.npos);
  CHECK(seen.find("Accept: text/plain") != seen.npos);
  got = client->send(post(first.url() + "/f", "body"), {});
  REQUIRE(got);
  CHECK(got->body.starts_with("GET /g HTTP/1.1\r\n"));
  request.limits.redirects_max = 0;
  CHECK(outcome(client->send(request, {})) == "301");
}

TEST_CASE("a redirect is not followed for ever, nor to where it is not safe") {
  const Server plain(answers_with(echo), nullptr);
  const Server server(answers_with([&](const std::string& request) {
    if (request.starts_with("POST /away")) return redirect(plain.url("127.0.0.1"), "307 There");
    return redirect(request.starts_with("GET /down") ? plain.url() : "/loop");
  }));
  const auto client = make_client();
  const std::string not_followed = "the redirect is not followed: ";
  CHECK(outcome(client->send(get(server.url() + "/loop"), {})) ==
        "denied: " + not_followed + "more than 5 redirects");
  CHECK(outcome(client->send(get(server.url() + "/down"), {})) ==
        "denied: " + not_followed + "it leads from https to http");
  CHECK(outcome(client->send(post(server.url() + "/away", "body"), {})) ==
        "transport: " + not_followed + "it leads from https to http");
  CHECK(plain.connections() == 0);
}

TEST_CASE("a name is asked of the name server, and is the name of the certificate") {
  const DnsServer dns;
  const Identity api = make_identity({.names = "DNS:api.here"}, &authority());
  std::string name;
  const Server server(
      [&](Peer& peer) {
        name = peer.server_name();
        answers_with(echo)(peer);
      },
      &api);
  HttpClientOptions options = trusting();
  options.dns_servers = dns.address();
  const auto client = make_client(options);
  const auto got = client->send(get(server.url("api.here")), {});
  CHECK(outcome(got) == "200");
  CHECK(name == "api.here");
}

TEST_CASE("sixteen threads share a client") {
  const Server server(answers_with(
      [](const std::string& request) { return answer(request.substr(0, request.find(" HTTP"))); }));
  const auto client = make_client();
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 16; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 10; ++i) {
          const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
          const auto got = client->send(get(server.url() + path), {});
          right += got && got->body == "GET " + path ? 1 : 0;
        }
      });
    }
  }
  CHECK(right == 160);
  CHECK(server.connections() <= 160);
  CHECK(client->idle_connections() <= 8);
}

TEST_CASE("a client leaves no thread, no descriptor and no signal handler") {
  const DnsServer dns;
  const Server server(answers_with(echo));
  struct sigaction before {};
  ::sigaction(SIGPIPE, nullptr, &before);
  const std::size_t threads = threads_now();
  const std::size_t descriptors = descriptors_now();
  {
    HttpClientOptions options = trusting();
    options.dns_servers = dns.address();
    const auto client = make_client(options);
    CHECK(outcome(client->send(get(server.url()), {})) == "200");
    CHECK_FALSE(client->send(get("https://api.silent/"), {{}, Milliseconds{30}}));
    CHECK(threads_now() <= threads + 1);  // the server's own, for the connection
  }
  struct sigaction after {};
  ::sigaction(SIGPIPE, nullptr, &after);
  CHECK(after.sa_handler == before.sa_handler);
  for (int wait = 0; wait < 400 && descriptors_now() > descriptors; ++wait)
    std::this_thread::sleep_for(Milliseconds{5});
  CHECK(descriptors_now() == descriptors);
}

TEST_CASE("options that cannot be are named") {
  const auto refusal = [](auto change) {
    HttpClientOptions options = trusting();
    change(options);
    return outcome(HttpClient::make(options));
  };
  CHECK(refusal([](auto& o) { o.user_agent = ""; }) ==
        "invalid_config: user_agent: must be a line of text");
  CHECK(refusal([](auto& o) { o.user_agent = "a\r\nb"; }) ==
        "invalid_config: user_agent: must be a line of text");
  CHECK(refusal([](auto& o) { o.connect_timeout = Milliseconds{0}; }) ==
        "invalid_config: connect_timeout: must be above 0");
  CHECK(refusal([](auto& o) { o.idle_connections_max = -1; }) ==
        "invalid_config: idle_connections_max: must not be below 0");
  CHECK(refusal([](auto& o) { o.idle_connections_per_peer_max = -1; }) ==
        "invalid_config: idle_connections_per_peer_max: must not be below 0");
  CHECK(refusal([](auto& o) {
          o.dns_servers = "dns.example.com";
        }).starts_with("invalid_config: dns_servers: "));
  CHECK(refusal([](auto& o) { o.ca_pem = "x"; }).starts_with("invalid_config: ca_pem: "));
  CHECK(refusal([](auto& o) { o.http_proxy = "x"; }).starts_with("invalid_config: http_proxy: "));
}

TEST_CASE("a request that is none is not sent") {
  const auto client = make_client();
  CHECK(outcome(client->send(get("https://a b/"), {})) ==
        "invalid_argument: the url has a character that is not printable ascii");
  CHECK(outcome(client->send(get("https://a..b/"), {})) ==
        "invalid_argument: the url's host is no name");
}

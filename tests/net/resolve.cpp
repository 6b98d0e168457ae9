#include "net/resolve.hpp"

#include <netinet/in.h>

#include <cstring>
#include <thread>

#include "net/dns_server.hpp"
#include "net/support.hpp"

using namespace homeostat;
using net::Address;
using net::ConnectLimit;
using net::Waiter;
using net_test::DnsServer;
using net_test::outcome;
using net_test::Watch;

namespace {

/// "127.0.0.1:80" or an address of 16 bytes in hex.
std::string text_of(const Address& address) {
  if (address.storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address.storage, sizeof v4);
    const std::uint32_t ip = ntohl(v4.sin_addr.s_addr);
    std::string text = std::to_string(ip >> 24) + "." + std::to_string(ip >> 16 & 255) + "." +
                       std::to_string(ip >> 8 & 255) + "." + std::to_string(ip & 255);
    return text + ":" + std::to_string(ntohs(v4.sin_port));
  }
  return "v6";
}

}  // namespace

TEST_CASE("an address is its own answer") {
  Waiter waiter({{}, Milliseconds{10'000}});
  const auto v4 = net::resolve({"10.1.2.3", 80, "192.0.2.1"}, waiter);
  REQUIRE(v4);
  REQUIRE(v4->size() == 1);
  CHECK(text_of(v4->front()) == "10.1.2.3:80");
  const auto v6 = net::resolve({"::1", 443, ""}, waiter);
  REQUIRE(v6);
  CHECK(v6->front().storage.ss_family == AF_INET6);
  CHECK(v6->front().size == sizeof(sockaddr_in6));
}

TEST_CASE("a name is asked of the given server") {
  const DnsServer dns;
  Waiter waiter({{}, Milliseconds{10'000}});
  const auto found = net::resolve({"api.here", 8080, dns.address()}, waiter);
  REQUIRE(found);
  REQUIRE_FALSE(found->empty());
  CHECK(text_of(found->front()) == "127.0.0.1:8080");
  CHECK(dns.questions() > 0);
}

TEST_CASE("this machine is known without a server") {
  Waiter waiter({{}, Milliseconds{10'000}});
  const auto found = net::resolve({"localhost", 80, ""}, waiter);
  REQUIRE(found);
  bool loopback = false;
  for (const Address& address : *found)
    loopback = loopback || text_of(address) == "127.0.0.1:80";
  CHECK(loopback);
}

TEST_CASE("a name that does not exist is named") {
  const DnsServer dns;
  Waiter waiter({{}, Milliseconds{10'000}});
  CHECK(outcome(net::resolve({"api.nowhere", 80, dns.address()}, waiter)) ==
        "transport: cannot resolve api.nowhere: domain name not found");
}

TEST_CASE("a silent name server is waited for no longer than allowed") {
  const DnsServer dns;
  const Watch watch;
  Waiter waiter({{}, Milliseconds{50}});
  CHECK(outcome(net::resolve({"api.silent", 80, dns.address()}, waiter)) ==
        "timeout: resolving api.silent: no time is left after 50 ms");
  Waiter limited({{}, Milliseconds{60'000}});
  const ConnectLimit limit(limited, Milliseconds{50});
  CHECK(outcome(net::resolve({"api.silent", 80, dns.address()}, limited)) ==
        "transport: resolving api.silent: not connected within 50 ms");
  std::stop_source stop;
  Waiter stopped({stop.get_token(), Milliseconds{60'000}});
  std::jthread stopper([&] {
    std::this_thread::sleep_for(Milliseconds{20});
    stop.request_stop();
  });
  CHECK(outcome(net::resolve({"api.silent", 80, dns.address()}, stopped)) ==
        "cancelled: resolving api.silent: stop was requested");
  CHECK(watch.ms() < 10'000);
}

TEST_CASE("servers that are none are refused") {
  CHECK(net::check_dns_servers(""));
  CHECK(net::check_dns_servers("10.0.0.2,10.0.0.3:5353"));
  CHECK(outcome(net::check_dns_servers("dns.example.com")) ==
        "invalid_config: dns_servers: not a list of addresses, as in 10.0.0.2,10.0.0.3:5353");
  Waiter waiter({{}, Milliseconds{10'000}});
  CHECK_FALSE(net::resolve({"name", 80, "nonsense"}, waiter));
}

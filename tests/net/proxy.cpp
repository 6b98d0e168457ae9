#include "net/proxy.hpp"

#include "net/support.hpp"

using namespace homeostat;
using net::Url;

namespace {

bool exempt(const std::string& url, const std::string& entry) {
  return net::is_exempt(*net::parse_url(url), entry);
}

std::string refusal(const std::string& proxy) {
  return net_test::outcome(net::ProxyRules::make("", proxy, ""));
}

}  // namespace

TEST_CASE("a host needs no proxy by its name, a name above it, its port or all") {
  CHECK(exempt("https://example.com", "example.com"));
  CHECK(exempt("https://api.example.com", "example.com"));
  CHECK(exempt("https://api.example.com", ".example.com"));
  CHECK_FALSE(exempt("https://badexample.com", "example.com"));
  CHECK_FALSE(exempt("https://example.com.evil.org", "example.com"));
  CHECK(exempt("https://example.com:8443", "example.com:8443"));
  CHECK_FALSE(exempt("https://example.com", "example.com:8443"));
  CHECK(exempt("https://anything", "*"));
}

TEST_CASE("an address needs no proxy by itself or its network") {
  CHECK(exempt("http://10.1.2.3", "10.1.2.3"));
  CHECK_FALSE(exempt("http://10.1.2.3", "10.1.2.4"));
  CHECK(exempt("http://10.1.2.3", "10.0.0.0/8"));
  CHECK(exempt("http://10.1.2.3", "0.0.0.0/0"));
  CHECK_FALSE(exempt("http://11.1.2.3", "10.0.0.0/8"));
  CHECK(exempt("http://172.31.0.1", "172.16.0.0/12"));
  CHECK_FALSE(exempt("http://172.32.0.1", "172.16.0.0/12"));
  CHECK(exempt("http://[::1]", "::1"));
  CHECK(exempt("http://[fe80::2]", "fe80::/10"));
  CHECK_FALSE(exempt("http://[fe80::2]", "10.0.0.0/8"));
  CHECK(exempt("http://[::1]:8080", "[::1]:8080"));
  for (const char* wrong : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "x/8"}) {
    CHECK_FALSE(exempt("http://10.0.0.1", wrong));
  }
  CHECK_FALSE(exempt("http://name", "10.0.0.0/8"));
}

TEST_CASE("a proxy is found by the scheme of the url") {
  const auto rules = net::ProxyRules::make("http://one:3128", "http://two/", " a.org, .b.org ,.,");
  REQUIRE(rules);
  const Url plain = *net::parse_url("http://c.org");
  const Url tls = *net::parse_url("https://c.org");
  REQUIRE(rules->find(plain) != nullptr);
  CHECK(rules->find(plain)->host == "one");
  CHECK(rules->find(plain)->port == 3128);
  CHECK(rules->find(plain)->authorization.empty());
  CHECK(rules->find(tls)->host == "two");
  CHECK(rules->find(tls)->port == 80);
  CHECK(rules->find(*net::parse_url("https://x.a.org")) == nullptr);
  CHECK(rules->find(*net::parse_url("https://b.org")) == nullptr);
  const auto none = net::ProxyRules::make("", "", "");
  REQUIRE(none);
  CHECK(none->find(plain) == nullptr);
}

TEST_CASE("a proxy's user and password become a header") {
  const auto rules = net::ProxyRules::make("", "http://me:a%40b%zz@proxy:1", "");
  REQUIRE(rules);
  const net::Proxy* proxy = rules->find(*net::parse_url("https://c.org"));
  REQUIRE(proxy != nullptr);
  CHECK(proxy->host == "proxy");
  CHECK(proxy->authorization == "Basic bWU6YUBiJXp6");  // me:a@b%zz
}

TEST_CASE("a proxy that is none is refused") {
  CHECK(refusal("https://proxy:1") ==
        "invalid_config: https_proxy: only a proxy by http:// is supported");
  CHECK(refusal("socks5://proxy") ==
        "invalid_config: https_proxy: only a proxy by http:// is supported");
  CHECK(refusal("http://proxy:x") ==
        "invalid_config: https_proxy: not http://[user:password@]host[:port]");
  CHECK(net_test::outcome(net::ProxyRules::make("http://", "", "")) ==
        "invalid_config: http_proxy: not http://[user:password@]host[:port]");
}

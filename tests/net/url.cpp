#include "net/url.hpp"

#include "net/support.hpp"

using namespace homeostat;
using net::parse_url;
using net_test::outcome;

namespace {

std::string resolved(const std::string& base, const std::string& location) {
  const auto url = net::resolve_reference(*parse_url(base), location);
  return url ? url->text() : outcome(url);
}

}  // namespace

TEST_CASE("an url is taken apart") {
  const auto url = parse_url("HTTPS://API.Example.com/v1/models?limit=3#top");
  REQUIRE(url);
  CHECK(url->tls);
  CHECK(url->host == "api.example.com");
  CHECK(url->port == 443);
  CHECK(url->target == "/v1/models?limit=3");
  CHECK(url->origin() == "https://api.example.com:443");
  CHECK(url->authority() == "api.example.com");
  CHECK(url->text() == "https://api.example.com/v1/models?limit=3");
}

TEST_CASE("an url may have a port, an address, or a query without a path") {
  CHECK(parse_url("http://localhost:8080")->text() == "http://localhost:8080/");
  CHECK(parse_url("http://localhost:80/a")->authority() == "localhost");
  CHECK(parse_url("https://localhost:80/a")->authority() == "localhost:80");
  CHECK(parse_url("http://a:/b")->port == 80);
  const auto v6 = parse_url("http://[::1]:8080/a");
  REQUIRE(v6);
  CHECK(v6->host == "::1");
  CHECK(v6->host_and_port() == "[::1]:8080");
  CHECK(parse_url("http://[::1]")->authority() == "[::1]");
  CHECK(parse_url("http://a?b=/c")->target == "/?b=/c");
  CHECK(net::is_ip_address("::1"));
  CHECK(net::is_ip_address("10.0.0.1"));
  CHECK_FALSE(net::is_ip_address("10.0.0.1.example.com"));
}

TEST_CASE("what is no url is refused by its fault") {
  for (const char* port : {"http://a:0/", "http://a:65536/", "http://a:+8/", "http://[::1]8/"}) {
    CHECK(outcome(parse_url(port)) == "invalid_argument: the url's port is none");
  }
  for (const char* host : {"http:///a", "http://a..b/", "http://.a/", "http://-a/", "http://a%2f/",
                           "http://me@a/", "http://a b/"}) {
    CHECK(outcome(parse_url(host)) == "invalid_argument: the url's host is no name");
  }
  CHECK(outcome(parse_url("http://" + std::string(254, 'a'))) ==
        "invalid_argument: the url's host is no name");
  for (const char* address : {"http://[::1/", "http://[hello]/", "http://[127.0.0.1]/"}) {
    CHECK(outcome(parse_url(address)) == "invalid_argument: the url's host is no address");
  }
  CHECK(outcome(parse_url("ftp://a/")) ==
        "invalid_argument: the url does not begin with https:// or http://");
}

TEST_CASE("a location is resolved as RFC 3986 says") {
  const std::string base = "http://a/b/c/d;p?q";
  CHECK(resolved(base, "https://x:8/y") == "https://x:8/y");
  CHECK(resolved(base, "//g") == "http://g/");
  CHECK(resolved(base, "g") == "http://a/b/c/g");
  CHECK(resolved(base, "./g/") == "http://a/b/c/g/");
  CHECK(resolved(base, "/g") == "http://a/g");
  CHECK(resolved(base, "?y") == "http://a/b/c/d;p?y");
  CHECK(resolved(base, "g?y/../x") == "http://a/b/c/g?y/../x");
  CHECK(resolved(base, "#s") == "http://a/b/c/d;p?q");
  CHECK(resolved(base, "") == "http://a/b/c/d;p?q");
  CHECK(resolved(base, ".") == "http://a/b/c/");
  CHECK(resolved(base, "..") == "http://a/b/");
  CHECK(resolved(base, "../g") == "http://a/b/g");
  CHECK(resolved(base, "../../../g") == "http://a/g");
  CHECK(resolved(base, "/./g/../h") == "http://a/h");
  CHECK(resolved(base, "mailto:x") ==
        "invalid_argument: the url does not begin with https:// or http://");
}

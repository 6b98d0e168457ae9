#include "net/exchange.hpp"

#include "net/support.hpp"

using namespace homeostat;
using net::Url;

namespace {

HttpRequest request(std::string method, std::string body = "") {
  HttpRequest made;
  made.method = std::move(method);
  made.body = std::move(body);
  return made;
}

const Url url = *net::parse_url("https://api.example.com/v1?x=y");
const net::HeadOptions plain{false, "", "bot/1"};

}  // namespace

TEST_CASE("a head is the request's line, its headers and ours") {
  HttpRequest made = request("GET");
  made.headers = {{"Accept", "text/plain"}};
  CHECK(net::make_head(made, url, plain) ==
        "GET /v1?x=y HTTP/1.1\r\n"
        "Host: api.example.com\r\n"
        "User-Agent: bot/1\r\n"
        "Accept-Encoding: gzip\r\n"
        "Accept: text/plain\r\n"
        "\r\n");
}

TEST_CASE("a request's own agent and encodings are kept") {
  HttpRequest made = request("GET");
  made.headers = {{"user-agent", "me"}, {"accept-encoding", "identity"}};
  CHECK(net::make_head(made, url, plain) ==
        "GET /v1?x=y HTTP/1.1\r\n"
        "Host: api.example.com\r\n"
        "user-agent: me\r\n"
        "accept-encoding: identity\r\n"
        "\r\n");
}

TEST_CASE("a length is said of every body, and of none where one is expected") {
  const auto length = [](const HttpRequest& made) {
    const std::string head = net::make_head(made, url, plain);
    const std::size_t at = head.find("Content-Length: ");
    return at == head.npos ? "none" : head.substr(at + 16, head.find('\r', at) - at - 16);
  };
  CHECK(length(request("GET")) == "none");
  CHECK(length(request("DELETE")) == "none");
  CHECK(length(request("DELETE", "body")) == "4");
  for (const char* method : {"POST", "PUT", "PATCH"}) {
    CHECK(length(request(method)) == "0");
    CHECK(length(request(method, "body")) == "4");
  }
}

TEST_CASE("a proxy gets the whole url and its credentials, a peer neither") {
  const Url other = *net::parse_url("http://example.com:8080/a");
  const std::string head = net::make_head(request("GET"), other, {true, "Basic x", "bot/1"});
  CHECK(head.starts_with("GET http://example.com:8080/a HTTP/1.1\r\nHost: example.com:8080\r\n"));
  CHECK(head.find("Proxy-Authorization: Basic x\r\n") != head.npos);
  const std::string straight = net::make_head(request("GET"), url, {false, "Basic x", "bot/1"});
  CHECK(straight.find("Proxy-Authorization") == straight.npos);
  CHECK(net::make_connect_head(url, {false, "Basic x", "bot/1"}) ==
        "CONNECT api.example.com:443 HTTP/1.1\r\n"
        "Host: api.example.com:443\r\n"
        "User-Agent: bot/1\r\n"
        "Proxy-Authorization: Basic x\r\n"
        "\r\n");
  CHECK(net::make_connect_head(url, plain).find("Proxy-") == std::string::npos);
}

#include <homeostat/ports/http_transport.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

HttpRequest good() {
  HttpRequest request;
  request.url = "https://api.example.com/v1/models?limit=3";
  request.headers = {{"Accept", "application/json"}, {"X-Note", "a\tb"}};
  return request;
}

std::string refusal(const HttpRequest& request) {
  const Status checked = check_request(request);
  if (checked) return "";
  CHECK(checked.error().code == ErrorCode::invalid_argument);
  return checked.error().message;
}

std::string refusal_of_url(std::string url) {
  HttpRequest request = good();
  request.url = std::move(url);
  return refusal(request);
}

std::string refusal_of_header(HttpHeader header) {
  HttpRequest request = good();
  request.headers.push_back(std::move(header));
  return refusal(request);
}

}  // namespace

TEST_CASE("a header is found whatever its case, the first of its name") {
  const std::vector<HttpHeader> headers = {{"Retry-After", "2"}, {"retry-after", "3"}};
  CHECK(find_header(headers, "RETRY-AFTER") == "2");
  CHECK_FALSE(find_header(headers, "retry"));
}

TEST_CASE("a sound request passes") { CHECK(refusal(good()).empty()); }

TEST_CASE("a method is a word of capital letters") {
  HttpRequest request = good();
  for (const std::string method : {"", "get", "GET /", "GET\r\nX: y"}) {
    request.method = method;
    CHECK(refusal(request) == "the method is not a word of capital letters");
  }
}

TEST_CASE("an url is absolute, printable and without a user name") {
  const std::string unprintable = "the url has a character that is not printable ascii";
  CHECK(refusal_of_url("HTTP://127.0.0.1:80").empty());
  CHECK(refusal_of_url("https://a/b c") == unprintable);
  CHECK(refusal_of_url("https://a/\r\nX: y") == unprintable);
  CHECK(refusal_of_url("https://\xc3\xa4/") == unprintable);
  CHECK(refusal_of_url("ftp://a/") == "the url does not begin with https:// or http://");
  CHECK(refusal_of_url("/v1") == "the url does not begin with https:// or http://");
  CHECK(refusal_of_url("https:///v1") == "the url has no host");
  CHECK(refusal_of_url("https://me:word@a/") == "the url has a user name: use a header");
  CHECK(refusal_of_url("https://a/b@c").empty());
  CHECK(refusal_of_url("https://a/" + std::string(8183, 'b')) ==
        "the url is of 8193 bytes, limit is 8192");
}

TEST_CASE("a header cannot break out of its line, nor be the transport's own") {
  CHECK(refusal_of_header({"X-A", "b\r\nX-B: c"}) == "the header X-A has a control character");
  CHECK(refusal_of_header({"X-A", std::string("b\0c", 3)}) ==
        "the header X-A has a control character");
  CHECK(refusal_of_header({"X A", "b"}) == "a header's name is not a token");
  CHECK(refusal_of_header({"", "b"}) == "a header's name is not a token");
  for (const std::string name : {"Host", "content-length", "Transfer-Encoding", "Connection"}) {
    CHECK(refusal_of_header({name, "b"}) == "the header " + name + " is the transport's own");
  }
}

TEST_CASE("limits are above nothing") {
  HttpRequest request = good();
  request.limits.header_bytes_max = 0;
  CHECK(refusal(request) == "header_bytes_max must be above 0");
  request.limits = {.body_bytes_max = 0};
  CHECK(refusal(request) == "body_bytes_max must be above 0");
  request.limits = {.redirects_max = -1};
  CHECK(refusal(request) == "redirects_max must not be below 0");
}

#include "net/redirect.hpp"

#include "net/support.hpp"

using namespace homeostat;

namespace {

HttpResponse moved(int status, std::string location) {
  return {status, {{"Location", std::move(location)}}, {}, {}};
}

HttpRequest request(std::string method, std::string body = "") {
  HttpRequest made;
  made.method = std::move(method);
  made.url = "https://one.org/a";
  made.body = std::move(body);
  made.headers = {{"Authorization", "Bearer word"},
                  {"X-Api-Key", "word"},
                  {"Accept", "text/plain"},
                  {"Content-Type", "text/plain"}};
  return made;
}

Result<net::Following> follow(const HttpRequest& from, int status, const std::string& location) {
  return net::follow(from, *net::parse_url(from.url), moved(status, location));
}

std::vector<std::string> names(const HttpRequest& made) {
  std::vector<std::string> all;
  for (const HttpHeader& header : made.headers)
    all.push_back(header.name);
  return all;
}

}  // namespace

TEST_CASE("five statuses with a location are redirects") {
  for (const int status : {301, 302, 303, 307, 308}) {
    CHECK(net::is_redirect(moved(status, "/b")));
    CHECK_FALSE(net::is_redirect({status, {}, {}, {}}));
  }
  for (const int status : {200, 201, 300, 304, 305, 404})
    CHECK_FALSE(net::is_redirect(moved(status, "/b")));
}

TEST_CASE("a method and its body stay, or become a GET without one") {
  const auto method_after = [](const std::string& method, int status) {
    const auto next = follow(request(method, method == "GET" ? "" : "body"), status, "/b");
    REQUIRE(next);
    CHECK(next->request.url == "https://one.org/b");
    return next->request.method + (next->request.body.empty() ? "" : " with body");
  };
  for (const int status : {301, 302, 303, 307, 308})
    CHECK(method_after("GET", status) == "GET");
  CHECK(method_after("POST", 301) == "GET");
  CHECK(method_after("POST", 302) == "GET");
  CHECK(method_after("POST", 303) == "GET");
  CHECK(method_after("POST", 307) == "POST with body");
  CHECK(method_after("POST", 308) == "POST with body");
  CHECK(method_after("PATCH", 301) == "PATCH with body");
  CHECK(method_after("PUT", 303) == "GET");
  CHECK(follow(request("HEAD"), 303, "/b")->request.method == "HEAD");
}

TEST_CASE("credentials stay with their origin") {
  const std::vector<std::string> all = {"Authorization", "X-Api-Key", "Accept", "Content-Type"};
  const std::vector<std::string> harmless = {"Accept", "Content-Type"};
  CHECK(names(follow(request("GET"), 302, "/b")->request) == all);
  CHECK(names(follow(request("GET"), 302, "https://ONE.org:443/b")->request) == all);
  CHECK(names(follow(request("GET"), 302, "https://two.org/b")->request) == harmless);
  CHECK(names(follow(request("GET"), 302, "https://one.org:444/b")->request) == harmless);
  HttpRequest plain = request("GET");
  plain.url = "http://one.org/a";
  CHECK(names(follow(plain, 302, "https://one.org/b")->request) == harmless);
  CHECK(names(follow(request("POST", "body"), 303, "/b")->request) ==
        std::vector<std::string>{"Authorization", "X-Api-Key", "Accept"});
}

TEST_CASE("what would be unsafe is not followed") {
  const auto why = [](const Result<net::Following>& next) { return next.error().message; };
  CHECK(why(follow(request("GET"), 302, "http://one.org/b")) == "it leads from https to http");
  CHECK(why(follow(request("POST", "body"), 307, "https://two.org/")) ==
        "it leads to another origin with a body");
  for (const char* location :
       {"ftp://two.org/", "https://me@two.org/", "/a b", "/\xc3\xa4", "https://two.org:x/"}) {
    CHECK(why(follow(request("GET"), 302, location)) == "its location is no url");
  }
  CHECK(why(follow(request("GET"), 302, "/" + std::string(9000, 'a'))) == "its location is no url");
}

TEST_CASE("a redirect that is not followed may have been an act") {
  CHECK(net::not_followed(request("GET"), "why") ==
        Error{ErrorCode::denied, "the redirect is not followed: why"});
  CHECK(net::not_followed(request("POST"), "why").code == ErrorCode::transport);
}

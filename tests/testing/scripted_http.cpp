#include <homeostat/testing/scripted_http.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::ScriptedExchange;
using homeostat::testing::ScriptedHttp;

namespace {

HttpRequest to(std::string url, std::string method = "GET") {
  HttpRequest request;
  request.url = std::move(url);
  request.method = std::move(method);
  return request;
}

}  // namespace

TEST_CASE("the first unused exchange that fits is given, once") {
  ScriptedHttp http{{{.method = "POST", .url = "/chat", .status = 201},
                     {.url = "/chat", .status = 202},
                     {.status = 203}}};
  CHECK(http.send(to("https://a/chat"), {})->status == 202);
  CHECK(http.send(to("https://a/chat", "POST"), {})->status == 201);
  CHECK(http.unused() == 1);
  CHECK(http.send(to("https://a/other"), {})->status == 203);
  const auto none = http.send(to("https://a/other"), {});
  REQUIRE_FALSE(none);
  CHECK(none.error() == Error{ErrorCode::denied, "no prepared answer for GET"});
  REQUIRE(http.requests().size() == 4);
  CHECK(http.requests()[1].method == "POST");
}

TEST_CASE("a sink gets the pieces one by one, and an error may follow them") {
  ScriptedExchange cut;
  cut.pieces = {"data: 1\n\n", "data: 2\n\n"};
  cut.error = Error{ErrorCode::transport, "cut"};
  ScriptedHttp http;
  http.add(cut);
  std::vector<std::string> got;
  HttpRequest request = to("https://a/");
  request.on_body = [&](std::string_view piece) {
    got.emplace_back(piece);
    return true;
  };
  const auto answer = http.send(request, {});
  REQUIRE_FALSE(answer);
  CHECK(answer.error() == *cut.error);
  CHECK(got == cut.pieces);
}

TEST_CASE("a callback sees a request before it is answered") {
  ScriptedHttp http;
  http.on_request([&](const HttpRequest& request) {
    if (request.url == "https://a/late") http.add({.status = 204});
  });
  CHECK_FALSE(http.send(to("https://a/early"), {}));
  CHECK(http.send(to("https://a/late"), {})->status == 204);
  ScriptedHttp moved = std::move(http);
  CHECK(moved.requests().size() == 2);
}

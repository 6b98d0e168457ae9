// A model service on loopback, over TLS: what goes wrong on the wire ends in the right class.
#include <homeostat/clients/http_model.hpp>
#include <homeostat/net/http_client.hpp>
#include <homeostat/testing/sim_clock.hpp>

#include "net/server.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using net_test::Peer;

namespace {

const std::string answered =
    R"({"choices": [{"finish_reason": "stop", "message": {"content": "a patch"}}],)"
    R"( "usage": {"prompt_tokens": 50, "completion_tokens": 7}})";

struct Outcome {
  Result<ModelReply> reply;
  int connections = 0;
};

Outcome ask(const net_test::Server::Talk& talk, Milliseconds timeout = Milliseconds{10'000}) {
  const net_test::Server server(talk);
  HttpClientOptions options;
  options.system_ca = false;
  options.ca_pem = net_test::to_pem(net_test::authority().certificate.get());
  const auto http = HttpClient::make(options);
  REQUIRE(http);
  testing::SimClock clock;
  ModelEndpoint endpoint;
  endpoint.id = ModelId{"drafter"};
  endpoint.base_url = server.url() + "/v1";
  endpoint.api_key = "key-for-tests";
  const auto model = HttpModel::make(**http, clock, {.endpoints = {endpoint}});
  REQUIRE(model);
  ModelRequest request;
  request.model = endpoint.id;
  request.messages = {{MessageRole::user, "go"}};
  request.output_tokens_max = 100;
  return {(*model)->complete(request, {{}, timeout}), server.connections()};
}

ErrorCode code_of(const Outcome& outcome) {
  REQUIRE_FALSE(outcome.reply);
  return outcome.reply.error().code;
}

}  // namespace

TEST_CASE("a model answers over TLS, after a rate limit, on one connection") {
  int requests = 0;
  const Outcome outcome = ask(net_test::answers_with([&](const std::string& request) {
    CHECK(request.find("Authorization: Bearer key-for-tests\r\n") != request.npos);
    if (++requests == 1) {
      return net_test::answer(R"({"error": {"code": "rate_limit_exceeded"}})", "Retry-After: 2\r\n",
                              "429 Too Many");
    }
    return net_test::answer(answered);
  }));
  REQUIRE(outcome.reply);
  CHECK(outcome.reply->text == "a patch");
  CHECK(outcome.reply->usage == Usage{50, 7, 0, 0});
  CHECK(requests == 2);
  CHECK(outcome.connections == 1);
}

TEST_CASE("empty lines of a queue come before an answer") {
  const Outcome outcome = ask([](Peer& peer) {
    (void)peer.read_request();
    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 5; ++i)
      peer.write("1\r\n\n\r\n");
    char size[16];
    (void)snprintf(size, sizeof size, "%zx", answered.size());
    peer.write(std::string(size) + "\r\n" + answered + "\r\n0\r\n\r\n");
  });
  REQUIRE(outcome.reply);
  CHECK(outcome.reply->text == "a patch");
}

TEST_CASE("lines that keep a connection alive do not keep a call alive") {
  const Outcome outcome = ask(
      [](Peer& peer) {
        (void)peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.write("1\r\n\n\r\n"))
          std::this_thread::sleep_for(Milliseconds{5});
      },
      Milliseconds{100});
  CHECK(code_of(outcome) == ErrorCode::timeout);
}

TEST_CASE("a lost, cut or garbled answer is not asked for again: it may have been billed") {
  const Outcome dropped = ask([](Peer& peer) {
    (void)peer.read_request();
    peer.cut();
  });
  CHECK(code_of(dropped) == ErrorCode::transport);
  CHECK(dropped.connections == 1);
  CHECK(code_of(ask([](Peer& peer) {
          (void)peer.read_request();
          peer.write(net_test::answer(answered).substr(0, 100));
        })) == ErrorCode::transport);
  CHECK(code_of(ask(net_test::answers_with([](const std::string&) {
          return net_test::answer("<html>");
        }))) == ErrorCode::transport);
}

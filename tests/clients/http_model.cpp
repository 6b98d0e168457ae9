#include <thread>

#include "clients/support.hpp"

#include <homeostat/testing/contract.hpp>

#include "contract/contract.hpp"

using namespace clients_test;

namespace {

ScriptedExchange limited(std::string seconds) {
  return {.status = 429,
          .headers = {{"Retry-After", std::move(seconds)}},
          .body = R"({"error": {"code": "rate_limit_exceeded"}})"};
}

const ScriptedExchange good{.body = openai_answer};
const std::string rate = "the service's rate is reached: status 429, rate_limit_exceeded";

std::string refusal(const ModelEndpoint& where) {
  testing::ScriptedHttp http;
  testing::SimClock clock;
  const auto made = HttpModel::make(http, clock, {.endpoints = {where}});
  if (made) return "fine";
  CHECK(made.error().code == ErrorCode::invalid_config);
  return made.error().message;
}

/// A model, and the transport and clock that it needs for its life.
class OwnedModel : public Model {
 public:
  OwnedModel() : asked_({good}) {}
  Result<ModelReply> complete(const ModelRequest& made, const CallContext& context) override {
    return asked_.model->complete(made, context);
  }

 private:
  Asked asked_;
};

}  // namespace

TEST_CASE("the model over HTTP keeps the contract of a model") {
  run_contract(testing::model_contract([] {
    return testing::ModelUnderTest{std::make_unique<OwnedModel>(), request()};
  }));
}

TEST_CASE("a rate limit is waited for as long as it asks") {
  Asked asked({limited("2"), limited("0.5"), good});
  CHECK(outcome(asked.ask()) == "stop: a patch");
  CHECK(asked.http.requests().size() == 3);
  CHECK(asked.clock.monotonic() == Milliseconds{2500});
}

TEST_CASE("without a wish the waits double, and the retries end") {
  const ScriptedExchange busy{.status = 529};
  Asked asked({busy, busy, busy, busy, good});
  CHECK(outcome(asked.ask()) == "transport: the service is overloaded: status 529, unknown");
  CHECK(asked.http.requests().size() == 4);
  CHECK(asked.clock.monotonic() == Milliseconds{7000});
}

TEST_CASE("a wait beyond the limit or the call's time is not begun") {
  Asked asked({limited("61")});
  CHECK(outcome(asked.ask()) == "denied: it asks for 61000 ms, more than is left: " + rate);
  Asked late({limited("5")});
  CHECK(outcome(late.ask(Milliseconds{5000})) ==
        "denied: it asks for 5000 ms, more than is left: " + rate);
  CHECK(late.clock.monotonic() == Milliseconds{0});
}

TEST_CASE("the time of a call counts over its retries") {
  Asked asked({limited("30"), limited("30"), good});
  std::vector<Milliseconds> begun;
  asked.http.on_request([&](const HttpRequest&) { begun.push_back(asked.clock.monotonic()); });
  CHECK(outcome(asked.ask(Milliseconds{50'000})) ==
        "denied: it asks for 30000 ms, more than is left: " + rate);
  CHECK(begun == std::vector<Milliseconds>{Milliseconds{0}, Milliseconds{30'000}});
}

TEST_CASE("spent credit and lost answers are not tried again") {
  Asked spent({{.status = 429, .body = R"({"error": {"code": "insufficient_quota"}})"}, good});
  CHECK(outcome(spent.ask()).starts_with("denied: the service's credit is spent"));
  CHECK(spent.http.requests().size() == 1);
  Asked lost({{.error = Error{ErrorCode::transport, "cut"}}, good});
  CHECK(outcome(lost.ask()) == "transport: cut");
  CHECK(lost.http.requests().size() == 1);
  Asked broken({{.status = 500}, good});
  CHECK(outcome(broken.ask()) == "transport: the service failed: status 500, unknown");
  CHECK(broken.http.requests().size() == 1);
}

TEST_CASE("a stop ends a wait") {
  Asked asked({limited("5"), good});
  std::stop_source stop;
  asked.http.on_request([&](const HttpRequest&) { stop.request_stop(); });
  CHECK(outcome(asked.model->complete(request(), {stop.get_token(), Milliseconds{90'000}})) ==
        "cancelled: waiting for the service's rate: stop was requested");
}

TEST_CASE("an answer beyond its limit is not read") {
  Asked asked({good}, endpoint(), {.answer_bytes_max = 20});
  CHECK(outcome(asked.ask()) == "transport: the body is longer than 20 bytes");
}

TEST_CASE("a model without an endpoint is not asked") {
  Asked asked({good});
  ModelRequest other = request();
  other.model = ModelId{"stranger"};
  CHECK(outcome(asked.model->complete(other, {})) == "unsupported: model stranger has no endpoint");
  CHECK(asked.http.requests().empty());
}

TEST_CASE("an endpoint that cannot be is named, without its key") {
  ModelEndpoint where = endpoint();
  CHECK(refusal(where) == "fine");
  where.id = ModelId{};
  CHECK(refusal(where) == "endpoint of model : it has no id");
  where = endpoint();
  where.output_limit_key = "";
  CHECK(refusal(where) == "endpoint of model drafter: output_limit_key is empty");
  where = endpoint();
  for (const char* parameters : {"[]", "{", R"({"a": 1, "a": 2})"}) {
    where.parameters_json = parameters;
    CHECK(refusal(where) == "endpoint of model drafter: parameters_json is not a json object");
  }
  where = endpoint();
  where.base_url = "models.example.com";
  CHECK(refusal(where) ==
        "endpoint of model drafter: the url does not begin with https:// or http://");
  where = endpoint();
  where.api_key = "a\nb";
  CHECK(refusal(where) ==
        "endpoint of model drafter: the header Authorization has a control "
        "character");
}

TEST_CASE("a key goes by https, or to this machine") {
  ModelEndpoint where = endpoint();
  const std::string no = "endpoint of model drafter: a key is sent by https only";
  for (const char* url : {"http://models.example.com/v1", "http://localhost.example.com/v1",
                          "http://127.0.0.1.example.com/v1", "HTTP://models.example.com"}) {
    where.base_url = url;
    CHECK(refusal(where) == no);
  }
  for (const char* url : {"http://localhost/v1", "http://127.0.0.1:8080/v1", "http://[::1]:80",
                          "https://models.example.com"}) {
    where.base_url = url;
    CHECK(refusal(where) == "fine");
  }
  where.base_url = "http://models.example.com/v1";
  where.api_key = "";
  CHECK(refusal(where) == "fine");
}

TEST_CASE("options that cannot be are named") {
  testing::ScriptedHttp http;
  testing::SimClock clock;
  const auto twice = HttpModel::make(http, clock, {.endpoints = {endpoint(), endpoint()}});
  REQUIRE_FALSE(twice);
  CHECK(twice.error().message == "endpoint of model drafter: given twice");
  const auto negative = HttpModel::make(http, clock, {.retries_max = -1});
  REQUIRE_FALSE(negative);
  CHECK(negative.error().message == "retries_max: must not be below 0");
}

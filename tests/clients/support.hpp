// A model behind a scripted transport, and what it is asked.
#pragma once

#include <homeostat/clients/http_model.hpp>
#include <homeostat/testing/scripted_http.hpp>
#include <homeostat/testing/sim_clock.hpp>

#include <string>

#include "support/catch.hpp"

namespace clients_test {

using namespace homeostat;
using homeostat::testing::ScriptedExchange;

/// Looks like no service's key.
inline const std::string key = "key-for-tests";

inline ModelEndpoint endpoint(ModelApi api = ModelApi::openai_chat) {
  ModelEndpoint made;
  made.id = ModelId{"drafter"};
  made.api = api;
  made.base_url = "https://models.example.com/v1";
  made.wire_name = "wire-name";
  made.api_key = key;
  return made;
}

inline ModelRequest request() {
  ModelRequest made;
  made.model = ModelId{"drafter"};
  made.messages = {{MessageRole::system, "rules"},
                   {MessageRole::user, "hello \"you\""},
                   {MessageRole::assistant, "yes"},
                   {MessageRole::user, "go"}};
  made.output_tokens_max = 100;
  return made;
}

inline const std::string openai_answer =
    R"({"choices": [{"finish_reason": "stop", "message": {"content": "a patch"}}],)"
    R"( "usage": {"prompt_tokens": 50, "completion_tokens": 7}})";

/// One model with what it is answered.
struct Asked {
  testing::ScriptedHttp http;
  testing::SimClock clock;
  std::unique_ptr<HttpModel> model;

  explicit Asked(std::vector<ScriptedExchange> exchanges, const ModelEndpoint& where = endpoint(),
                 HttpModelOptions options = {})
      : http(std::move(exchanges)) {
    options.endpoints = {where};
    auto made = HttpModel::make(http, clock, options);
    REQUIRE(made);
    model = std::move(*made);
  }
  Result<ModelReply> ask(Milliseconds timeout = Milliseconds{90'000}) {
    return model->complete(request(), {{}, timeout});
  }
};

/// "denied: what was said", or "finish_reason: text" of an answer.
inline std::string outcome(const Result<ModelReply>& reply) {
  if (reply) return reply->finish_reason + ": " + reply->text;
  CHECK(reply.error().message.find(key) == std::string::npos);
  return std::string(to_string(reply.error().code)) + ": " + reply.error().message;
}

}  // namespace clients_test

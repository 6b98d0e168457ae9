#pragma once

/// The Model port over HTTP: OpenAI-compatible chat completions (OpenAI, DeepSeek, vLLM, llama.cpp,
/// Ollama, …) and Anthropic Messages.
///
/// ```cpp
/// #include <homeostat/clients/http_model.hpp>
/// const auto local_model = [](homeostat::HttpTransport& http, homeostat::Clock& clock) {
///   homeostat::ModelEndpoint endpoint;
///   endpoint.id = homeostat::ModelId{"local"};
///   endpoint.base_url = "http://127.0.0.1:8080/v1";
///   endpoint.output_limit_key = "max_tokens";
///   return homeostat::HttpModel::make(http, clock, {.endpoints = {endpoint}});
/// };
/// ```

#include <memory>
#include <string>
#include <vector>

#include <homeostat/ports/clock.hpp>
#include <homeostat/ports/http_transport.hpp>
#include <homeostat/ports/model.hpp>

namespace homeostat {

enum class ModelApi {
  openai_chat,         ///< POST <base_url>/chat/completions
  anthropic_messages,  ///< POST <base_url>/messages
};

/// Where one model is asked, and how.
struct ModelEndpoint {
  ModelId id{};  ///< as in Config::models
  ModelApi api = ModelApi::openai_chat;
  std::string base_url{};   ///< "https://api.openai.com/v1"; https where a key is sent elsewhere
  std::string wire_name{};  ///< the service's name of the model; empty: the id
  std::string api_key{};    ///< empty: none is sent. In no message, no log
  /// The key of the most tokens of an answer, reasoning included; older services of the OpenAI
  /// kind want "max_tokens". Anthropic's is always that.
  std::string output_limit_key = "max_completion_tokens";
  /// A JSON object with what else this model wants: {"thinking": {"type": "disabled"}}.
  std::string parameters_json{};
};

struct HttpModelOptions {
  std::vector<ModelEndpoint> endpoints{};
  int retries_max = 3;                  ///< of a request that the service did not take on
  Milliseconds retry_wait_max{60'000};  ///< asked for longer: not waited for
  std::int64_t answer_bytes_max = 4 * 1024 * 1024;
};

/// Sends a request again only after the service said that it did nothing (429, 503, 529): as late
/// as its headers ask, within the call's time. Never when money or quota is spent. Redirects are
/// not followed.
///
/// `finish_reason` of an answer is "stop", "length", "content_filter", "refusal", "empty" (it ended
/// without a text: `text` is empty then), or the service's own word.
///
/// Errors, as of ports/model.hpp: `denied` (key, credit, quota, rate), `invalid_argument` (a prompt
/// beyond the context, another request that is not taken), `invalid_config` (the service does not
/// know the model or the path); nothing was billed. `transport`, `timeout`, `cancelled`: perhaps.
/// Messages name the status and the service's code, never its text. Thread safety: safe to share.
class HttpModel : public Model {
 public:
  /// `http` and `clock` live longer. `invalid_config` names the endpoint that is wrong.
  static Result<std::unique_ptr<HttpModel>> make(HttpTransport& http, Clock& clock,
                                                 HttpModelOptions options);
  ~HttpModel() override;
  HttpModel(const HttpModel&) = delete;
  HttpModel& operator=(const HttpModel&) = delete;

  /// `unsupported` for a model without an endpoint.
  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) override;

 private:
  class Impl;
  explicit HttpModel(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace homeostat

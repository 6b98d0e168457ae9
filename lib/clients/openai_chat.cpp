#include "clients/protocol.hpp"

namespace homeostat::clients {
namespace {

namespace json = boost::json;

std::string_view role_of(MessageRole role) {
  switch (role) {
    case MessageRole::system:
      return "system";
    case MessageRole::user:
      return "user";
    case MessageRole::assistant:
      break;
  }
  return "assistant";
}

std::vector<HttpHeader> headers(const ModelEndpoint& endpoint) {
  if (endpoint.api_key.empty()) return {};
  return {{"Authorization", "Bearer " + endpoint.api_key}};
}

json::object make_body(const ModelEndpoint& endpoint, const ModelRequest& request) {
  json::array messages;
  for (const ModelMessage& message : request.messages)
    messages.push_back({{"role", role_of(message.role)}, {"content", message.text}});
  json::object body;
  body["messages"] = std::move(messages);
  body[endpoint.output_limit_key] = request.output_tokens_max;
  return body;
}

/// cached and reasoning tokens are parts of the two sums. DeepSeek names its cached ones beside.
Result<Usage> read_usage(const json::object& answer) {
  const json::object* usage = find_object(answer, "usage");
  if (usage == nullptr) return garbled_answer("it does not say what it used");
  const json::object* details = find_object(*usage, "prompt_tokens_details");
  const json::object none;
  if (details == nullptr) details = &none;
  const auto prompt = read_count(*usage, "prompt_tokens");
  const auto output = read_count(*usage, "completion_tokens");
  const auto cached = read_count(*details, "cached_tokens");
  const auto written = read_count(*details, "cache_write_tokens");
  const auto hit = read_count(*usage, "prompt_cache_hit_tokens");
  for (const auto* count : {&prompt, &output, &cached, &written, &hit}) {
    if (!*count) return count->error();
  }
  Usage read;
  read.output = *output;
  read.cache_read = std::max(*cached, *hit);
  read.cache_write = *written;
  if (read.cache_read > *prompt || read.cache_write > *prompt - read.cache_read) {
    return garbled_answer("its cached tokens are more than all");
  }
  read.input = *prompt - read.cache_read - read.cache_write;
  if (*prompt == 0) return garbled_answer("it used no prompt");
  return read;
}

Result<ModelReply> read_answer(const json::object& answer) {
  const auto usage = read_usage(answer);
  if (!usage) return usage.error();
  const json::value* choices = answer.if_contains("choices");
  const json::array* list = choices == nullptr ? nullptr : choices->if_array();
  const json::object* choice =
      list == nullptr || list->empty() ? nullptr : list->front().if_object();
  const json::object* message = choice == nullptr ? nullptr : find_object(*choice, "message");
  if (message == nullptr) return garbled_answer("it has no message");
  const bool refused = !find_text(*message, "refusal").empty();
  return make_reply(std::string(find_text(*message, "content")), *usage,
                    refused ? "refusal" : find_text(*choice, "finish_reason"));
}

}  // namespace

const Protocol& openai_chat() {
  static constexpr Protocol protocol{"/chat/completions", headers, make_body, read_answer};
  return protocol;
}

}  // namespace homeostat::clients

#include "clients/protocol.hpp"

namespace homeostat::clients {
namespace {

namespace json = boost::json;

std::vector<HttpHeader> headers(const ModelEndpoint& endpoint) {
  std::vector<HttpHeader> all = {{"anthropic-version", "2023-06-01"}};
  if (!endpoint.api_key.empty()) all.push_back({"x-api-key", endpoint.api_key});
  return all;
}

/// System messages stand apart from the others.
json::object make_body(const ModelEndpoint& /*endpoint*/, const ModelRequest& request) {
  json::array messages;
  std::string system;
  for (const ModelMessage& message : request.messages) {
    if (message.role == MessageRole::system) {
      system += (system.empty() ? "" : "\n\n") + message.text;
      continue;
    }
    const bool user = message.role == MessageRole::user;
    messages.push_back({{"role", user ? "user" : "assistant"}, {"content", message.text}});
  }
  json::object body;
  if (!system.empty()) body["system"] = system;
  body["messages"] = std::move(messages);
  body["max_tokens"] = request.output_tokens_max;
  return body;
}

/// input_tokens are those that the cache did not count.
Result<Usage> read_usage(const json::object& answer) {
  const json::object* usage = find_object(answer, "usage");
  if (usage == nullptr) return garbled_answer("it does not say what it used");
  const auto input = read_count(*usage, "input_tokens");
  const auto output = read_count(*usage, "output_tokens");
  const auto read = read_count(*usage, "cache_read_input_tokens");
  const auto written = read_count(*usage, "cache_creation_input_tokens");
  for (const auto* count : {&input, &output, &read, &written}) {
    if (!*count) return count->error();
  }
  if (*input == 0 && *read == 0 && *written == 0) return garbled_answer("it used no prompt");
  return Usage{*input, *output, *read, *written};
}

std::string_view reason_of(std::string_view stop_reason) {
  if (stop_reason == "end_turn" || stop_reason == "stop_sequence") return "stop";
  if (stop_reason == "max_tokens") return "length";
  return stop_reason;
}

Result<ModelReply> read_answer(const json::object& answer) {
  const auto usage = read_usage(answer);
  if (!usage) return usage.error();
  const json::value* content = answer.if_contains("content");
  if (content == nullptr || !content->is_array()) return garbled_answer("it has no content");
  std::string text;
  for (const json::value& block : content->as_array()) {
    const json::object* object = block.if_object();
    if (object != nullptr && find_text(*object, "type") == "text") {
      text += find_text(*object, "text");
    }
  }
  return make_reply(std::move(text), *usage, reason_of(find_text(answer, "stop_reason")));
}

}  // namespace

const Protocol& anthropic_messages() {
  static constexpr Protocol protocol{"/messages", headers, make_body, read_answer};
  return protocol;
}

}  // namespace homeostat::clients

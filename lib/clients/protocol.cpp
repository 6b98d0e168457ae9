#include "clients/protocol.hpp"

#include <algorithm>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::clients {

namespace json = boost::json;

const Protocol& protocol_of(ModelApi api) {
  return api == ModelApi::openai_chat ? openai_chat() : anthropic_messages();
}

Result<std::int64_t> read_count(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || value->is_null()) return std::int64_t{0};
  if (!value->is_int64() || value->as_int64() < 0) {
    return garbled_answer(base::format("{} is no count", key));
  }
  return value->as_int64();
}

const json::object* find_object(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value == nullptr ? nullptr : value->if_object();
}

std::string_view find_text(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  const json::string* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view{} : std::string_view(*text);
}

std::string safe_word(std::string_view word) {
  const auto plain = [](char c) {
    return base::is_lower(c) || base::is_digit(c) || c == '_' || c == '-' || c == '.';
  };
  const bool safe =
      !word.empty() && word.size() <= 64 && std::all_of(word.begin(), word.end(), plain);
  return safe ? std::string(word) : "unknown";
}

Error garbled_answer(std::string_view what) {
  return Error{ErrorCode::transport, base::format("the model's answer is garbled: {}", what)};
}

ModelReply make_reply(std::string text, const Usage& usage, std::string_view reason) {
  ModelReply reply;
  reply.usage = usage;
  reply.finish_reason = safe_word(reason);
  if (!base::trim(text).empty()) {
    reply.text = std::move(text);
  } else if (reply.finish_reason == "stop") {
    reply.finish_reason = "empty";
  }
  return reply;
}

}  // namespace homeostat::clients

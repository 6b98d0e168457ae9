// What the services' protocols have in common: a request made of ours, an answer read into ours.
#pragma once

#include <string>
#include <string_view>

#include <homeostat/clients/http_model.hpp>

#include "core/base/json.hpp"

namespace homeostat::clients {

/// One protocol's half of a call. `endpoint` is valid.
struct Protocol {
  std::string_view path;  ///< behind the base URL
  std::vector<HttpHeader> (*headers)(const ModelEndpoint& endpoint);
  boost::json::object (*make_body)(const ModelEndpoint& endpoint, const ModelRequest& request);
  Result<ModelReply> (*read_answer)(const boost::json::object& answer);
};

[[nodiscard]] const Protocol& protocol_of(ModelApi api);
[[nodiscard]] const Protocol& openai_chat();
[[nodiscard]] const Protocol& anthropic_messages();

/// A whole number from 0 on under `key`; 0 where there is none or null. `transport` otherwise.
Result<std::int64_t> read_count(const boost::json::object& object, std::string_view key);
/// The object or text under `key`, or null.
[[nodiscard]] const boost::json::object* find_object(const boost::json::object& object,
                                                     std::string_view key);
[[nodiscard]] std::string_view find_text(const boost::json::object& object, std::string_view key);

/// A service's word if it is one ([a-z0-9_.-], at most 64), else "unknown": the rest of what a
/// service says may repeat the prompt, and goes into no message.
[[nodiscard]] std::string safe_word(std::string_view word);

/// An answer of a kind that we do not know. It may have been billed.
[[nodiscard]] Error garbled_answer(std::string_view what);

/// "empty" for a "stop" without a text.
[[nodiscard]] ModelReply make_reply(std::string text, const Usage& usage, std::string_view reason);

}  // namespace homeostat::clients

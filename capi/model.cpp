#include "model.hpp"

#include <atomic>
#include <stop_token>
#include <thread>

#include "core/base/json.hpp"
#include "handles.hpp"

/// One call of the host: shared by the run that waits and the thread that calls.
struct homeostat_exchange {
  std::mutex mutex;
  std::condition_variable_any changed;
  bool done = false;
  homeostat_status status = HOMEOSTAT_INTERNAL;
  std::string answer;
  std::atomic<bool> abandoned = false;
};

namespace homeostat::capi {
namespace {

const char* to_text(MessageRole role) {
  switch (role) {
    case MessageRole::system:
      return "system";
    case MessageRole::user:
      return "user";
    case MessageRole::assistant:
      return "assistant";
  }
  return "user";
}

std::string to_json(const ModelRequest& request) {
  boost::json::array messages;
  for (const ModelMessage& message : request.messages) {
    messages.push_back({{"role", to_text(message.role)}, {"text", message.text}});
  }
  return boost::json::serialize(boost::json::object{
      {"model", request.model.str()},
      {"purpose", request.purpose},
      {"repo", request.repo.str()},
      {"issue", request.issue.value},
      {"output_tokens_max", request.output_tokens_max},
      {"messages", std::move(messages)},
  });
}

/// A member that must be there and be a count.
Result<std::int64_t> count_of(const boost::json::object& object, const char* key) {
  const boost::json::value* value = object.if_contains(key);
  const std::int64_t* count = value == nullptr ? nullptr : value->if_int64();
  if (count == nullptr || *count < 0) {
    return Error{ErrorCode::transport,
                 std::string("the model's answer lacks the count usage.") + key};
  }
  return *count;
}

Result<ModelReply> parse_reply(const std::string& json) {
  boost::system::error_code bad;
  const boost::json::value value = boost::json::parse(json, bad);
  const boost::json::object* answer = bad ? nullptr : value.if_object();
  if (answer == nullptr) return Error{ErrorCode::transport, "the model's answer is no JSON object"};
  const boost::json::value* text = answer->if_contains("text");
  const boost::json::value* usage = answer->if_contains("usage");
  if (text == nullptr || !text->is_string() || usage == nullptr || !usage->is_object()) {
    return Error{ErrorCode::transport, "the model's answer lacks text or usage"};
  }
  ModelReply reply;
  reply.text = std::string(text->get_string());
  const struct {
    const char* key;
    std::int64_t& count;
  } counts[] = {{"input", reply.usage.input},
                {"output", reply.usage.output},
                {"cache_read", reply.usage.cache_read},
                {"cache_write", reply.usage.cache_write}};
  for (const auto& [key, count] : counts) {
    const bool optional = std::string_view(key).starts_with("cache");
    if (optional && !usage->get_object().contains(key)) continue;
    Result<std::int64_t> read = count_of(usage->get_object(), key);
    if (!read) return read.error();
    count = *read;
  }
  const boost::json::value* reason = answer->if_contains("finish_reason");
  if (reason != nullptr && reason->is_string()) reply.finish_reason = reason->get_string();
  return reply;
}

}  // namespace

CallbackModel::~CallbackModel() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return open_calls_ == 0; });
  if (callbacks_.destroy != nullptr) callbacks_.destroy(callbacks_.user_data);
}

void CallbackModel::call_host(const std::shared_ptr<homeostat_exchange>& exchange,
                              const std::string& request) {
  const homeostat_status status =
      callbacks_.complete(callbacks_.user_data, request.data(), request.size(), exchange.get());
  {
    const std::lock_guard lock(exchange->mutex);
    exchange->status = status;
    exchange->done = true;
  }
  exchange->changed.notify_all();
  const std::lock_guard lock(mutex_);
  --open_calls_;
  idle_.notify_all();
}

Result<ModelReply> CallbackModel::complete(const ModelRequest& request,
                                           const CallContext& context) {
  auto exchange = std::make_shared<homeostat_exchange>();
  {
    const std::lock_guard lock(mutex_);
    ++open_calls_;
  }
  try {
    std::thread(&CallbackModel::call_host, this, exchange, to_json(request)).detach();
  } catch (const std::exception& e) {
    const std::lock_guard lock(mutex_);
    --open_calls_;
    return Error{ErrorCode::unsupported,
                 std::string("no thread for the model's call: ") + e.what()};
  }
  std::unique_lock lock(exchange->mutex);
  const bool done = exchange->changed.wait_for(lock, context.stop, context.timeout,
                                               [&] { return exchange->done; });
  if (!done) {
    exchange->abandoned = true;
    if (context.stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped"};
    return Error{ErrorCode::timeout, "the model did not answer within " +
                                         std::to_string(context.timeout.count()) + " ms"};
  }
  if (exchange->status != HOMEOSTAT_OK) {
    return Error{to_code(exchange->status),
                 "the host's model call failed with status " + std::to_string(exchange->status)};
  }
  return parse_reply(exchange->answer);
}

}  // namespace homeostat::capi

extern "C" {

homeostat_status homeostat_exchange_answer(homeostat_exchange* exchange, const char* json,
                                           size_t size) {
  return homeostat::capi::guard(nullptr, [&]() -> homeostat_status {
    if (exchange == nullptr || json == nullptr) return HOMEOSTAT_INVALID_ARGUMENT;
    const std::lock_guard lock(exchange->mutex);
    exchange->answer.assign(json, size);
    return HOMEOSTAT_OK;
  });
}

int32_t homeostat_exchange_cancelled(const homeostat_exchange* exchange) {
  return exchange != nullptr && exchange->abandoned ? 1 : 0;
}

}  // extern "C"

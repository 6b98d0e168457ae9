#include <algorithm>

#include <homeostat/testing/scripted_model.hpp>

#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "testing/stopped.hpp"

namespace homeostat::testing {
namespace {

namespace json = boost::json;

/// Where in the document we are, for messages: "answer 3".
Error invalid(const std::string& where, std::string_view what) {
  return Error{ErrorCode::invalid_config, base::format("replay {}: {}", where, what)};
}

Status read_text(const std::string& where, const json::key_value_pair& field, std::string& out) {
  if (!field.value().is_string()) {
    return invalid(where, base::format("{} must be text", std::string_view(field.key())));
  }
  out = field.value().as_string();
  return {};
}

Status read_count(const std::string& where, const json::key_value_pair& field, std::int64_t& out) {
  if (!field.value().is_int64() || field.value().as_int64() < 0) {
    return invalid(
        where, base::format("{} must be a whole number from 0 on", std::string_view(field.key())));
  }
  out = field.value().as_int64();
  return {};
}

Status read_usage(const std::string& where, const json::value& value, Usage& usage) {
  if (!value.is_object()) return invalid(where, "usage must be an object");
  for (const json::key_value_pair& field : value.as_object()) {
    const std::string_view key = field.key();
    std::int64_t* count = key == "input"         ? &usage.input
                          : key == "output"      ? &usage.output
                          : key == "cache_read"  ? &usage.cache_read
                          : key == "cache_write" ? &usage.cache_write
                                                 : nullptr;
    if (count == nullptr) return invalid(where, base::format("unknown key usage.{}", key));
    if (Status read = read_count(where, field, *count); !read) return read;
  }
  return {};
}

Status read_field(const std::string& where, const json::key_value_pair& field,
                  ScriptedAnswer& answer) {
  const std::string_view key = field.key();
  if (key == "issue") return read_count(where, field, answer.issue.value);
  if (key == "usage") return read_usage(where, field.value(), answer.usage);
  std::string text;
  if (Status read = read_text(where, field, text); !read) return read;
  if (key == "repo") {
    answer.repo = RepoId{text};
  } else if (key == "purpose") {
    answer.purpose = text;
  } else if (key == "model") {
    answer.model = ModelId{text};
  } else if (key == "text") {
    answer.text = text;
  } else if (key == "finish_reason") {
    answer.finish_reason = text;
  } else {
    return invalid(where, base::format("unknown key {}", key));
  }
  return {};
}

Result<ScriptedAnswer> read_answer(const std::string& where, const json::value& value) {
  if (!value.is_object()) return invalid(where, "must be an object");
  const json::object& object = value.as_object();
  if (!object.contains("text") || !object.contains("usage")) {
    return invalid(where, "text and usage are needed");
  }
  ScriptedAnswer answer;
  for (const json::key_value_pair& field : object) {
    if (Status read = read_field(where, field, answer); !read) return read.error();
  }
  return answer;
}

bool fits(const ScriptedAnswer& answer, const ModelRequest& request) {
  return (answer.repo.empty() || answer.repo == request.repo) &&
         (answer.issue.value == 0 || answer.issue == request.issue) &&
         (answer.purpose.empty() || answer.purpose == request.purpose) &&
         (answer.model.empty() || answer.model == request.model);
}

}  // namespace

Result<std::vector<ScriptedAnswer>> parse_replay(std::string_view text) {
  boost::system::error_code failed;
  const json::value document = json::parse(text, failed);
  if (failed || !document.is_object()) return invalid("document", "not a json object");
  const json::object& object = document.as_object();
  const json::value* version = object.if_contains("version");
  if (version == nullptr || *version != 1) return invalid("document", "version must be 1");
  const json::value* answers = object.if_contains("answers");
  if (answers == nullptr || !answers->is_array()) {
    return invalid("document", "answers must be an array");
  }
  if (object.size() != 2) return invalid("document", "only version and answers are known");
  std::vector<ScriptedAnswer> found;
  for (const json::value& value : answers->as_array()) {
    auto answer = read_answer(base::format("answer {}", found.size() + 1), value);
    if (!answer) return answer.error();
    found.push_back(std::move(*answer));
  }
  return found;
}

ScriptedModel::ScriptedModel(std::vector<ScriptedAnswer> answers)
    : ScriptedModel(std::move(answers), Options{}) {}

ScriptedModel::ScriptedModel(std::vector<ScriptedAnswer> answers, Options options)
    : answers_(std::move(answers)), options_(options) {}

Result<ModelReply> ScriptedModel::complete(const ModelRequest& request,
                                           const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped.error();
  std::function<void(const ModelRequest&)> callback;
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
    callback = on_request_;
  }
  if (callback) callback(request);
  const std::scoped_lock lock(mutex_);
  const auto found = std::find_if(answers_.begin(), answers_.end(),
                                  [&](const ScriptedAnswer& a) { return fits(a, request); });
  if (found == answers_.end()) {
    return Error{ErrorCode::denied,
                 base::format("no recorded answer for {} issue {} {}", request.repo.str(),
                              request.issue.value, request.purpose)};
  }
  const ScriptedAnswer answer = std::move(*found);
  answers_.erase(found);
  if (answer.error) return *answer.error;
  return ModelReply{answer.text, answer.usage, answer.finish_reason, options_.replayed};
}

void ScriptedModel::add(ScriptedAnswer answer) {
  const std::scoped_lock lock(mutex_);
  answers_.push_back(std::move(answer));
}

void ScriptedModel::on_request(std::function<void(const ModelRequest&)> callback) {
  const std::scoped_lock lock(mutex_);
  on_request_ = std::move(callback);
}

std::vector<ModelRequest> ScriptedModel::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

std::size_t ScriptedModel::unused() const {
  const std::scoped_lock lock(mutex_);
  return answers_.size();
}

}  // namespace homeostat::testing

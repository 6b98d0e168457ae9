#include "clients/support.hpp"

using namespace clients_test;

namespace {

std::string answer_with(const std::string& message, const std::string& usage,
                        const std::string& reason = "\"stop\"") {
  return R"({"id": "x", "choices": [{"index": 0, "finish_reason": )" + reason + R"(, "message": )" +
         message + R"(}], "usage": )" + usage + "}";
}

const std::string content = R"({"role": "assistant", "content": "a patch"})";
const std::string plain_usage = R"({"prompt_tokens": 50, "completion_tokens": 7})";

std::string said(const std::string& body) {
  Asked asked({{.body = body}});
  return outcome(asked.ask());
}

Usage used(const std::string& usage) {
  Asked asked({{.body = answer_with(content, usage)}});
  const auto reply = asked.ask();
  REQUIRE(reply);
  return reply->usage;
}

const std::string garbled = "transport: the model's answer is garbled: ";

}  // namespace

TEST_CASE("an OpenAI request holds its messages, its model and its limit") {
  Asked asked({{.method = "POST", .body = openai_answer}});
  CHECK(outcome(asked.ask()) == "stop: a patch");
  const HttpRequest sent = asked.http.requests().at(0);
  CHECK(sent.url == "https://models.example.com/v1/chat/completions");
  CHECK(find_header(sent.headers, "Authorization") == "Bearer " + key);
  CHECK(find_header(sent.headers, "Content-Type") == "application/json");
  CHECK(sent.limits.redirects_max == 0);
  CHECK(sent.body ==
        R"({"messages":[{"role":"system","content":"rules"},)"
        R"({"role":"user","content":"hello \"you\""},{"role":"assistant","content":"yes"},)"
        R"({"role":"user","content":"go"}],"max_completion_tokens":100,)"
        R"("model":"wire-name","stream":false})");
}

TEST_CASE("a service may want another name of the limit, more parameters and no key") {
  ModelEndpoint where = endpoint();
  where.base_url = "http://127.0.0.1:8080/v1//";
  where.api_key = "";
  where.wire_name = "";
  where.output_limit_key = "max_tokens";
  where.parameters_json = R"({"thinking": {"type": "disabled"}, "temperature": 0.5})";
  Asked asked({{.body = openai_answer}}, where);
  CHECK(outcome(asked.ask()) == "stop: a patch");
  const HttpRequest sent = asked.http.requests().at(0);
  CHECK(sent.url == "http://127.0.0.1:8080/v1/chat/completions");
  CHECK_FALSE(find_header(sent.headers, "Authorization"));
  CHECK(sent.body.find(R"("max_tokens":100,"model":"drafter","stream":false,)"
                       R"("thinking":{"type":"disabled"},"temperature":0.5})") != sent.body.npos);
}

TEST_CASE("bytes that are no UTF-8 do not break a request") {
  Asked asked({{.body = openai_answer}});
  ModelRequest made = request();
  made.messages = {{MessageRole::user, "a\xff"}};
  CHECK(asked.model->complete(made, {}));
  CHECK(asked.http.requests().at(0).body.find("\"a\xef\xbf\xbd\"") != std::string::npos);
}

TEST_CASE("tokens are counted as the service counts them, cached ones apart") {
  CHECK(used(plain_usage) == Usage{50, 7, 0, 0});
  CHECK(used(R"({"prompt_tokens": 50, "completion_tokens": 70,
                 "prompt_tokens_details": {"cached_tokens": 30, "cache_write_tokens": 5},
                 "completion_tokens_details": {"reasoning_tokens": 60}})") == Usage{15, 70, 30, 5});
  CHECK(used(R"({"prompt_tokens": 50, "completion_tokens": 7, "prompt_cache_hit_tokens": 40,
                 "prompt_cache_miss_tokens": 10})") == Usage{10, 7, 40, 0});
  CHECK(used(R"({"prompt_tokens": 50, "completion_tokens": 7,
                 "prompt_tokens_details": null})") == Usage{50, 7, 0, 0});
}

TEST_CASE("an answer that does not say what it used, or says nonsense, is garbled") {
  CHECK(said(answer_with(content, "null")) == garbled + "it does not say what it used");
  CHECK(said(answer_with(content, "{}")) == garbled + "it used no prompt");
  CHECK(said(answer_with(content, R"({"prompt_tokens": -1, "completion_tokens": 7})")) ==
        garbled + "prompt_tokens is no count");
  CHECK(said(answer_with(content, R"({"prompt_tokens": 1.5, "completion_tokens": 7})")) ==
        garbled + "prompt_tokens is no count");
  CHECK(said(answer_with(content, R"({"prompt_tokens": 5, "completion_tokens": 7,
                                      "prompt_cache_hit_tokens": 6})")) ==
        garbled + "its cached tokens are more than all");
  CHECK(said(answer_with(content, R"({"prompt_tokens": 5, "completion_tokens": 7,
        "prompt_tokens_details": {"cached_tokens": 3, "cache_write_tokens": 3}})")) ==
        garbled + "its cached tokens are more than all");
}

TEST_CASE("an answer says why it ended, and an empty one that it is empty") {
  CHECK(said(answer_with(content, plain_usage, "\"length\"")) == "length: a patch");
  CHECK(said(answer_with(R"({"content": ""})", plain_usage, "\"content_filter\"")) ==
        "content_filter: ");
  CHECK(said(answer_with(R"({"content": null, "refusal": "I will not"})", plain_usage)) ==
        "refusal: ");
  CHECK(said(answer_with(R"({"content": "  \n \n"})", plain_usage)) == "empty: ");
  CHECK(said(answer_with(R"({"content": null})", plain_usage)) == "empty: ");
  CHECK(said(answer_with(content, plain_usage, "null")) == "unknown: a patch");
  CHECK(said(answer_with(content, plain_usage, "\"<b>Hello\"")) == "unknown: a patch");
}

TEST_CASE("an answer without a message is garbled, empty lines before one are not") {
  CHECK(said("\n\n\n" + openai_answer) == "stop: a patch");
  CHECK(said("not json") == garbled + "it is no json object");
  CHECK(said("[]") == garbled + "it is no json object");
  CHECK(said(openai_answer.substr(0, 60)) == garbled + "it is no json object");
  for (const char* choices : {"[]", "[1]", "{}", "null", R"([{"finish_reason": "stop"}])"}) {
    CHECK(said(R"({"choices": )" + std::string(choices) + R"(, "usage": )" + plain_usage + "}") ==
          garbled + "it has no message");
  }
}

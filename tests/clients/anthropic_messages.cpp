#include "clients/support.hpp"

using namespace clients_test;

namespace {

std::string answer_with(const std::string& content, const std::string& usage,
                        const std::string& reason = "end_turn") {
  return R"({"type": "message", "content": )" + content + R"(, "stop_reason": ")" + reason +
         R"(", "usage": )" + usage + "}";
}

const std::string text = R"([{"type": "text", "text": "a patch"}])";
const std::string plain_usage = R"({"input_tokens": 50, "output_tokens": 7})";

Result<ModelReply> read(const std::string& body) {
  Asked asked({{.body = body}}, endpoint(ModelApi::anthropic_messages));
  return asked.ask();
}

std::string said(const std::string& body) { return outcome(read(body)); }

const std::string garbled = "transport: the model's answer is garbled: ";

}  // namespace

TEST_CASE("an Anthropic request has its system text apart") {
  Asked asked({{.method = "POST", .body = answer_with(text, plain_usage)}},
              endpoint(ModelApi::anthropic_messages));
  ModelRequest made = request();
  made.messages.push_back({MessageRole::system, "more rules"});
  CHECK(asked.model->complete(made, {}));
  const HttpRequest sent = asked.http.requests().at(0);
  CHECK(sent.url == "https://models.example.com/v1/messages");
  CHECK(find_header(sent.headers, "x-api-key") == key);
  CHECK(find_header(sent.headers, "anthropic-version") == "2023-06-01");
  CHECK_FALSE(find_header(sent.headers, "Authorization"));
  CHECK(sent.body ==
        R"({"system":"rules\n\nmore rules","messages":[)"
        R"({"role":"user","content":"hello \"you\""},{"role":"assistant","content":"yes"},)"
        R"({"role":"user","content":"go"}],"max_tokens":100,)"
        R"("model":"wire-name","stream":false})");
}

TEST_CASE("an Anthropic request without a system text or a key names neither") {
  ModelEndpoint where = endpoint(ModelApi::anthropic_messages);
  where.api_key = "";
  Asked asked({{.body = answer_with(text, plain_usage)}}, where);
  ModelRequest made = request();
  made.messages = {{MessageRole::user, "go"}};
  CHECK(asked.model->complete(made, {}));
  const HttpRequest sent = asked.http.requests().at(0);
  CHECK(sent.body.find("system") == sent.body.npos);
  CHECK_FALSE(find_header(sent.headers, "x-api-key"));
}

TEST_CASE("Anthropic's cached tokens stand beside its input") {
  const auto reply = read(answer_with(text, R"({"input_tokens": 10, "output_tokens": 7,
      "cache_read_input_tokens": 30, "cache_creation_input_tokens": 5})"));
  REQUIRE(reply);
  CHECK(reply->usage == Usage{10, 7, 30, 5});
  CHECK(said(answer_with(text, "1")) == garbled + "it does not say what it used");
  CHECK(said(answer_with(text, R"({"output_tokens": 7})")) == garbled + "it used no prompt");
  CHECK(said(answer_with(text, R"({"input_tokens": "7"})")) ==
        garbled + "input_tokens is no count");
}

TEST_CASE("texts are joined, and what else is there is passed over") {
  CHECK(said(answer_with(R"([{"type": "thinking", "thinking": "hm"}, 3,
      {"type": "text", "text": "a "}, {"type": "text", "text": "patch"}])",
                         plain_usage)) == "stop: a patch");
  CHECK(said(answer_with("[]", plain_usage)) == "empty: ");
  CHECK(said(answer_with("3", plain_usage)) == garbled + "it has no content");
}

TEST_CASE("Anthropic's reasons are ours where they mean the same") {
  CHECK(said(answer_with(text, plain_usage, "stop_sequence")) == "stop: a patch");
  CHECK(said(answer_with(text, plain_usage, "max_tokens")) == "length: a patch");
  CHECK(said(answer_with("[]", plain_usage, "refusal")) == "refusal: ");
  CHECK(said(answer_with(text, plain_usage, "pause_turn")) == "pause_turn: a patch");
}

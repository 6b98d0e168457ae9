#include <homeostat/testing/scripted_model.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::parse_replay;
using homeostat::testing::ScriptedAnswer;
using homeostat::testing::ScriptedModel;

namespace {

ModelRequest request_for(std::string repo, std::int64_t issue, std::string purpose) {
  ModelRequest request;
  request.model = ModelId{"m"};
  request.repo = RepoId{std::move(repo)};
  request.issue = IssueNumber{issue};
  request.purpose = std::move(purpose);
  return request;
}

ScriptedAnswer answer(std::string text) {
  ScriptedAnswer made;
  made.text = std::move(text);
  return made;
}

}  // namespace

TEST_CASE("answers without conditions come in order, each once") {
  ScriptedModel model{{answer("one"), answer("two")}};
  CHECK(model.complete(request_for("a/b", 1, "draft"), {})->text == "one");
  CHECK(model.unused() == 1);
  CHECK(model.complete(request_for("a/b", 1, "draft"), {})->text == "two");
  const auto none = model.complete(request_for("a/b", 1, "draft"), {});
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == ErrorCode::denied);
  CHECK(none.error().message == "no recorded answer for a/b issue 1 draft");
  CHECK(model.requests().size() == 3);
}

TEST_CASE("an answer goes to the request that it names") {
  ScriptedAnswer review = answer("approved");
  review.purpose = "review";
  ScriptedAnswer second = answer("for issue 2");
  second.issue = IssueNumber{2};
  ScriptedAnswer other = answer("for c/d");
  other.repo = RepoId{"c/d"};
  ScriptedAnswer small = answer("for another model");
  small.model = ModelId{"small"};
  ScriptedModel model{{review, second, other, small}};
  CHECK_FALSE(model.complete(request_for("a/b", 1, "draft"), {}).has_value());
  CHECK(model.complete(request_for("c/d", 1, "draft"), {})->text == "for c/d");
  CHECK(model.complete(request_for("a/b", 2, "draft"), {})->text == "for issue 2");
  CHECK(model.complete(request_for("a/b", 1, "review"), {})->text == "approved");
  CHECK(model.unused() == 1);
}

TEST_CASE("an answer may be an error, and answers may be added later") {
  ScriptedModel model;
  ScriptedAnswer lost;
  lost.error = Error{ErrorCode::transport, "answer lost"};
  model.add(lost);
  CHECK(model.complete(request_for("a/b", 1, "draft"), {}).error().code == ErrorCode::transport);
}

TEST_CASE("a callback sees the request before the answer") {
  ScriptedModel model;
  model.on_request([&](const ModelRequest& request) { model.add(answer(request.purpose)); });
  CHECK(model.complete(request_for("a/b", 1, "review"), {})->text == "review");
}

TEST_CASE("a replay is read from JSON and says that it is one") {
  auto answers = parse_replay(R"({"version": 1, "answers": [
    {"repo": "a/b", "issue": 4, "purpose": "draft", "model": "m", "text": "x",
     "usage": {"input": 1, "output": 2, "cache_read": 3, "cache_write": 4},
     "finish_reason": "length"},
    {"text": "y", "usage": {}}]})");
  REQUIRE(answers.has_value());
  REQUIRE(answers->size() == 2);
  ScriptedModel model{*answers, {.replayed = true}};
  const auto reply = model.complete(request_for("a/b", 4, "draft"), {});
  REQUIRE(reply.has_value());
  CHECK(reply->text == "x");
  CHECK(reply->usage == Usage{1, 2, 3, 4});
  CHECK(reply->finish_reason == "length");
  CHECK(reply->replayed);
  CHECK(model.complete(request_for("a/b", 4, "draft"), {})->finish_reason == "stop");
  ScriptedModel live{{answer("z")}};
  CHECK_FALSE(live.complete(request_for("a/b", 4, "draft"), {})->replayed);
}

TEST_CASE("a replay that is not understood is refused and says where") {
  const auto message = [](std::string_view json) {
    const auto answers = parse_replay(json);
    REQUIRE_FALSE(answers.has_value());
    CHECK(answers.error().code == ErrorCode::invalid_config);
    return answers.error().message;
  };
  const auto of_answer = [&](const std::string& fields) {
    return message(R"({"version": 1, "answers": [{"text": "", "usage": {}}, )" + fields + "]}");
  };
  CHECK(message("") == "replay document: not a json object");
  CHECK(message("[]") == "replay document: not a json object");
  CHECK(message("{}") == "replay document: version must be 1");
  CHECK(message(R"({"version": 2})") == "replay document: version must be 1");
  CHECK(message(R"({"version": 1})") == "replay document: answers must be an array");
  CHECK(message(R"({"version": 1, "answers": [], "x": 1})") ==
        "replay document: only version and answers are known");
  CHECK(of_answer("1") == "replay answer 2: must be an object");
  CHECK(of_answer(R"({"text": ""})") == "replay answer 2: text and usage are needed");
  CHECK(of_answer(R"({"usage": {}})") == "replay answer 2: text and usage are needed");
  CHECK(of_answer(R"({"text": 1, "usage": {}})") == "replay answer 2: text must be text");
  CHECK(of_answer(R"({"text": "", "usage": 1})") == "replay answer 2: usage must be an object");
  CHECK(of_answer(R"({"text": "", "usage": {"in": 1}})") ==
        "replay answer 2: unknown key usage.in");
  CHECK(of_answer(R"({"text": "", "usage": {"input": -1}})") ==
        "replay answer 2: input must be a whole number from 0 on");
  CHECK(of_answer(R"({"text": "", "usage": {}, "issue": 1.5})") ==
        "replay answer 2: issue must be a whole number from 0 on");
  CHECK(of_answer(R"({"text": "", "usage": {}, "who": "x"})") ==
        "replay answer 2: unknown key who");
}

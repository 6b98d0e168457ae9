#include <string>

#include <homeostat/diff.hpp>

#include "core/prompt/input.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::Ask;
using homeostat::test::contains;

TEST_CASE("only the exact verdict approves") {
  CHECK(parse_review(R"({"verdict":"approve","reasons":["fixes the cause"]})").approved);
  CHECK(parse_review("\n```json\n{\"verdict\": \"approve\", \"reasons\": []}\n```\n").approved);
  CHECK(parse_review(R"({"verdict":"approve","reasons":["a","b"]})").reason == "a");
}

TEST_CASE("everything else is a rejection with a reason") {
  for (const std::string text :
       {"",
        "approved",
        "APPROVED",
        "NOT APPROVED",
        "cannot be approved",
        "disapproved",
        "LGTM, approve",
        R"({"verdict":"approved","reasons":[]})",
        R"({"verdict":"APPROVE","reasons":[]})",
        R"({"verdict":"approve"})",
        R"({"verdict":"approve","reasons":[],"but":1})",
        R"({"verdict":"approve","reasons":"x"})",
        R"({"verdict":"approve","reasons":[1]})",
        R"({"verdict":["approve"],"reasons":[]})",
        R"([{"verdict":"approve","reasons":[]}])",
        R"({"verdict":"reject","verdict":"approve","reasons":[]})",
        R"(I think: {"verdict":"approve","reasons":[]})",
        R"({"verdict":"approve","reasons":[]} but no)",
        "```\n{\"verdict\":\"approve\"",
        "``````",
        "```{}```",
        R"({"verdict":"reject","reasons":[]})",
        "{\"verdict\":\"approve\",\"reasons\":[]}\n{\"verdict\":\"reject\",\"reasons\":[]}"}) {
    INFO(text);
    const ReviewVerdict verdict = parse_review(text);
    CHECK_FALSE(verdict.approved);
    CHECK_FALSE(verdict.reason.empty());
  }
  CHECK_FALSE(parse_review(std::string(100'000, ' ')).approved);
}

TEST_CASE("a reason is one clean line") {
  const ReviewVerdict verdict =
      parse_review("{\"verdict\":\"reject\",\"reasons\":[\"see\\njane.doe@example.org\\tnow\"]}");
  CHECK_FALSE(contains(verdict.reason, "\n"));
  CHECK_FALSE(contains(verdict.reason, "jane.doe"));
  CHECK(contains(verdict.reason, "see"));
}

TEST_CASE("the review sees the rules, the report and the patch, without secrets") {
  Ask ask;
  ask.config.signature_secret = "correct-horse-battery-staple";
  const Patch patch =
      make_patch({{"src/a.js", FileMode::regular, "a\n"}},
                 {{"src/a.js", FileMode::regular, "const k = 'correct-horse-battery-staple';\n"}});
  const Prompt prompt = make_review_prompt(ask.input(), patch);
  REQUIRE(prompt.messages.size() == 2);
  CHECK(contains(prompt.messages[0].text, "\"verdict\""));
  CHECK(contains(prompt.messages[1].text, "x is not a function"));
  CHECK(contains(prompt.messages[1].text, "+const k = "));
  CHECK_FALSE(contains(prompt.messages[1].text, "correct-horse"));
  CHECK(prompt.redactions == 1);
  CHECK(prompt.files == std::vector<std::string>{"src/a.js"});
  CHECK(prompt.tokens == token_bound(prompt.messages));
}

TEST_CASE("a patch that is too long to show is said to be cut, within the budget") {
  Ask ask;
  ask.tokens_max = 2500;
  std::string text;
  for (int i = 0; i < 500; ++i)
    text += "line " + std::to_string(i) + "\n";
  const Patch patch = make_patch({}, {{"src/a.js", FileMode::regular, text}});
  const Prompt prompt = make_review_prompt(ask.input(), patch);
  CHECK(prompt.tokens <= 2500);
  CHECK(contains(prompt.messages[1].text, "reject it as too long"));
}

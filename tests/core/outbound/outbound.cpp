#include <homeostat/diff.hpp>
#include <homeostat/outbound.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using namespace homeostat;

namespace {

// No rule knows it: words, short, without a name beside it.
const std::string held = "lantern-orchid-mosaic-harbour-quartz";

Outbound gate() {
  Outbound outbound;
  outbound.hold("forge token", held);
  return outbound;
}

Patch patch_of(const std::string& before, const std::string& after) {
  return make_patch({{.path = "src/a.js", .content = before}},
                    {{.path = "src/a.js", .content = after}});
}

}  // namespace

TEST_CASE("what this process holds does not leave in any form, nor does what a rule knows") {
  const Outbound outbound = gate();
  CHECK(outbound.clean("sent " + held + " off") == "sent [SECRET_1] off");
  CHECK(outbound.clean("part " + held.substr(5, 20) + " of it") == "part [SECRET_1] of it");
  CHECK(outbound.clean("key ghp_" + test::random_text(36)) == "key [SECRET_1]");
  CHECK(outbound.clean("https://u:pa55word@h.example/?token=abcdef") ==
        "https://[CREDENTIALS_1]@h.example/?token=[SECRET_1]");
  CHECK(Outbound().clean("sent " + held) == "sent " + held);
  const std::string clean = outbound.clean(held + " " + held);
  CHECK(clean == "[SECRET_1] [SECRET_1]");
  CHECK(outbound.clean(clean) == clean);
}

TEST_CASE("personal data and constants pass: they are not the gate's business") {
  const std::string text =
      "ann@x.example 203.0.113.7 v1:0123456789abcdef commit "
      "ec33055b85c5b77675ad95d8e7f469308a0adb15";
  CHECK(gate().clean(text) == text);
}

TEST_CASE("JSON without secrets is JSON") {
  const Outbound outbound = gate();
  CHECK(outbound.clean_json("{\"a\":\"" + held + "\",\"n\":1}") ==
        "{\"a\":\"[SECRET_1]\",\"n\":1}");
  CHECK(outbound.clean_json("{\"a\":1}") == "{\"a\":1}");
  CHECK(outbound.clean_json("").empty());
  // A secret that takes a quote along.
  Outbound quoting;
  quoting.hold("odd", "abcdef\":ghijkl");
  CHECK(quoting.clean_json("{\"abcdef\":ghijkl\"}") == "{\"redacted\":true}");
}

TEST_CASE("events, errors and refusals are cleaned in every text that they hold") {
  const Outbound outbound = gate();
  Event event;
  event.text = "left: " + held;
  event.json = "{\"a\":\"" + held + "\"}";
  const Event clean = outbound.clean(event);
  CHECK(clean.text == "left: [SECRET_1]");
  CHECK(clean.json == "{\"a\":\"[SECRET_1]\"}");

  const Error error =
      outbound.clean(Error{ErrorCode::store, "cannot read " + held}.with_context("at " + held));
  CHECK(error.code == ErrorCode::store);
  CHECK(error.message.find(held) == std::string::npos);
  REQUIRE(error.cause);
  CHECK(error.cause->message == "cannot read [SECRET_1]");

  const Refusal refusal = outbound.clean(Refusal{Reason::secret, held, "src/" + held + ".js", 3});
  CHECK(refusal.detail == "[SECRET_1]");
  CHECK(refusal.file == "src/[SECRET_1].js");
  CHECK(refusal.line == 3);
}

TEST_CASE("a report is cleaned in every text that it holds") {
  IssueReport issue;
  RoomVisit visit;
  visit.refusals = {{Reason::error, held, {}, 0}};
  visit.note = held;
  issue.trail = {visit};
  issue.reasons = {{Reason::error, held, {}, 0}};
  issue.warnings = {{ErrorCode::store, held}};
  issue.error = Error{ErrorCode::store, held};
  issue.pull_url = "https://h.example/" + held;
  issue.proof.emplace();
  issue.proof->before.argv = {"test", held};
  issue.proof->after.argv = {held};
  RepoReport repository;
  repository.error = Error{ErrorCode::store, held};
  repository.issues = {issue, IssueReport{}};
  RunReport report;
  report.warnings = {{ErrorCode::store, held}};
  report.repositories = {repository};
  const std::string text = to_json(gate().clean(report));
  CHECK(to_json(report).find(held) != std::string::npos);
  CHECK(text.find(held) == std::string::npos);
}

TEST_CASE("a patch that brings a secret in may not leave, and says where") {
  const Outbound outbound = gate();
  CHECK(outbound.check(patch_of("a\n", "b\n")).empty());
  const auto refusals = outbound.check(patch_of("a\nb\n", "a\nconst k = \"" + held + "\";\nb\n"));
  REQUIRE(refusals.size() == 1);
  CHECK(refusals[0] == Refusal{Reason::secret,
                               "an added line holds a value that this process holds", "src/a.js",
                               2});
  const auto known = outbound.check(patch_of("a\n", "ghp_" + test::random_text(36) + "\n"));
  REQUIRE(known.size() == 1);
  CHECK(known[0].line == 1);
  CHECK(known[0].detail.starts_with("an added line holds a github-"));
}

TEST_CASE("what a patch takes out or only shows does not hold it up") {
  CHECK(gate().check(patch_of("const k = \"" + held + "\";\nx\n", "x\n")).empty());
  CHECK(gate().check(patch_of("// " + held + "\nx\n", "// " + held + "\ny\n")).empty());
}

TEST_CASE("a secret over several added lines, or in a new name, holds a patch up") {
  Outbound outbound;
  outbound.hold("key", "first-line-of-a-key\nsecond-line-of-a-key");
  const auto lines =
      outbound.check(patch_of("a\nb\n", "a\nc\nfirst-line-of-a-key\nsecond-line-of-a-key\nb\n"));
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].line == 3);
  const Patch named = make_patch({}, {{.path = "src/" + held + ".js", .content = "x\n"}});
  const auto names = gate().check(named);
  REQUIRE(names.size() == 1);
  CHECK(names[0].detail == "a new name holds a value that this process holds");
  CHECK(names[0].file == "src/[SECRET_1].js");
}

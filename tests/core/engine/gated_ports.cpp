// The invariant "secrets": whatever an attacker writes, a test prints or a model answers, nothing
// that this process holds, and nothing that a rule knows, leaves by any port or in the report.
#include <homeostat/testing/fail_nth.hpp>

#include <algorithm>

#include "core/base/text.hpp"
#include "support/catch.hpp"
#include "support/synthetic.hpp"
#include "support/world.hpp"

using namespace homeostat;
using namespace homeostat::testing;

namespace {

const std::string held = "lantern-orchid-mosaic-harbour-quartz";

std::string percent(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += "%" + base::hex(std::string_view(&c, 1));
  return out;
}

/// Every form of what may not leave.
std::vector<std::string> secrets() {
  return {held,
          base::base64(held),
          base::hex(held),
          percent(held),
          "ghp_" + test::random_text(36),
          "AKIA" + test::random_text(16, test::upper36)};
}

Issue hostile_issue(const std::string& secret) {
  Issue issue;
  issue.title = "[Kit " + secret + "] TypeError: " + secret;
  issue.labels = {"robot"};
  issue.body = "## Error Details\n\n- Extension: Kit " + secret + " v1.2.0\n- Message: x " +
               secret + "\n- Timestamp: " + secret + "\n- Fingerprint: " + secret +
               "\n\n## Stack Trace\n\n```\nTypeError: " + secret + "\n    at first" +
               " (src/first.js:2:15)\n    at " + secret + " (src/" + secret +
               ".js:1:1)\n```\n\n## Breadcrumbs\n\n1. opened " + secret + "\n2. " + secret +
               "\n\n## Context\n\n" + secret + "\n";
  return issue;
}

/// All that left, each text with where it left by.
std::vector<std::pair<std::string, std::string>> departures(World& world, const RunReport& report) {
  std::vector<std::pair<std::string, std::string>> texts{{"report", to_json(report)}};
  for (const PullRequest& pull : world.pulls()) {
    texts.emplace_back("title", pull.title);
    texts.emplace_back("body", pull.body);
    const auto commit = world.workspace.find_commit(world.repo, pull.head_commit);
    texts.emplace_back("commit message", commit.message);
    for (const auto& [path, content] : world.workspace.files(world.repo, commit.tree))
      texts.emplace_back("published " + path, content);
  }
  for (const ModelRequest& request : world.model.requests()) {
    for (const ModelMessage& message : request.messages)
      texts.emplace_back("prompt " + request.purpose, message.text);
  }
  for (const Event& event : world.sink.events()) {
    texts.emplace_back("event", event.text);
    texts.emplace_back("event json", event.json);
  }
  for (std::int64_t i = 1; i < 5; ++i) {
    for (const std::string& comment : world.forge.comments(world.repo, {i}))
      texts.emplace_back("comment", comment);
  }
  return texts;
}

void check_nothing_left(World& world, const RunReport& report, const std::string& secret) {
  Outbound gate;
  gate.hold("held", held);
  for (const auto& [place, text] : departures(world, report)) {
    INFO(place << "\n" << text);
    CHECK(text.find(secret) == std::string::npos);
    CHECK(gate.held().find(text).empty());
  }
}

RunReport run(World& world, Ports ports) {
  Outbound gate;
  gate.hold("forge token", held);
  auto engine = Engine::make(world.config, ports, {}, gate);
  REQUIRE(engine);
  auto report = engine->run();
  REQUIRE(report);
  return std::move(*report);
}

}  // namespace

TEST_CASE("a secret in every field of an issue leaves nowhere, and the repair is published") {
  for (const std::string& secret : secrets()) {
    World world;
    world.forge.add_issue(world.repo, hostile_issue(secret));
    world.answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
    world.review(true);
    const RunReport report = run(world, world.ports());
    INFO(secret << "\n" << to_json(report));
    CHECK(world.pulls().size() == 1);
    CHECK(world.model.requests().size() >= 1);
    check_nothing_left(world, report, secret);
  }
}

TEST_CASE("a secret that tests print leaves nowhere") {
  for (const std::string& secret : secrets()) {
    World world;
    world.add_issue("src/first.js", "first");
    for (int i = 0; i < 2; ++i) {
      world.answer("src/first.js", "  return list.items[0]; // BUG",
                   "  return list[" + std::to_string(i) + "];");
      world.review(true);
    }
    ScriptedRunner leaky([&](const TestRequest&) -> Result<TestResult> {
      return ended_with(1, "not ok 1 - " + secret + "\nError: " + secret + "\n" + secret);
    });
    const Ports p = world.ports();
    const RunReport report =
        run(world, {p.clock, p.entropy, p.store, p.forge, p.workspace, leaky, p.model, p.events});
    CHECK(world.pulls().empty());
    CHECK(world.model.requests().size() >= 1);
    check_nothing_left(world, report, secret);
  }
}

TEST_CASE("a secret in a model's answer is not published and not passed on") {
  for (const std::string& secret : secrets()) {
    for (const int kind : {0, 1, 2, 3}) {
      World world;
      world.add_issue("src/first.js", "first");
      ScriptedAnswer answer;
      answer.purpose = "draft";
      if (kind == 0) {
        world.answer("src/first.js", "  return list.items[0]; // BUG",
                     "  return \"" + secret + "\";");
      } else if (kind == 1) {
        answer.text = "ABSTAIN: " + secret;
        world.model.add(answer);
      } else if (kind == 2) {
        answer.error = Error{ErrorCode::denied, secret};
        world.model.add(answer);
      } else {
        world.answer("src/" + secret + ".js", "", "x");
      }
      world.review(true);
      const RunReport report = run(world, world.ports());
      INFO(kind << "\n" << to_json(report));
      CHECK(world.pulls().empty());
      check_nothing_left(world, report, secret);
    }
  }
}

TEST_CASE("a secret in the errors of ports leaves nowhere") {
  for (const std::string& secret : secrets()) {
    World world;
    world.add_issue("src/first.js", "first");
    ScriptedRunner broken([&](const TestRequest&) -> Result<TestResult> {
      return Error{ErrorCode::store, "cannot run " + secret};
    });
    world.answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
    world.review(true);
    const Ports p = world.ports();
    const RunReport report =
        run(world, {p.clock, p.entropy, p.store, p.forge, p.workspace, broken, p.model, p.events});
    CHECK(world.pulls().empty());
    check_nothing_left(world, report, secret);
  }
}

TEST_CASE("a file's secrets are hidden from the model that repairs it, and stay in the file") {
  World world;
  const std::string key = "ghp_" + test::random_text(36);
  const std::string start = "const key = \"" + key + "\";\n";
  world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/first.js",
        start + "export function first(list) {\n  return list.items[0]; // BUG\n}\n"}});
  for (ModelConfig& model : world.config.models)
    model.trusted = true;
  world.add_issue("src/first.js", "first");
  world.answer("src/first.js",
               "const key = \"[SECRET_1]\";\nexport function first(list) {\n"
               "  return list.items[0]; // BUG",
               "const key = \"[SECRET_1]\";\nexport function first(list) {\n"
               "  return list?.items?.[0];");
  world.review(true);
  const RunReport report = run(world, world.ports());
  INFO(to_json(report));
  REQUIRE(world.pulls().size() == 1);
  const auto commit = world.workspace.find_commit(world.repo, world.pulls()[0].head_commit);
  CHECK(world.workspace.files(world.repo, commit.tree).at("src/first.js") ==
        start + "export function first(list) {\n  return list?.items?.[0];\n}\n");
  for (const ModelRequest& request : world.model.requests()) {
    for (const ModelMessage& message : request.messages)
      CHECK(message.text.find(key) == std::string::npos);
  }
  CHECK(world.pulls()[0].body.find(key) == std::string::npos);
}

TEST_CASE("a model that moves a hidden value elsewhere has proposed nothing") {
  World world;
  const std::string key = "ghp_" + test::random_text(36);
  world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/first.js", "const key = \"" + key +
                            "\";\n\n\n\n\nexport function first(list) {\n"
                            "  return list.items[0]; // BUG\n}\n"}});
  for (ModelConfig& model : world.config.models)
    model.trusted = true;
  world.add_issue("src/first.js", "first");
  for (int i = 0; i < 3; ++i) {
    world.answer("src/first.js", "  return list.items[0]; // BUG",
                 "  return send(\"[SECRET_1]\", " + std::to_string(i) + ");");
    world.review(true);
  }
  const RunReport report = run(world, world.ports());
  CHECK(world.pulls().empty());
  const auto& reasons = report.repositories[0].issues[0].reasons;
  CHECK(std::any_of(reasons.begin(), reasons.end(),
                    [](const Refusal& one) { return one.reason == Reason::secret; }));
}

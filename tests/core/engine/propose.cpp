#include <algorithm>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;
using homeostat::testing::World;

TEST_CASE("an error in a path that may not be changed costs nothing") {
  World world;
  world.add_issue("ci/x.js", "x");
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::path_filter);
  CHECK(world.model.requests().empty());
  CHECK(report.attempt == 1);
  CHECK_FALSE(report.cooldown_until);
}

TEST_CASE("the second try is told why the first one failed") {
  Prepared world;
  world.answer_wrong();
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::pr_created);
  const auto requests = world.model.requests();
  REQUIRE(requests.size() == 2);
  bool told = false;
  for (const ModelMessage& message : requests[1].messages) {
    told = told || message.text.find("list is undefined") != std::string::npos;
  }
  CHECK(told);
}

TEST_CASE("the same patch proposed twice ends the attempt as a fix loop") {
  Prepared world;
  world.answer_wrong();
  world.answer_wrong();
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::fix_loop);
  CHECK(report.cooldown_until.has_value());
}

TEST_CASE("prose and empty answers are no patch") {
  Prepared world;
  for (const char* text : {"", "I believe the list is undefined."}) {
    homeostat::testing::ScriptedAnswer answer;
    answer.text = text;
    answer.usage = {.input = 100, .output = 10};
    world.model.add(answer);
  }
  CHECK(reason_of(world.run_one()) == Reason::no_patch);
  CHECK(world.pulls().empty());
}

TEST_CASE("money is asked for before the call: above the cap nothing is spent and nobody cools") {
  Prepared world;
  world.config.money.run = Money::from_micros(1);
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::budget);
  CHECK(world.model.requests().empty());
  CHECK_FALSE(report.cooldown_until);
  CHECK(report.cost == Money{});
}

TEST_CASE("a model without a price row is never called") {
  Prepared world;
  world.config.models.clear();
  world.answer_right();
  auto engine = Engine::make(world.config, world.ports());
  if (engine) {
    CHECK(reason_of(world.run_one()) == Reason::unpriced_model);
  } else {
    CHECK(engine.error().code == ErrorCode::invalid_config);
  }
  CHECK(world.model.requests().empty());
}

TEST_CASE("a lost answer of the model is booked at its worst case") {
  Prepared world;
  homeostat::testing::ScriptedAnswer lost;
  lost.error = Error{ErrorCode::transport, "connection reset"};
  world.model.add(lost);
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::pr_created);
  const Money of_usage = [&] {
    Prepared other;
    other.answer_right();
    return other.run_one().cost;
  }();
  CHECK(report.cost > of_usage);
}

TEST_CASE("a call that was certainly not billed costs nothing") {
  for (const ErrorCode code : {ErrorCode::denied, ErrorCode::unsupported,
                               ErrorCode::invalid_argument, ErrorCode::invalid_config}) {
    Prepared world;
    homeostat::testing::ScriptedAnswer denied;
    denied.error = Error{code, "no credit"};
    world.model.add(denied);
    const IssueReport report = world.run_one();
    CHECK(reason_of(report) == Reason::model_error);
    CHECK(report.cost == Money{});
  }
}

TEST_CASE("tier 2 publishes only what the reviewer approves") {
  Prepared world;
  world.config.force_tier = 2;
  world.answer_right();
  world.review(false);
  world.answer("src/first.js", "  return list.items[0]; // BUG",
               "  return list ? list.items[0] : null;");
  world.review(true);
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::pr_created);
  CHECK(report.tier == 2);
  REQUIRE(report.trail.size() > 3);
  CHECK(report.trail[3].refusals.at(0).reason == Reason::review_rejected);
}

TEST_CASE("the lease outlives slow model calls, and a lost one ends the tries") {
  Prepared world;
  world.answer_wrong();
  world.answer_right();
  bool lost = false;
  SECTION("renewed between calls") {}
  SECTION("taken by another run") { lost = true; }
  world.model.on_request([&](const ModelRequest&) {
    world.clock.advance(Milliseconds{100'000});
    if (!lost) return;
    for (const Record& record : world.store.records()) {
      if (record.key.kind != "lease") continue;
      REQUIRE(world.store.commit({}, {{record.key, std::nullopt}}, {}));
    }
  });
  const IssueReport report = world.run_one();
  if (lost) {
    CHECK(reason_of(report) == Reason::lease_lost);
    CHECK(world.pulls().empty());
  } else {
    CHECK(report.outcome == IssueOutcome::pr_created);
  }
}

TEST_CASE("a file above the limit is passed over, and alone it is a refusal that names the limit") {
  Prepared world;
  world.config.limits.file_bytes_max = 50;
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::refused);
  CHECK(reason_of(report) == Reason::bytes);
  CHECK(report.reasons.at(0).detail.find("limit is 50") != std::string::npos);
  CHECK(world.model.requests().empty());
  CHECK_FALSE(report.cooldown_until);

  const std::string second = "export function second(a) {\n  return a.b;\n}\n";
  world.workspace.commit_by_hand(world.repo, "main", {{"src/second.js", second}});
  Issue issue = world.current_issue();
  const std::string frame = "    at first (src/first.js:2:15)\n";
  issue.body.insert(issue.body.find(frame) + frame.size(), "    at second (src/second.js:2:3)\n");
  world.forge.add_issue(world.repo, issue);
  world.answer("src/second.js", "  return a.b;", "  return a?.b;");
  (void)world.run_one();
  REQUIRE_FALSE(world.model.requests().empty());
  CHECK(world.model.requests()[0].messages.back().text.find("src/second.js") != std::string::npos);
}

TEST_CASE("a symbolic link is not a source that may be patched") {
  Prepared world;
  const CommitId head = world.workspace.head_of(world.repo, "main");
  const FileWrite link{"src/first.js", FileMode::symlink, "../ci/x.js"};
  const auto tree = world.workspace.write_tree(world.repo, head, {link}, {});
  REQUIRE(tree);
  const auto commit =
      world.workspace.commit(world.repo, {head, *tree, "link", world.clock.now()}, {});
  REQUIRE(commit);
  REQUIRE(world.workspace.push(world.repo, {"main", *commit, head}, {}));
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::path_filter);
  CHECK(world.model.requests().empty());
}

namespace {

/// A sensitive error: its only frame is in a file that deals with logins.
struct Sensitive : World {
  Sensitive() {
    base = workspace.commit_by_hand(
        repo, "main",
        {{"src/first.js", "fine\n"},
         {"src/auth.js", "export function login(a) {\n  return a.b; // BUG\n}\n"}});
    add_issue("src/auth.js", "login");
    answer("src/auth.js", "  return a.b; // BUG", "  return a?.b;");
  }
  ModelConfig& model_of(const ModelId& id) {
    for (ModelConfig& known : config.models) {
      if (known.id == id) return known;
    }
    throw std::runtime_error("no such model");
  }
};

}  // namespace

TEST_CASE("a sensitive error asks nobody where no model of its tier is trusted") {
  Sensitive world;
  for (ModelConfig& model : world.config.models)
    model.trusted = false;
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::no_patch);
  CHECK(report.reasons.at(0).detail.find("not trusted") != std::string::npos);
  CHECK(world.model.requests().empty());
  CHECK_FALSE(report.cooldown_until);
}

TEST_CASE("a sensitive error is shown to no reviewer that is not trusted") {
  Sensitive world;
  world.config.tiers[2].reviewer = world.config.tiers[0].model;
  world.model_of(world.config.tiers[2].model).trusted = true;
  world.model_of(world.config.tiers[2].reviewer).trusted = false;
  world.review(true);
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::no_patch);
  CHECK(world.model.requests().empty());
  world.model_of(world.config.tiers[2].reviewer).trusted = true;
  CHECK(world.run_one().outcome == IssueOutcome::pr_created);
  CHECK(world.model.requests().size() == 2);
}

TEST_CASE("a file with a secret in it is shown to no model that is not trusted") {
  Prepared world;
  const std::string secret = "ghp_" + std::string("a1B2c3D4e5F6g7H8i9J0") + "k1L2m3N4o5P6q7R8";
  world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/first.js", "const key = \"" + secret +
                            "\";\nexport function first(list) {\n  return list.items[0];\n}\n"}});
  world.config.force_tier = 1;
  for (ModelConfig& model : world.config.models)
    model.trusted = false;
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::no_patch);
  CHECK(report.reasons.at(0).detail.find("secrets") != std::string::npos);
  CHECK(world.model.requests().empty());
  CHECK_FALSE(report.cooldown_until);
}

TEST_CASE("tier 2 asks nobody as long as its reviewer has no price row") {
  Prepared world;
  world.config.force_tier = 2;
  world.config.tiers[1].reviewer = ModelId{"unknown/reviewer"};
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::unpriced_model);
  CHECK(report.reasons.at(0).detail.find("unknown/reviewer") != std::string::npos);
  CHECK(world.model.requests().empty());
  CHECK(report.cost == Money{});
}

TEST_CASE("a lost review is booked, and the draft it was about is not published") {
  Prepared world;
  world.config.force_tier = 2;
  world.answer_right();
  homeostat::testing::ScriptedAnswer lost;
  lost.purpose = "review";
  lost.error = Error{ErrorCode::transport, "connection reset"};
  world.model.add(lost);
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::refused);
  CHECK(reason_of(report) == Reason::model_error);
  CHECK(world.pulls().empty());
}

TEST_CASE("tests that fail twice in the same way end the attempt before the tier's tries do") {
  Prepared world;
  world.config.tiers[0].tries = 3;
  for (const char* other : {"1", "2", "3"}) {
    world.answer("src/first.js", "  return list.items[0]; // BUG",
                 std::string("  return list.items[") + other + "]; // BUG");
  }
  const IssueReport report = world.run_one();
  CHECK(report.outcome == IssueOutcome::refused);
  CHECK(world.model.requests().size() == 2);
  CHECK(report.cooldown_until.has_value());
}

TEST_CASE("a model that says it cannot is not asked again") {
  Prepared world;
  homeostat::testing::ScriptedAnswer answer;
  answer.text = "ABSTAIN: the list comes from elsewhere";
  answer.usage = {.input = 100, .output = 10};
  world.model.add(answer);
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::abstained);
  CHECK(world.model.requests().size() == 1);
}

TEST_CASE("built-in repairs are tried before a model is asked, and only where they are wanted") {
  for (const bool wanted : {false, true}) {
    World world;
    world.add_issue("src/first.js", "first",
                    "Cannot read properties of undefined (reading 'items')");
    world.config.builtin_patterns_enabled = wanted;
    world.answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
    const IssueReport report = world.run_one();
    INFO(wanted);
    // None of them takes the word out that fails the world's tests.
    CHECK(report.source == FixSource::model);
    const auto rooms = homeostat::testing::rooms_of(report);
    CHECK((std::count(rooms.begin(), rooms.end(), Room::propose) > 1) == wanted);
  }
}

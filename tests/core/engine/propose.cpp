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
  Prepared world;
  homeostat::testing::ScriptedAnswer denied;
  denied.error = Error{ErrorCode::denied, "no credit"};
  world.model.add(denied);
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::model_error);
  CHECK(report.cost == Money{});
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

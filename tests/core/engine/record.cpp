#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;

TEST_CASE("a stop ends the run soon, and the record is written all the same") {
  Prepared world;
  world.answer_right();
  std::stop_source source;
  world.model.on_request([&](const ModelRequest&) { source.request_stop(); });
  const RunReport report = world.run(source.get_token());
  CHECK(report.cancelled);
  REQUIRE(report.repositories.at(0).issues.size() == 1);
  CHECK(reason_of(report.repositories[0].issues[0]) == Reason::cancelled);
  CHECK(world.metrics_count() == 1);
  CHECK(world.pulls().empty());
  for (const Record& record : world.store.records())
    CHECK(record.key.kind != "reservation");
}

TEST_CASE("the time limit of an issue ends its walk") {
  Prepared world;
  world.config.limits.issue_deadline_ms = Milliseconds{1000};
  world.answer_right();
  world.model.on_request([&](const ModelRequest&) { world.clock.advance(Milliseconds{2000}); });
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::cancelled);
  CHECK_FALSE(report.cooldown_until);
}

TEST_CASE("a failing event sink changes nothing but the warnings") {
  struct Broken : EventSink {
    Status emit(const Event&) override { return Error{ErrorCode::store, "disk full"}; }
  } broken;
  Prepared world;
  world.answer_right();
  Ports ports{world.clock,     world.entropy, world.store, world.forge,
              world.workspace, world.runner,  world.model, broken};
  const RunReport report = world.run_with(ports);
  CHECK(report.repositories.at(0).created == 1);
  CHECK_FALSE(report.warnings.empty());
}

#include <algorithm>
#include <homeostat/ledger.hpp>
#include <homeostat/testing/fail_nth.hpp>

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
  Ledger ledger(world.store, world.config.money);
  const auto open = ledger.open_reservations(report.id.str(), {});
  REQUIRE(open);
  CHECK(open->empty());
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

TEST_CASE("money whose reservation's answer was lost is released at the end of the walk") {
  Prepared world;
  world.answer_right();
  // The first commit that holds a reservation acts, and its answer is lost.
  std::int64_t n = 0;
  for (std::int64_t call = 2; n == 0; ++call) {
    Prepared probe;
    probe.answer_right();
    homeostat::testing::FailNth faulty{probe.ports(),
                                       {.n = call, .when = homeostat::testing::FailWhen::after}};
    (void)probe.run_with(faulty.ports());
    if (probe.model.requests().empty() && faulty.failed_call() == "store.commit" &&
        probe.sink.events(EventKind::room_entered).back().room == Room::record) {
      const auto records = probe.store.records();
      const bool reserved = std::any_of(records.begin(), records.end(), [](const Record& record) {
        return record.key.kind == "reservation";
      });
      if (reserved) n = call;
    }
    REQUIRE(call < 200);
  }
  homeostat::testing::FailNth faulty{world.ports(),
                                     {.n = n, .when = homeostat::testing::FailWhen::after}};
  const RunReport report = world.run_with(faulty.ports());
  Ledger ledger(world.store, world.config.money);
  CHECK(ledger.open_reservations(report.id.str(), {}).value().empty());
  const auto accounts =
      ledger.accounts({report.id, world.repo, "any"}, world.clock.now(), {}).value();
  for (const Account& account : accounts)
    CHECK(account.settled == Money{});
}

/// The fault loop: in a whole run, every port call fails once, in three ways; what must always
/// hold is checked after each, and the run after it must end in exactly one pull request.

#include <homeostat/lease.hpp>
#include <homeostat/testing/fail_nth.hpp>
#include <set>

#include "support/catch.hpp"
#include "support/world.hpp"

using namespace homeostat;
using homeostat::testing::broken_invariants;
using homeostat::testing::FailNth;
using homeostat::testing::FailOptions;
using homeostat::testing::FailWhen;
using homeostat::testing::World;

namespace {

struct Buggy : World {
  Buggy() {
    config.environment = Environment::production;
    add_issue("src/first.js", "first");
    give_answer();
  }
  void give_answer() {
    answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
  }
};

std::string name_of(FailWhen when) {
  return when == FailWhen::before ? "before" : when == FailWhen::after ? "after" : "crash";
}

/// What may not be left behind once later runs have swept: leases, reservations, intents.
std::vector<std::string> leftovers(World& world) {
  std::vector<std::string> left;
  for (const Record& record : world.store.records()) {
    if (record.key.kind == "reservation" || record.key.kind == "intent") {
      left.push_back(record.key.kind + " " + record.key.id);
    }
  }
  if (world.workspace.checkouts() != 0) left.push_back("a checkout");
  return left;
}

/// The nth call fails in one run; then come runs without a fault.
/// Returns whether the nth call was reached.
bool run_with_fault(std::int64_t n, FailWhen when) {
  Buggy world;
  FailOptions options;
  options.n = n;
  options.when = when;
  FailNth faulty{world.ports(), options};
  auto engine = Engine::make(world.config, faulty.ports());
  REQUIRE(engine);
  auto report = engine->run();
  INFO("call " << n << " (" << faulty.failed_call() << ") failed, " << name_of(when));
  CHECK(broken_invariants(world) == std::vector<std::string>{});
  if (report && faulty.failed_call() != "events.emit" && when != FailWhen::crash) {
    for (const IssueReport& issue : report->repositories.at(0).issues) {
      CHECK(issue.cost <= *world.config.money.run);
    }
    CHECK(world.metrics_count() ==
          report->repositories.at(0).issues.size());  // trail: one record each
  }
  // Later, without faults: leases and reservations of the dead have run out, cooldowns too.
  for (int later = 0; later < 3; ++later) {
    world.clock.advance(Milliseconds{97 * 3'600'000});
    world.give_answer();
    (void)world.run();
    INFO("run " << later << " after it");
    CHECK(broken_invariants(world) == std::vector<std::string>{});
  }
  CHECK(world.pulls().size() == 1);
  CHECK(leftovers(world) == std::vector<std::string>{});
  return faulty.failed();
}

}  // namespace

TEST_CASE("whatever call of a run fails, one pull request comes of it in the end") {
  for (const FailWhen when : {FailWhen::before, FailWhen::after, FailWhen::crash}) {
    std::int64_t n = 1;
    while (run_with_fault(n, when))
      ++n;
    INFO(name_of(when));
    CHECK(n > 40);  // the loop must have gone over a whole run
  }
}

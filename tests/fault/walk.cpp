/// The fault loop: in a whole run, every port call fails once, in three ways; what must always
/// hold is checked after each, and the run after it must end in exactly one pull request.

#include <homeostat/lease.hpp>
#include <homeostat/testing/fail_nth.hpp>
#include <optional>
#include <set>
#include <vector>

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
    first = add_issue("src/first.js", "first");
    give_answer();
  }
  /// An answer to whichever issue asks.
  void give_answer() {
    if (second.value == 0) {
      answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
      return;
    }
    answer_to(first, "src/first.js", "  return list.size;", "  return list?.size;");
    answer_to(second, "src/second.js", "  return item.label;", "  return item?.label;");
  }
  void answer_to(IssueNumber issue, const std::string& path, const std::string& search,
                 const std::string& replace) {
    homeostat::testing::ScriptedAnswer scripted;
    scripted.issue = issue;
    scripted.text =
        path + "\n<<<<<<< SEARCH\n" + search + "\n=======\n" + replace + "\n>>>>>>> REPLACE\n";
    scripted.usage = {.input = 800, .output = 300};
    model.add(scripted);
  }
  /// None where the run could not even begin.
  std::optional<RunReport> run_until_crash(FailNth& faulty) {
    auto engine = Engine::make(config, faulty.ports());
    REQUIRE(engine);
    auto report = engine->run();
    if (!report) return std::nullopt;
    return std::move(*report);
  }
  IssueNumber first;
  IssueNumber second;
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

/// What a fault may happen in.
struct Scenario {
  const char* name;
  void (*prepare)(Buggy& world);
  std::int64_t calls_min;  ///< the loop must have gone over a whole run
  std::size_t pulls;       ///< open in the end
  std::vector<FailWhen> modes{FailWhen::before, FailWhen::after, FailWhen::crash};
};

/// The number of a run's call that `name` names first.
std::int64_t find_call(const std::string& name) {
  for (std::int64_t n = 1;; ++n) {
    Buggy world;
    FailNth faulty{world.ports(), {.n = n, .when = FailWhen::crash}};
    (void)world.run_until_crash(faulty);
    if (faulty.failed_call() == name) return n;
    REQUIRE(faulty.failed());
  }
}

/// A run died between its push and its pull request; its lease has run out.
void leave_intent(Buggy& world) {
  static const std::int64_t n = find_call("forge.create_pull_request");
  FailNth faulty{world.ports(), {.n = n, .when = FailWhen::crash}};
  (void)world.run_until_crash(faulty);
  world.clock.advance(world.config.limits.lease_ttl_ms);
  world.give_answer();
}

/// A relative of an error whose repair was learned: a pattern heals it, if nothing fails.
void add_relative(Buggy& world) {
  world.base = world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/first.js", "export function first(list) {\n  return list.size;\n}\n"},
       {"src/second.js", "export function second(item) {\n  return item.label;\n}\n"}});
  world.answer_to(world.first, "src/first.js", "  return list.size;", "  return list?.size;");
  (void)world.run();
  world.second = world.add_issue("src/second.js", "second");
  world.give_answer();
}

/// The nth call fails in one run; then come runs without a fault.
/// Returns whether the nth call was reached.
bool run_with_fault(const Scenario& scenario, std::int64_t n, FailWhen when) {
  Buggy world;
  scenario.prepare(world);
  FailOptions options;
  options.n = n;
  options.when = when;
  FailNth faulty{world.ports(), options};
  const std::size_t records_before = world.metrics_count();
  const auto report = world.run_until_crash(faulty);
  INFO(scenario.name << ": call " << n << " (" << faulty.failed_call() << ") failed, "
                     << name_of(when));
  CHECK(broken_invariants(world) == std::vector<std::string>{});
  if (report && faulty.failed_call() != "events.emit" && when != FailWhen::crash) {
    for (const IssueReport& issue : report->repositories.at(0).issues) {
      CHECK(issue.cost <= *world.config.money.run);
    }
    CHECK(world.metrics_count() - records_before ==
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
  CHECK(world.pulls().size() == scenario.pulls);
  CHECK(leftovers(world) == std::vector<std::string>{});
  return faulty.failed();
}

void run_with_all_faults(const Scenario& scenario) {
  for (const FailWhen when : scenario.modes) {
    std::int64_t n = 1;
    while (run_with_fault(scenario, n, when))
      ++n;
    INFO(scenario.name << ", " << name_of(when));
    CHECK(n > scenario.calls_min);
  }
}

}  // namespace

TEST_CASE("whatever call of a run fails, one pull request comes of it in the end") {
  run_with_all_faults({"one issue", [](Buggy&) {}, 40, 1});
}

TEST_CASE("whatever call fails while the journal is replayed, one pull request comes of it") {
  run_with_all_faults({"replay", leave_intent, 20, 1});
}

TEST_CASE("whatever call fails while a pattern is used, each issue gets its own pull request") {
  // The walk's other calls fail in all ways above: here it is the evidence that matters.
  run_with_all_faults({"relative", add_relative, 60, 2, {FailWhen::before}});
}

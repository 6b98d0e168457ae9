#include <algorithm>
#include <homeostat/lease.hpp>
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

namespace {

/// A forge on which nobody may comment or label.
struct ReadOnlyThreads : homeostat::testing::MemoryForge {
  using MemoryForge::MemoryForge;
  Status upsert_comment(const RepoId&, IssueNumber, const std::string&, const std::string&,
                        const CallContext&) override {
    return Error{ErrorCode::denied, "comments are locked"};
  }
};

bool is_warned(const IssueReport& report, const std::string& of) {
  return std::any_of(report.warnings.begin(), report.warnings.end(), [&](const Error& warning) {
    return warning.message.find(of) != std::string::npos;
  });
}

IssueReport run_on(Prepared& world, Forge& forge) {
  Ports ports{world.clock,     world.entropy, world.store, forge,
              world.workspace, world.runner,  world.model, world.sink};
  const RunReport run = world.run_with(ports);
  return run.repositories.at(0).issues.at(0);
}

}  // namespace

TEST_CASE("a comment that cannot be written is a warning, and all else is recorded") {
  Prepared world;
  ReadOnlyThreads forge{&world.workspace};
  forge.add_issue(world.repo, world.current_issue());
  world.answer_right();
  const IssueReport report = run_on(world, forge);
  CHECK(report.outcome == IssueOutcome::pr_created);
  CHECK(is_warned(report, "comments are locked"));
  CHECK(world.metrics_count() == 1);
  const std::string key = world.repo.str() + " " + report.fingerprint.str();
  const auto free =
      acquire_lease(world.store, key, "next", world.clock.now(), Milliseconds{1'000}, {});
  REQUIRE(free);
  CHECK(*free);
}

TEST_CASE("an issue that cannot be read is labelled incomplete, and told what is missing") {
  Prepared world;
  Issue issue = world.current_issue();
  issue.title = "it does not work";
  issue.body = "please help";
  world.forge.add_issue(world.repo, issue);
  const IssueReport report = world.run_one();
  CHECK(reason_of(report) == Reason::malformed);
  const auto& labels = world.current_issue().labels;
  CHECK(std::find(labels.begin(), labels.end(), "incomplete") != labels.end());
  CHECK(world.forge.comments(world.repo, world.issue).size() == 1);
}

TEST_CASE("without the right to label there is no comment, but a warning") {
  struct NoLabels : homeostat::testing::MemoryForge {
    Status add_labels(const RepoId&, IssueNumber, const std::vector<std::string>&,
                      const CallContext&) override {
      return Error{ErrorCode::denied, "labels are locked"};
    }
  } forge;
  Prepared world;
  Issue issue = world.current_issue();
  issue.title = "it does not work";
  issue.body = "please help";
  forge.add_issue(world.repo, issue);
  const IssueReport report = run_on(world, forge);
  CHECK(is_warned(report, "labels are locked"));
  CHECK(forge.comments(world.repo, world.issue).empty());
  CHECK(world.metrics_count() == 1);
}

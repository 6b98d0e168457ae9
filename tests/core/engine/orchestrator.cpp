#include <algorithm>
#include <homeostat/journal.hpp>
#include <homeostat/lease.hpp>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;

TEST_CASE("a run whose repository is missing goes on with the others") {
  Prepared world;
  world.answer_right();
  RepositoryConfig missing;
  missing.slug = RepoId{"acme/gone"};
  world.config.repositories.insert(world.config.repositories.begin(), missing);
  const RunReport report = world.run();
  REQUIRE(report.repositories.size() == 2);
  CHECK(report.repositories[0].error.has_value());
  CHECK(report.repositories[1].created == 1);
}

namespace {

/// A forge that takes no pull request while it is down.
struct DownForge : homeostat::testing::MemoryForge {
  using MemoryForge::MemoryForge;
  bool down = true;
  Result<PullRequest> create_pull_request(const RepoId& repo, const NewPullRequest& pull,
                                          const CallContext& context) override {
    if (down) return Error{ErrorCode::transport, "the forge is down"};
    return MemoryForge::create_pull_request(repo, pull, context);
  }
};

/// A world where a run pushed its branch and got no further.
struct Interrupted : Prepared {
  Interrupted() {
    down.add_issue(repo, current_issue());
    answer_right();
    first = run_down().repositories.at(0).issues.at(0);
    down.down = false;
  }
  RunReport run_down() {
    Ports all{clock, entropy, store, down, workspace, runner, model, sink};
    return run_with(all);
  }
  IssueReport run_again() { return run_down().repositories.at(0).issues.at(0); }
  void set_labels(std::vector<std::string> labels) {
    Issue changed = current_issue();
    changed.labels = std::move(labels);
    down.add_issue(repo, changed);
  }
  [[nodiscard]] std::size_t count_intents() {
    auto intents = open_intents(store, repo, {});
    if (!intents) throw std::runtime_error(intents.error().message);
    return intents->size();
  }
  DownForge down{&workspace};
  IssueReport first;
};

bool is_warned(const RunReport& report, const std::string& of) {
  return std::any_of(report.warnings.begin(), report.warnings.end(), [&](const Error& warning) {
    return warning.message.find(of) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("what a run began to publish is finished by the next one, and nothing is paid twice") {
  Interrupted world;
  CHECK(world.first.outcome == IssueOutcome::failed);
  CHECK(world.count_intents() == 1);
  const CommitId pushed = world.workspace.head_of(world.repo, world.first.branch);
  const RunReport run = world.run_down();
  REQUIRE(run.repositories.at(0).issues.size() == 1);
  const IssueReport& report = run.repositories[0].issues[0];
  CHECK(report.outcome == IssueOutcome::pr_created);
  CHECK(report.fingerprint == world.first.fingerprint);
  CHECK(report.trail.at(0).note == "finished from the journal");
  CHECK(report.cost == Money{});
  CHECK(run.repositories[0].created == 1);
  CHECK(world.model.requests().size() == 1);
  CHECK(world.workspace.head_of(world.repo, world.first.branch) == pushed);
  CHECK(world.down.pull_requests(world.repo).size() == 1);
  CHECK(world.count_intents() == 0);
  CHECK(world.metrics_count() == 2);  // one in each run
}

TEST_CASE("an issue that was opted out meanwhile is not published from the journal") {
  Interrupted world;
  world.set_labels({"robot", "do-not-fix"});
  CHECK(reason_of(world.run_again()) == Reason::opted_out);
  CHECK(world.down.pull_requests(world.repo).empty());
  world.set_labels({"robot"});
  CHECK(world.run_again().outcome == IssueOutcome::pr_created);
  CHECK(world.model.requests().size() == 1);
}

TEST_CASE("a second issue of the same error waits for the unfinished publication of the first") {
  Interrupted world;
  Issue second = world.current_issue();
  second.number = {77};
  world.set_labels({"robot", "do-not-fix"});
  world.down.add_issue(world.repo, second);
  const RunReport run = world.run_down();
  const auto& issues = run.repositories.at(0).issues;
  REQUIRE(issues.size() == 2);
  CHECK(reason_of(issues[0]) == Reason::opted_out);
  CHECK(reason_of(issues[1]) == Reason::busy);
  CHECK(world.model.requests().size() == 1);
}

TEST_CASE("a branch that somebody took over meanwhile ends its publication") {
  Interrupted world;
  const CommitId theirs =
      world.workspace.commit_by_hand(world.repo, world.first.branch, {{"src/x.js", "x\n"}});
  const IssueReport report = world.run_again();
  CHECK(report.outcome == IssueOutcome::refused);
  CHECK(reason_of(report) == Reason::human_took_over);
  CHECK(world.workspace.head_of(world.repo, world.first.branch) == theirs);
  CHECK(world.down.pull_requests(world.repo).empty());
  CHECK(world.count_intents() == 0);
}

TEST_CASE("a publication that fails again stays in the journal") {
  Interrupted world;
  world.down.down = true;
  const IssueReport report = world.run_again();
  CHECK(report.outcome == IssueOutcome::failed);
  REQUIRE(report.error);
  CHECK(report.error->message.find("the forge is down") != std::string::npos);
  CHECK(world.count_intents() == 1);
  CHECK(world.model.requests().size() == 1);
}

TEST_CASE("a publication whose run is alive is left to it") {
  Interrupted world;
  const std::string key = world.repo.str() + " " + world.first.fingerprint.str();
  const auto held =
      acquire_lease(world.store, key, "run-other", world.clock.now(), Milliseconds{60'000}, {});
  REQUIRE(held);
  REQUIRE(*held);
  CHECK(reason_of(world.run_again()) == Reason::busy);
  CHECK(world.down.pull_requests(world.repo).empty());
  CHECK(world.count_intents() == 1);
}

TEST_CASE("a dry run finishes nothing") {
  Interrupted world;
  world.config.dry_run = true;
  CHECK(reason_of(world.run_again()) == Reason::busy);
  CHECK(world.down.pull_requests(world.repo).empty());
  CHECK(world.count_intents() == 1);
}

TEST_CASE("the journal opens no more pull requests in a run than the run may") {
  Interrupted world;
  const std::string second = "export function second(a) {\n  return a.b; // BAD\n}\n";
  world.workspace.commit_by_hand(world.repo, "main",
                                 {{"src/second.js", second}, {"src/first.js", "fine\n"}});
  const IssueNumber number = world.add_issue("src/second.js", "second", "no b here");
  world.down.add_issue(world.repo, **world.forge.find_issue(world.repo, number, {}));
  world.answer("src/second.js", "  return a.b; // BAD", "  return a?.b;");
  world.down.down = true;
  (void)world.run_down();
  CHECK(world.count_intents() == 2);
  world.down.down = false;
  world.config.repositories[0].max_prs_per_run = 1;
  const RunReport run = world.run_down();
  CHECK(world.down.pull_requests(world.repo).size() == 1);
  REQUIRE(run.repositories.at(0).issues.size() == 2);
  CHECK(reason_of(run.repositories[0].issues[1]) == Reason::pr_budget);
  (void)world.run_down();
  CHECK(world.down.pull_requests(world.repo).size() == 2);
  CHECK(world.count_intents() == 0);
}

TEST_CASE("a journal and a library that cannot be read are warnings, and nothing is spent") {
  Prepared world;
  world.store.damage({"intent", world.repo.str() + " v1:00"}, "{}");
  world.store.damage({"pattern", "00"}, "{}");
  world.answer_right();
  const RunReport run = world.run();
  CHECK(is_warned(run, "reading the journal"));
  CHECK(is_warned(run, "pattern"));
  CHECK(run.repositories.at(0).issues.at(0).outcome == IssueOutcome::failed);
  CHECK(world.model.requests().empty());
  CHECK(world.pulls().empty());
}

TEST_CASE("the time limit of a run ends it before the next issue and the next repository") {
  Prepared world;
  RepositoryConfig other;
  other.slug = RepoId{"acme/other"};
  world.config.repositories.push_back(other);
  world.workspace.add_repository(other.slug, "main", {{"src/a.js", "a\n"}});
  world.add_issue("src/first.js", "second");
  world.config.limits.run_deadline_ms = Milliseconds{60'000};
  world.answer_right();
  world.model.on_request([&](const ModelRequest&) { world.clock.advance(Milliseconds{60'000}); });
  const RunReport run = world.run();
  REQUIRE(run.repositories.size() == 2);
  CHECK(run.repositories[0].issues.size() == 1);
  for (const RepoReport& repository : run.repositories) {
    REQUIRE(repository.error);
    CHECK(repository.error->code == ErrorCode::cancelled);
  }
  CHECK(world.pulls().empty());
}

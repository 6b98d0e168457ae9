#include <algorithm>
#include <homeostat/attempts.hpp>
#include <homeostat/pattern_store.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

void emit_text(Session& session, EventKind kind, const RepoId& repo, std::string text) {
  Event event;
  event.kind = kind;
  event.repo = repo;
  event.text = std::move(text);
  session.emit(std::move(event));
}

/// The base of all walks of a repository: pinned once, so that everything is about one commit.
Result<RepoState> open_repository(Session& session, const RepositoryConfig& config) {
  RepoState state{.config = config, .base = {}, .tree = {}};
  Workspace& workspace = session.ports.workspace;
  auto head = workspace.head(config.slug, config.branch, session.call());
  if (!head) return head.error();
  if (!*head) {
    return Error{ErrorCode::store,
                 "repository " + config.slug.str() + " has no branch " + config.branch};
  }
  state.base = **head;
  auto tree = workspace.list(config.slug, state.base, session.call());
  if (!tree) return tree.error();
  state.tree = std::move(*tree);
  return state;
}

IssueReport report_of(const Session& session, const Intent& intent) {
  IssueReport report;
  report.run = session.run;
  report.repo = intent.repo;
  report.issue = intent.issue;
  report.fingerprint = intent.fingerprint;
  report.branch = intent.branch;
  report.started = session.ports.clock.now();
  return report;
}

void conclude_replay(Session& session, const Intent& intent, Outcome<Publication>& ended,
                     RepoState& repo, IssueReport& report) {
  if (ended.passed()) {
    report.outcome = ended.value().created ? IssueOutcome::pr_created : IssueOutcome::pr_updated;
    report.pull = ended.value().number;
    report.pull_url = ended.value().url;
    if (ended.value().created) ++repo.pulls_created;
    auto attempts =
        record_attempt(session.ports.store, intent.repo, intent.fingerprint, true,
                       session.config.limits, session.ports.clock.now(), session.closing_call());
    if (!attempts) report.warnings.push_back(attempts.error());
  } else if (ended.refused()) {
    report.outcome = IssueOutcome::refused;
    report.reasons = ended.refusals();
  } else {
    report_failure(report, ended.error());
  }
}

/// Somebody may have opted the issue out, or closed it, since the intent was written.
Result<bool> is_still_wanted(Session& session, const Intent& intent) {
  auto issue = session.ports.forge.find_issue(intent.repo, intent.issue, session.call());
  if (!issue) return issue.error();
  return !*issue || admit(session.config, **issue).passed();
}

/// Finishes one publication that an earlier run began. None: the walk of its issue, if it is
/// visited, will say why not.
std::optional<IssueReport> replay(Session& session, RepoState& repo, const Intent& intent) {
  const Milliseconds began = session.ports.clock.monotonic();
  auto wanted = is_still_wanted(session, intent);
  if (!wanted) {
    session.warnings.push_back(wanted.error().with_context("replaying the journal"));
    return std::nullopt;
  }
  if (!*wanted) return std::nullopt;
  auto lease = acquire_lease(session.ports.store, lease_key(intent.repo, intent.fingerprint),
                             session.run.str(), session.ports.clock.now(),
                             session.config.limits.lease_ttl_ms, session.call());
  if (!lease) {
    session.warnings.push_back(lease.error().with_context("replaying the journal"));
    return std::nullopt;
  }
  if (!*lease) return std::nullopt;  // its holder is alive: the walk will be refused as busy
  IssueReport report = report_of(session, intent);
  Outcome<Publication> ended = complete_publication(session, repo.config, intent, **lease);
  conclude_replay(session, intent, ended, repo, report);
  report.trail.push_back({.room = Room::publish,
                          .started = report.started,
                          .took = session.ports.clock.monotonic() - began,
                          .cost = {},
                          .refusals = report.reasons,
                          .note = "finished from the journal"});
  const Status released = release_lease(session.ports.store, **lease, session.closing_call());
  if (!released) report.warnings.push_back(released.error());
  report.took = session.ports.clock.monotonic() - began;
  emit_metrics(session, report);
  emit_issue(session, EventKind::issue_ended, report);
  return report;
}

/// Replays the journal before anything else; the issues it concerns are not visited again.
std::vector<IssueNumber> replay_journal(Session& session, RepoState& repo, RepoReport& report) {
  std::vector<IssueNumber> visited;
  if (session.config.dry_run) return visited;
  auto intents = open_intents(session.ports.store, repo.config.slug, session.call());
  if (!intents) {
    session.warnings.push_back(intents.error().with_context("reading the journal"));
    return visited;
  }
  for (const Intent& intent : *intents) {
    if (repo.pulls_created >= repo.config.max_prs_per_run) break;
    if (auto replayed = replay(session, repo, intent)) {
      visited.push_back(intent.issue);
      report.add(std::move(*replayed));
    }
  }
  return visited;
}

bool over(const Session& session) {
  return session.stop.stop_requested() || session.ports.clock.monotonic() >= session.deadline;
}

Error stopped() { return {ErrorCode::cancelled, "the run ended before this repository was done"}; }

Status process_issues(Session& session, RepoState& repo, const std::vector<Issue>& issues,
                      const std::vector<IssueNumber>& visited, RepoReport& report) {
  for (const Issue& issue : issues) {
    if (std::find(visited.begin(), visited.end(), issue.number) != visited.end()) continue;
    if (over(session)) return stopped();
    report.add(walk_issue(session, repo, issue));
  }
  return {};
}

Status process_repository(Session& session, const RepositoryConfig& config,
                          const std::optional<Issue>& only, RepoReport& report) {
  if (over(session)) return stopped();
  Result<RepoState> repo = open_repository(session, config);
  if (!repo) return repo.error();
  const std::vector<IssueNumber> visited = replay_journal(session, *repo, report);
  if (only) return process_issues(session, *repo, {*only}, visited, report);
  IssueQuery query{.labels = session.config.required_labels,
                   .include_closed = false,
                   .max = session.config.limits.issues_per_repo_max};
  auto issues = session.ports.forge.list_issues(config.slug, query, session.call());
  if (!issues) return issues.error();
  return process_issues(session, *repo, *issues, visited, report);
}

RepoReport run_repository(Session& session, const RepositoryConfig& config,
                          const std::optional<Issue>& only) {
  RepoReport report;
  report.repo = config.slug;
  emit_text(session, EventKind::repo_started, config.slug, {});
  const Status processed = process_repository(session, config, only, report);
  if (!processed) report.error = processed.error();
  emit_text(session, EventKind::repo_ended, config.slug,
            report.error ? safe_line(report.error->message) : std::string());
  return report;
}

/// The store's patterns come over those of the host: they know more of their outcomes.
void load_library(Session& session) {
  auto loaded = load_patterns(session.ports.store, session.call());
  if (!loaded) {
    session.warnings.push_back(loaded.error().with_context("loading patterns"));
    return;
  }
  for (Pattern& pattern : loaded->patterns) {
    if (!is_builtin(pattern.id)) {
      add_to_library(session.library, std::move(pattern));
      continue;
    }
    // Built-in patterns earn and lose confidence like others, but are no part of the library.
    for (Pattern& builtin : session.builtins) {
      if (builtin.id == pattern.id) builtin = std::move(pattern);
    }
  }
  for (Error& damaged : loaded->damaged)
    session.warnings.push_back(std::move(damaged));
}

RunReport begin_report(Session& session) {
  RunReport report;
  report.id = session.run;
  report.started = session.ports.clock.now();
  report.dry_run = session.config.dry_run;
  report.budget_limit = session.config.money.run.value_or(Money{});
  emit_text(session, EventKind::run_started, {}, session.run.str());
  Ledger ledger(session.ports.store, session.config.money);
  auto swept = ledger.sweep(session.ports.clock.now(), session.call());
  if (!swept) session.warnings.push_back(swept.error().with_context("sweeping reservations"));
  load_library(session);
  return report;
}

void tell_alerts(Session& session) {
  Ledger ledger(session.ports.store, session.config.money);
  auto alerts = ledger.take_alerts(session.ports.clock.now(), session.closing_call());
  if (!alerts) {
    session.warnings.push_back(alerts.error().with_context("budget alerts"));
    return;
  }
  for (const SpendAlert& alert : *alerts) {
    emit_text(session, EventKind::warning, {},
              "budget: " + alert.scope + " has spent " + alert.settled.to_string() + " of " +
                  alert.cap.to_string() + " USD, " + std::to_string(alert.percent) +
                  " % are reached");
  }
}

void end_report(Session& session, RunReport& report) {
  tell_alerts(session);
  report.ended = session.ports.clock.now();
  report.patterns_in_library = static_cast<std::int64_t>(session.library.size());
  report.cancelled = session.stop.stop_requested();
  emit_text(session, EventKind::run_ended, {}, session.run.str());
  report.warnings = session.warnings;
}

}  // namespace

RunReport run_repositories(Session& session) {
  RunReport report = begin_report(session);
  for (const RepositoryConfig& config : session.config.repositories) {
    report.repositories.push_back(run_repository(session, config, std::nullopt));
  }
  end_report(session, report);
  return report;
}

RunReport run_issue(Session& session, const RepositoryConfig& repo, const Issue& issue) {
  RunReport report = begin_report(session);
  report.repositories.push_back(run_repository(session, repo, issue));
  end_report(session, report);
  return report;
}

}  // namespace homeostat::engine

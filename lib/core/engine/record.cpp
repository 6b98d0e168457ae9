#include <algorithm>
#include <homeostat/attempts.hpp>
#include <homeostat/pr_body.hpp>
#include <homeostat/telemetry.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

bool is_published(const IssueReport& report) {
  return report.outcome == IssueOutcome::pr_created || report.outcome == IssueOutcome::pr_updated;
}

/// Only where a person can do something with it, and nobody asked us to be silent.
bool deserves_comment(const Walk& walk) {
  if (walk.config().dry_run) return false;
  if (has_any(walk.report.reasons, {Reason::opted_out, Reason::kill_switch, Reason::human_took_over,
                                    Reason::lease_lost, Reason::cancelled}))
    return false;
  return is_published(walk.report) || walk.report.outcome == IssueOutcome::refused ||
         has_any(walk.report.reasons, {Reason::malformed});
}

Status write_comment(Walk& walk) {
  const CallContext context = walk.session.closing_call();
  const RepoId& repo = walk.repo.config.slug;
  Forge& forge = walk.ports().forge;
  if (has_any(walk.report.reasons, {Reason::malformed})) {
    const Status labelled = forge.add_labels(repo, walk.issue.number, {"incomplete"}, context);
    if (!labelled) return labelled;
  }
  return forge.upsert_comment(repo, walk.issue.number, std::string(comment_marker),
                              issue_comment(walk.report, walk.config()), context);
}

/// A reservation whose answer was lost never led to a call: it costs nothing.
Status release_forgotten(Walk& walk) {
  if (walk.calls == 0) return {};
  Ledger ledger(walk.ports().store, walk.config().money);
  const CallContext context = walk.session.closing_call();
  auto open = ledger.open_reservations(walk.session.run.str(), context);
  if (!open) return open.error();
  for (const Reservation& reservation : *open) {
    const bool unsettled =
        std::any_of(walk.open_spends.begin(), walk.open_spends.end(),
                    [&](const OpenSpend& spend) { return spend.reservation.id == reservation.id; });
    if (unsettled) continue;  // a call was made: the sweep books its worst case
    if (const Status released = ledger.release(reservation, context); !released) return released;
  }
  return {};
}

Status write_attempt(Walk& walk) {
  if (walk.config().dry_run) return {};
  const bool published = is_published(walk.report);
  if (!published && !walk.counted) return {};
  auto attempts = homeostat::record_attempt(
      walk.ports().store, walk.repo.config.slug, walk.report.fingerprint, published,
      walk.config().limits, walk.now(), walk.session.closing_call());
  if (!attempts) return attempts.error();
  walk.report.cooldown_until = attempts->cooldown_until;
  return {};
}

}  // namespace

void emit_metrics(Session& session, const IssueReport& report) {
  Event event;
  event.kind = EventKind::metrics;
  event.repo = report.repo;
  event.issue = report.issue;
  event.json = to_json(metrics_of(report));
  session.emit(std::move(event));
}

void emit_issue(Session& session, EventKind kind, const IssueReport& report) {
  Event event;
  event.kind = kind;
  event.repo = report.repo;
  event.issue = report.issue;
  if (kind == EventKind::issue_ended) {
    event.text = to_string(report.outcome);
    if (!report.reasons.empty()) {
      event.text += ": " + std::string(to_string(report.reasons.front().reason)) + ": " +
                    report.reasons.front().detail;
    }
  }
  session.emit(std::move(event));
}

Outcome<Nothing> record(Walk& walk) {
  const auto note = [&walk](const Status& status, const char* what) {
    if (!status) walk.warn(status.error().with_context(what));
  };
  note(settle_open_spends(walk, walk.session.closing_call()), "settling money");
  note(release_forgotten(walk), "releasing money");
  note(write_attempt(walk), "recording the attempt");
  if (deserves_comment(walk)) note(write_comment(walk), "commenting");
  if (walk.lease) {
    note(release_lease(walk.ports().store, *walk.lease, walk.session.closing_call()),
         "releasing the lease");
  }
  return Nothing{};
}

}  // namespace homeostat::engine

#include <algorithm>
#include <homeostat/engine.hpp>

#include "core/engine/gated_ports.hpp"
#include "core/engine/rooms.hpp"

namespace homeostat {

Engine::Engine(Config config, Ports ports, std::vector<Pattern> library, Outbound gate)
    : config_(std::move(config)),
      ports_(ports),
      library_(std::move(library)),
      gate_(std::move(gate)) {}

Result<Engine> Engine::make(Config config, Ports ports, std::vector<Pattern> library,
                            Outbound gate) {
  if (const Status valid = validate(config); !valid) return valid.error();
  gate.hold("signature secret", config.signature_secret);
  return Engine(std::move(config), ports, std::move(library), std::move(gate));
}

namespace {

Result<engine::Session> begin(const Config& config, Ports& ports, const Outbound& gate,
                              const std::vector<Pattern>& library, std::stop_token stop) {
  auto id = engine::random_hex(ports.entropy, 8);
  if (!id) return id.error();
  return engine::Session{
      .config = config,
      .ports = ports,
      .gate = gate,
      .run = RunId{"run-" + *id},
      .stop = std::move(stop),
      .deadline = ports.clock.monotonic() + config.limits.run_deadline_ms,
      .library = library,
      .builtins = config.builtin_patterns_enabled ? builtin_patterns() : std::vector<Pattern>{},
      .warnings = {},
      .names = {}};
}

}  // namespace

Result<RunReport> Engine::run(std::stop_token stop) {
  engine::GatedPorts gated(ports_, gate_);
  Result<engine::Session> session = begin(config_, gated.ports(), gate_, library_, std::move(stop));
  if (!session) return session.error();
  return gate_.clean(engine::run_repositories(*session));
}

Result<RunReport> Engine::fix(const RepoId& repo, const Issue& issue, std::stop_token stop) {
  for (const RepositoryConfig& known : config_.repositories) {
    if (known.slug != repo) continue;
    engine::GatedPorts gated(ports_, gate_);
    Result<engine::Session> session =
        begin(config_, gated.ports(), gate_, library_, std::move(stop));
    if (!session) return session.error();
    return gate_.clean(engine::run_issue(*session, known, issue));
  }
  return Error{ErrorCode::invalid_argument, "repository " + repo.str() + " is not configured"};
}

namespace engine {
namespace {

/// Guard or prove judged the patch. A machine that cannot run tests, a lost lease or a stop say
/// nothing about it.
bool judged(const std::vector<Refusal>& refusals) {
  return !has_any(refusals, {Reason::setup_failed, Reason::sandbox_unavailable, Reason::lease_lost,
                             Reason::cancelled});
}

/// The models were asked as often as the tier allows, and money was not what ended it.
bool tries_ran_out(const Proposer& proposer, const std::vector<Refusal>& refusals) {
  return proposer.exhausted() && proposer.asked() &&
         !has_any(refusals,
                  {Reason::budget, Reason::unpriced_model, Reason::lease_lost, Reason::cancelled});
}

/// One try: a candidate, judged and tested.
Outcome<Fix> try_once(Walk& walk, Proposer& proposer) {
  auto candidate = visit(walk, Room::propose, [&] { return proposer.next(); });
  if (!candidate.passed()) {
    if (candidate.refused() && tries_ran_out(proposer, candidate.refusals())) walk.counted = true;
    return candidate.ended<Fix>();
  }
  Fix fix;
  fix.candidate = std::move(candidate.value());
  const auto refuse = [&](const std::vector<Refusal>& refusals) {
    proposer.refused(refusals);
    if (!judged(refusals)) return;
    walk.counted = true;
    learn_failure(walk, fix.candidate);
  };
  auto guarded = visit(walk, Room::guard, [&] {
    return guard(walk.session.gate, walk.config(), walk.repo.config, fix.candidate,
                 commit_message_of(walk, fix.candidate));
  });
  if (guarded.refused()) refuse(guarded.refusals());
  if (!guarded.passed()) return guarded.ended<Fix>();
  fix.guarded = std::move(guarded.value());
  auto proof = visit(walk, Room::prove, [&] { return prove(walk, fix.guarded); });
  if (proof.refused()) refuse(proof.refusals());
  if (!proof.passed()) return proof.ended<Fix>();
  fix.proof = std::move(proof.value());
  return fix;
}

/// Rooms 4 to 6, again and again, until a proof or the end of candidates, sense or money.
Outcome<Fix> try_next(Walk& walk, const Diagnosis& diagnosis) {
  Proposer proposer(walk, diagnosis);
  while (true) {
    Outcome<Fix> fix = try_once(walk, proposer);
    if (!fix.refused() || proposer.exhausted()) return fix;
    if (has_any(fix.refusals(), {Reason::cancelled, Reason::lease_lost, Reason::setup_failed,
                                 Reason::sandbox_unavailable})) {
      return fix;
    }
  }
}

Outcome<Publication> through_rooms(Walk& walk) {
  auto report = visit(walk, Room::admit, [&] { return admit(walk.config(), walk.issue); });
  if (!report.passed()) return report.ended<Publication>();
  auto diagnosis = visit(walk, Room::diagnose,
                         [&] { return diagnose(walk.config(), report.value(), walk.repo.tree); });
  if (!diagnosis.passed()) return diagnosis.ended<Publication>();
  walk.diagnosis = std::move(diagnosis.value());
  walk.report.fingerprint = walk.diagnosis->fingerprint;
  auto claimed = visit(walk, Room::claim, [&] { return claim(walk, *walk.diagnosis); });
  if (!claimed.passed()) return claimed.ended<Publication>();
  walk.report.branch = claimed.value().branch;
  Outcome<Fix> fix = try_next(walk, *walk.diagnosis);
  if (!fix.passed()) return fix.ended<Publication>();
  walk.report.source = fix.value().candidate.source;
  walk.report.pattern = fix.value().candidate.pattern;
  walk.report.proof = fix.value().proof;
  auto published =
      visit(walk, Room::publish, [&] { return publish(walk, claimed.value(), fix.value()); });
  if (!published.passed()) return published;
  auto learned = visit(walk, Room::learn, [&] { return learn(walk, fix.value()); });
  if (learned.failed()) walk.warn(learned.error().with_context("learning"));
  return published;
}

/// Why it ended, then why its tries before were refused: all of it helps who reads.
std::vector<Refusal> all_reasons_of(const IssueReport& report, std::vector<Refusal> last) {
  constexpr std::size_t reasons_max = 20;
  for (const RoomVisit& visit : report.trail) {
    for (const Refusal& refusal : visit.refusals) {
      const bool known = std::find(last.begin(), last.end(), refusal) != last.end();
      if (!known && last.size() < reasons_max) last.push_back(refusal);
    }
  }
  return last;
}

void conclude(Walk& walk, Outcome<Publication> ended) {
  IssueReport& report = walk.report;
  if (ended.passed()) {
    report.pull = ended.value().number;
    report.pull_url = ended.value().url;
    report.outcome = ended.value().created ? IssueOutcome::pr_created : IssueOutcome::pr_updated;
    if (ended.value().created) ++walk.repo.pulls_created;
    return;
  }
  if (ended.failed() && ended.error().code != ErrorCode::cancelled) {
    report_failure(report, ended.error());
    return;
  }
  report.reasons = all_reasons_of(
      report, ended.refused() ? ended.refusals()
                              : std::vector<Refusal>{{Reason::cancelled, "stopped", {}, 0}});
  if (has_any(report.reasons, {Reason::dry_run})) {
    report.outcome = IssueOutcome::dry_run;
  } else {
    report.outcome = walk.tries == 0 ? IssueOutcome::skipped : IssueOutcome::refused;
  }
}

}  // namespace

IssueReport walk_issue(Session& session, RepoState& repo, const Issue& issue) {
  Clock& clock = session.ports.clock;
  const Milliseconds began = clock.monotonic();
  Walk walk{
      .session = session,
      .repo = repo,
      .issue = issue,
      .deadline = std::min(session.deadline, began + session.config.limits.issue_deadline_ms)};
  walk.report.run = session.run;
  walk.report.repo = repo.config.slug;
  walk.report.issue = issue.number;
  walk.report.started = clock.now();
  emit_issue(session, EventKind::issue_started, walk.report);
  conclude(walk, through_rooms(walk));
  auto recorded = visit(walk, Room::record, [&] { return record(walk); });
  (void)recorded;  // what went wrong in it is among the report's warnings
  walk.report.took = clock.monotonic() - began;
  emit_metrics(session, walk.report);
  emit_issue(session, EventKind::issue_ended, walk.report);
  return std::move(walk.report);
}

}  // namespace engine
}  // namespace homeostat

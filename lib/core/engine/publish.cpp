#include <algorithm>
#include <homeostat/diff.hpp>
#include <homeostat/pr_body.hpp>

#include "core/base/sha256.hpp"
#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

bool is_ours(const PullRecord& record, const CommitId& commit) {
  return std::find(record.commits.begin(), record.commits.end(), commit) != record.commits.end();
}

Refusal human_took_over(const std::string& branch) {
  return {Reason::human_took_over, "the branch " + branch + " has commits of somebody else", {}, 0};
}

/// May this session still write for this error? Asked before each write.
Outcome<Nothing> may_write(Session& session, const RepositoryConfig& repo, const Lease& lease) {
  auto held = holds_lease(session.ports.store, lease, session.ports.clock.now(), session.call());
  if (!held) return held.error();
  if (!*held) return Refusal{Reason::lease_lost, "another run took the error over", {}, 0};
  return check_kill_switch(session, repo);
}

/// Moves the branch to the intent's commit, unless it is there already.
Outcome<Nothing> push_branch(Session& session, const Intent& intent) {
  Workspace& workspace = session.ports.workspace;
  auto head = workspace.head(intent.repo, intent.branch, session.call());
  if (!head) return head.error();
  const CommitId at = head->value_or(CommitId{});
  if (at == intent.commit) return Nothing{};
  if (at != intent.expected_head) return human_took_over(intent.branch);
  const PushRequest request{intent.branch, intent.commit, intent.expected_head};
  const Status pushed = workspace.push(intent.repo, request, session.call());
  if (pushed) return Nothing{};
  // Its answer may be lost though it was done: look before giving up.
  head = workspace.head(intent.repo, intent.branch, session.call());
  if (head && head->value_or(CommitId{}) == intent.commit) return Nothing{};
  if (pushed.error().code != ErrorCode::conflict) return pushed.error();
  return Refusal{Reason::conflict, "the branch " + intent.branch + " moved meanwhile", {}, 0};
}

struct FoundPull {
  std::optional<PullRequest> open;
  bool declined = false;
};

Result<FoundPull> find_pull(Session& session, const Intent& intent) {
  auto pulls = session.ports.forge.find_pull_requests(intent.repo, intent.branch, session.call());
  if (!pulls) return pulls.error();
  FoundPull found;
  for (const PullRequest& pull : *pulls) {
    if (pull.state == PullState::open) {
      found.open = pull;
      return found;
    }
  }
  found.declined = !pulls->empty() && pulls->front().state == PullState::closed;
  return found;
}

Outcome<Publication> update_pull(Session& session, const Intent& intent, const PullRequest& pull) {
  if (pull.title != intent.title || pull.body != intent.body) {
    auto updated = session.ports.forge.update_pull_request(
        intent.repo, {pull.number, intent.title, intent.body}, session.call());
    if (!updated) return updated.error();
  }
  return Publication{pull.number, pull.url, false};
}

Outcome<Publication> create_pull(Session& session, const Intent& intent) {
  const NewPullRequest request{intent.title, intent.body,  intent.branch,
                               intent.base,  intent.draft, intent.labels};
  auto created = session.ports.forge.create_pull_request(intent.repo, request, session.call());
  if (created) return Publication{created->number, created->url, true};
  if (!is_retryable(created.error().code)) return created.error();
  // A lost answer, or somebody was first: look before anything else.
  auto found = find_pull(session, intent);
  if (!found || !found->open) return created.error();
  return Publication{found->open->number, found->open->url, true};
}

struct Texts {
  std::string title;
  std::string body;
  std::string message;
};

PullRequestFacts facts_of(const Walk& walk, const Candidate& candidate, const Guarded& guarded,
                          const Proof& proof) {
  return {.diagnosis = *walk.diagnosis,
          .patch = guarded.patch,
          .proof = proof,
          .limits = walk.config().limits,
          .issue = walk.issue.number,
          .attempt = walk.report.attempt,
          .tier = candidate.source == FixSource::model ? walk.diagnosis->tier : 0,
          .source = candidate.source,
          .pattern = candidate.pattern,
          .confidence = candidate.confidence,
          .confidence_threshold = walk.repo.config.confidence_threshold,
          .replayed = candidate.replayed,
          .model = candidate.model,
          .cost = walk.report.cost,
          .tokens = walk.report.tokens,
          .now = walk.now(),
          .backoff_until = std::nullopt,
          .reviews = guarded.reviews};
}

Outcome<Nothing> check_base(Walk& walk) {
  const RepositoryConfig& repo = walk.repo.config;
  auto head = walk.ports().workspace.head(repo.slug, repo.branch, walk.call());
  if (!head) return head.error();
  if (*head == walk.repo.base) return Nothing{};
  return Refusal{Reason::stale_base, "the branch " + repo.branch + " moved since the proof", {}, 0};
}

/// The head that our branch may be moved from; a foreign one is a refusal.
Outcome<CommitId> expected_head(Walk& walk, const Claim& claim) {
  auto head = walk.ports().workspace.head(walk.repo.config.slug, claim.branch, walk.call());
  if (!head) return head.error();
  if (!*head) return CommitId{};
  if (!claim.ours || !is_ours(*claim.ours, **head)) return human_took_over(claim.branch);
  return **head;
}

Outcome<Intent> make_intent(Walk& walk, const Claim& claim, const Fix& fix, const Texts& texts) {
  Outcome<CommitId> expected = expected_head(walk, claim);
  if (!expected.passed()) return expected.ended<Intent>();
  const CommitRequest request{fix.proof.base, fix.proof.tree, texts.message, walk.now()};
  auto commit = walk.ports().workspace.commit(walk.repo.config.slug, request, walk.call());
  if (!commit) return commit.error();
  Intent intent;
  intent.repo = walk.repo.config.slug;
  intent.fingerprint = walk.diagnosis->fingerprint;
  intent.issue = walk.issue.number;
  intent.branch = claim.branch;
  intent.commit = *commit;
  intent.expected_head = expected.value();
  intent.base = walk.repo.config.branch;
  intent.title = texts.title;
  intent.body = texts.body;
  intent.labels = walk.repo.config.labels;
  intent.draft = true;
  intent.written = walk.now();
  intent.record = claim.ours.value_or(PullRecord{});
  intent.record.branch = claim.branch;
  intent.record.commits.push_back(*commit);
  intent.record.patch_hash = patch_hash(fix.guarded.patch);
  intent.record.body_hash = base::sha256_hex(texts.body);
  intent.record.report_hash = report_hash(walk.diagnosis->report);
  intent.record.state = PullState::open;
  return intent;
}

}  // namespace

std::string report_hash(const ErrorReport& report) {
  std::string text = report.error_type.value + "\n" + report.message.value + "\n" +
                     report.stack.value + "\n" + report.context.value;
  for (const Field& breadcrumb : report.breadcrumbs)
    text += "\n" + breadcrumb.value;
  return base::sha256_hex(text);
}

std::string commit_message_of(const Walk& walk, const Candidate& candidate) {
  Guarded proposed;
  proposed.patch = candidate.patch;
  return commit_message(facts_of(walk, candidate, proposed, Proof{}));
}

Outcome<Publication> complete_publication(Session& session, const RepositoryConfig& repo,
                                          const Intent& intent, const Lease& lease) {
  StateStore& store = session.ports.store;
  if (auto may = may_write(session, repo, lease); !may.passed()) {
    return may.ended<Publication>();
  }
  Outcome<Nothing> pushed = push_branch(session, intent);
  if (pushed.failed()) return pushed.error();
  auto found = find_pull(session, intent);
  if (!found) return found.error();
  if (pushed.passed() && found->declined && !found->open) {
    pushed = Refusal{Reason::pr_declined, "the pull request was closed without a merge", {}, 0};
  }
  if (pushed.refused()) {
    if (const Status dropped = drop_intent(store, intent, session.call()); !dropped) {
      return dropped.error();
    }
    return pushed.ended<Publication>();
  }
  if (auto may = may_write(session, repo, lease); !may.passed()) {
    return may.ended<Publication>();
  }
  Outcome<Publication> published =
      found->open ? update_pull(session, intent, *found->open) : create_pull(session, intent);
  if (!published.passed()) return published;
  PullRecord record = intent.record;
  record.number = published.value().number;
  if (const Status closed = close_intent(store, intent, record, session.call()); !closed) {
    return closed.error();
  }
  return published;
}

Outcome<Publication> publish(Walk& walk, const Claim& claim, const Fix& fix) {
  if (claim.ours && claim.open_pull && claim.ours->patch_hash == patch_hash(fix.guarded.patch)) {
    return Refusal{Reason::pr_exists,
                   "pull request #" + std::to_string(claim.open_pull->number.value) +
                       " has this patch already",
                   {},
                   0};
  }
  const PullRequestFacts facts = facts_of(walk, fix.candidate, fix.guarded, fix.proof);
  // As the gate will let them through: what the journal keeps is what stands on the forge.
  const Outbound& gate = walk.session.gate;
  const Texts texts{gate.clean(std::string_view(pull_request_title(facts))),
                    gate.clean(std::string_view(pull_request_body(facts))),
                    gate.clean(std::string_view(commit_message(facts)))};
  if (auto base = check_base(walk); !base.passed()) return base.ended<Publication>();
  if (walk.config().dry_run) {
    return Refusal{Reason::dry_run, "would open or update " + claim.branch, {}, 0};
  }
  Outcome<Intent> intent = make_intent(walk, claim, fix, texts);
  if (!intent.passed()) return intent.ended<Publication>();
  if (auto may = may_write(walk.session, walk.repo.config, *walk.lease); !may.passed()) {
    return may.ended<Publication>();
  }
  const Status opened = open_intent(walk.ports().store, intent.value(), walk.call());
  if (!opened) return opened.error();
  return complete_publication(walk.session, walk.repo.config, intent.value(), *walk.lease);
}

}  // namespace homeostat::engine

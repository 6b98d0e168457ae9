#include <algorithm>
#include <homeostat/attempts.hpp>
#include <homeostat/fingerprint.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

std::string number_of(PullNumber number) { return "#" + std::to_string(number.value); }

/// What the forge and the store know of earlier pull requests for this error.
Outcome<Claim> look_at_pulls(Walk& walk, const Diagnosis& diagnosis) {
  const RepoId& repo = walk.repo.config.slug;
  Claim claim;
  claim.branch = walk.config().branch_prefix + short_id(diagnosis.fingerprint);
  auto pulls = walk.ports().forge.find_pull_requests(repo, claim.branch, walk.call());
  if (!pulls) return pulls.error();
  auto record = find_pull_record(walk.ports().store, repo, diagnosis.fingerprint, walk.call());
  if (!record) return record.error();
  auto head = walk.ports().workspace.head(repo, claim.branch, walk.call());
  if (!head) return head.error();

  const auto open = std::find_if(pulls->begin(), pulls->end(), [](const PullRequest& pull) {
    return pull.state == PullState::open;
  });
  const bool says_something_new =
      *record && (*record)->report_hash != report_hash(diagnosis.report);
  if (open != pulls->end()) {
    const std::string which = "pull request " + number_of(open->number);
    if (!*record) return Refusal{Reason::pr_exists, which + " is open", {}, 0};
    const auto& ours = (*record)->commits;
    if (*head && std::find(ours.begin(), ours.end(), **head) == ours.end()) {
      return Refusal{Reason::human_took_over, which + " has commits of somebody else", {}, 0};
    }
    if (!says_something_new) return Refusal{Reason::pr_exists, which + " is open", {}, 0};
    claim.ours = **record;
    claim.open_pull = *open;
    return claim;
  }
  if (!pulls->empty()) {
    const std::string which = "pull request " + number_of(pulls->front().number);
    if (pulls->front().state == PullState::closed) {
      return Refusal{Reason::pr_declined, which + " was closed without a merge", {}, 0};
    }
    if (!says_something_new) return Refusal{Reason::pr_exists, which + " was merged", {}, 0};
    claim.ours = **record;
  }
  return claim;
}

Outcome<Nothing> take_lease(Walk& walk, const Diagnosis& diagnosis) {
  auto lease = acquire_lease(
      walk.ports().store, lease_key(walk.repo.config.slug, diagnosis.fingerprint),
      walk.session.run.str(), walk.now(), walk.config().limits.lease_ttl_ms, walk.call());
  if (!lease) return lease.error();
  if (!*lease) return Refusal{Reason::busy, "another run works on this error now", {}, 0};
  walk.lease = **lease;
  return Nothing{};
}

/// A publication that an earlier run began and nobody could finish yet comes before a new one.
Outcome<Nothing> check_journal(Walk& walk, const Diagnosis& diagnosis) {
  auto intents = open_intents(walk.ports().store, walk.repo.config.slug, walk.call());
  if (!intents) return intents.error();
  const bool begun = std::any_of(intents->begin(), intents->end(), [&](const Intent& intent) {
    return intent.fingerprint == diagnosis.fingerprint;
  });
  if (!begun) return Nothing{};
  return Refusal{Reason::busy, "an earlier publication of this error is not finished", {}, 0};
}

Outcome<int> begin_attempt(Walk& walk, const Diagnosis& diagnosis) {
  const RepoId& repo = walk.repo.config.slug;
  const Limits& limits = walk.config().limits;
  auto attempts = load_attempts(walk.ports().store, repo, diagnosis.fingerprint, walk.call());
  if (!attempts) return attempts.error();
  walk.report.cooldown_until = attempts->cooldown_until;
  if (auto refusal = check_attempt(*attempts, limits, walk.now())) return *refusal;
  auto rate = take_rate(walk.ports().store, repo, limits, walk.now(), walk.call());
  if (!rate) return rate.error();
  if (*rate) return **rate;
  return attempts->attempts + 1;
}

}  // namespace

std::string lease_key(const RepoId& repo, const FingerprintId& fingerprint) {
  return repo.str() + " " + fingerprint.str();
}

Outcome<Nothing> check_kill_switch(Session& session, const RepositoryConfig& repo) {
  const std::string& organisation = session.config.organisation_kill_switch;
  if (!organisation.empty()) {
    return Refusal{Reason::kill_switch, "switched off: " + safe_line(organisation), {}, 0};
  }
  if (!repo.enabled) {
    return Refusal{Reason::kill_switch, "the configuration switches the repository off", {}, 0};
  }
  for (const std::string& id : {std::string("*"), repo.slug.str()}) {
    auto record = session.ports.store.get({"kill_switch", id}, session.call());
    if (!record) return record.error();
    if (*record) return Refusal{Reason::kill_switch, "the store switches " + id + " off", {}, 0};
  }
  return Nothing{};
}

Outcome<Claim> claim(Walk& walk, const Diagnosis& diagnosis) {
  if (auto off = check_kill_switch(walk.session, walk.repo.config); !off.passed()) {
    return off.ended<Claim>();
  }
  Outcome<Claim> claim = look_at_pulls(walk, diagnosis);
  if (!claim.passed()) return claim;
  const int pulls_max = walk.repo.config.max_prs_per_run;
  if (!claim.value().open_pull && walk.repo.pulls_created >= pulls_max) {
    return Refusal{Reason::pr_budget,
                   "this run opened " + std::to_string(walk.repo.pulls_created) +
                       " pull requests here, the limit is " + std::to_string(pulls_max),
                   {},
                   0};
  }
  if (auto leased = take_lease(walk, diagnosis); !leased.passed()) return leased.ended<Claim>();
  if (auto free = check_journal(walk, diagnosis); !free.passed()) return free.ended<Claim>();
  Outcome<int> attempt = begin_attempt(walk, diagnosis);
  if (!attempt.passed()) return attempt.ended<Claim>();
  claim.value().attempt = attempt.value();
  walk.report.attempt = attempt.value();
  return claim;
}

}  // namespace homeostat::engine

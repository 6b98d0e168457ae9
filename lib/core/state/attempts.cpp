#include <algorithm>

#include <homeostat/attempts.hpp>

#include "core/base/format.hpp"
#include "core/state/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;
using state::RecordReader;

RecordKey key_of(const RepoId& repo, const FingerprintId& fingerprint) {
  return {"attempt", repo.str() + " " + fingerprint.str()};
}

Result<AttemptRecord> read(const std::optional<Record>& stored) {
  AttemptRecord record;
  if (!stored) return record;
  RecordReader reader(*stored);
  record.attempts = static_cast<int>(reader.integer("attempts", 0, 1'000'000));
  record.cooldown_until = reader.optional_time("cooldown_until_ms");
  record.last_attempt = reader.optional_time("last_attempt_ms");
  if (Status status = reader.status(); !status) return status.error();
  return record;
}

std::string print(const AttemptRecord& record) {
  return json::serialize(json::object{{"attempts", record.attempts},
                                      {"cooldown_until_ms", state::to_json(record.cooldown_until)},
                                      {"last_attempt_ms", state::to_json(record.last_attempt)}});
}

}  // namespace

std::optional<Refusal> check_attempt(const AttemptRecord& record, const Limits& limits, Time now) {
  if (record.attempts >= limits.attempts_max) {
    return Refusal{Reason::exhausted,
                   base::format("{} attempts failed, limit is {}: reset it by hand",
                                record.attempts, limits.attempts_max),
                   "", 0};
  }
  if (record.cooldown_until && now < *record.cooldown_until) {
    return Refusal{Reason::cooldown,
                   base::format("attempt {} of {} failed, next one not before {}", record.attempts,
                                limits.attempts_max, format_time(*record.cooldown_until)),
                   "", 0};
  }
  return std::nullopt;
}

AttemptRecord after_failure(AttemptRecord record, const Limits& limits, Time now) {
  ++record.attempts;
  record.last_attempt = now;
  record.cooldown_until.reset();
  if (!limits.cooldown_hours.empty()) {
    const std::size_t last = limits.cooldown_hours.size() - 1;
    const std::size_t at = std::min(static_cast<std::size_t>(record.attempts - 1), last);
    record.cooldown_until = now + std::chrono::hours{limits.cooldown_hours[at]};
  }
  return record;
}

AttemptRecord after_success(AttemptRecord record, Time now) {
  record.attempts = 0;
  record.cooldown_until.reset();
  record.last_attempt = now;
  return record;
}

Result<AttemptRecord> load_attempts(StateStore& store, const RepoId& repo,
                                    const FingerprintId& fingerprint, const CallContext& context) {
  auto stored = store.get(key_of(repo, fingerprint), context);
  if (!stored) return stored.error();
  return read(*stored);
}

Result<AttemptRecord> record_attempt(StateStore& store, const RepoId& repo,
                                     const FingerprintId& fingerprint, bool success,
                                     const Limits& limits, Time now, const CallContext& context) {
  const RecordKey key = key_of(repo, fingerprint);
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto stored = store.get(key, context);
    if (!stored) return stored.error();
    auto record = read(*stored);
    if (!record) return record.error();
    *record = success ? after_success(*record, now) : after_failure(*record, limits, now);
    auto done = state::try_commit(store, {{key, state::version_of(*stored)}},
                                  {{key, print(*record)}}, context);
    if (!done) return done.error();
    if (*done) return record;
  }
  return state::too_many_conflicts(key);
}

Status reset_attempts(StateStore& store, const RepoId& repo, const FingerprintId& fingerprint,
                      const CallContext& context) {
  return store.commit({}, {{key_of(repo, fingerprint), std::nullopt}}, context);
}

}  // namespace homeostat

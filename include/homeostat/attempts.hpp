#pragma once

/// Attempts and cooldowns of one fingerprint in one repository.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/ids.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

struct AttemptRecord {
  int attempts = 0;  ///< failed ones since the last success or reset
  std::optional<Time> cooldown_until;
  std::optional<Time> last_attempt;
  friend bool operator==(const AttemptRecord&, const AttemptRecord&) = default;
};

/// May an attempt begin at `now`? None: yes. Else cooldown or exhausted, with the time in detail.
[[nodiscard]] std::optional<Refusal> check_attempt(const AttemptRecord& record,
                                                   const Limits& limits, Time now);
/// 24/48/96 h after the 1st/2nd/3rd failure. A success clears everything.
[[nodiscard]] AttemptRecord after_failure(AttemptRecord record, const Limits& limits, Time now);
[[nodiscard]] AttemptRecord after_success(AttemptRecord record, Time now);

Result<AttemptRecord> load_attempts(StateStore& store, const RepoId& repo,
                                    const FingerprintId& fingerprint, const CallContext& context);
/// Reads, changes and commits until no other writer was between (bounded).
Result<AttemptRecord> record_attempt(StateStore& store, const RepoId& repo,
                                     const FingerprintId& fingerprint, bool success,
                                     const Limits& limits, Time now, const CallContext& context);
/// By hand: forgets attempts and cooldown.
Status reset_attempts(StateStore& store, const RepoId& repo, const FingerprintId& fingerprint,
                      const CallContext& context);

}  // namespace homeostat

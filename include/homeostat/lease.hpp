#pragma once

/// Leases: who works on a fingerprint now. A holder that lost its lease publishes nothing.

#include <optional>
#include <string>

#include <homeostat/ids.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

struct Lease {
  std::string key;         ///< "owner/name v1:…"
  std::string owner;       ///< the run's id
  std::int64_t token = 0;  ///< fencing token: grows with each holder of the key
  Time expires;
  friend bool operator==(const Lease&, const Lease&) = default;
};

/// None: somebody else holds it until later than `now`. What the owner itself holds is given
/// again with a new token, and its older Lease values are lost ones.
Result<std::optional<Lease>> acquire_lease(StateStore& store, const std::string& key,
                                           const std::string& owner, Time now, Milliseconds ttl,
                                           const CallContext& context);
/// The lease with a later end. None: it was lost.
Result<std::optional<Lease>> renew_lease(StateStore& store, const Lease& lease, Time now,
                                         Milliseconds ttl, const CallContext& context);
/// Is it still ours and not expired at `now`? The check before each write (fencing).
Result<bool> holds_lease(StateStore& store, const Lease& lease, Time now,
                         const CallContext& context);
/// No error if it was lost meanwhile: then nothing is changed.
Status release_lease(StateStore& store, const Lease& lease, const CallContext& context);

}  // namespace homeostat

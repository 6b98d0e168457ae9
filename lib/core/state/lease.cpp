#include <algorithm>

#include <homeostat/lease.hpp>

#include "core/base/format.hpp"
#include "core/state/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;
using state::RecordReader;

/// A released lease stays as a record without an owner, so that its token goes on growing.
struct Stored {
  Lease lease;
  std::int64_t version = 0;  ///< 0: there never was one
};

RecordKey key_of(const std::string& key) { return {"lease", key}; }

Result<Stored> load(StateStore& store, const std::string& key, const CallContext& context) {
  auto found = store.get(key_of(key), context);
  if (!found) return found.error();
  Stored stored{{key, "", 0, Time{}}, state::version_of(*found)};
  if (!*found) return stored;
  RecordReader reader(**found);
  stored.lease.owner = reader.text("owner");
  stored.lease.token = reader.integer("token", 1);
  stored.lease.expires = reader.time("expires_ms");
  if (Status status = reader.status(); !status) return status.error();
  return stored;
}

Result<bool> store_lease(StateStore& store, const Lease& lease, std::int64_t version,
                         const CallContext& context) {
  const json::object record{{"owner", lease.owner},
                            {"token", lease.token},
                            {"expires_ms", lease.expires.time_since_epoch().count()}};
  return state::try_commit(store, {{key_of(lease.key), version}},
                           {{key_of(lease.key), json::serialize(record)}}, context);
}

bool is_same_holder(const Lease& a, const Lease& b) {
  return a.owner == b.owner && a.token == b.token;
}

Status check_request(const std::string& owner, Milliseconds ttl) {
  if (owner.empty()) return Error{ErrorCode::invalid_argument, "a lease needs an owner"};
  if (ttl >= Milliseconds{1}) return {};
  return Error{ErrorCode::invalid_argument,
               base::format("lease of {} ms, must be at least 1", ttl.count())};
}

}  // namespace

Result<std::optional<Lease>> acquire_lease(StateStore& store, const std::string& key,
                                           const std::string& owner, Time now, Milliseconds ttl,
                                           const CallContext& context) {
  if (Status checked = check_request(owner, ttl); !checked) return checked.error();
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto stored = load(store, key, context);
    if (!stored) return stored.error();
    const Lease& held = stored->lease;
    // What the same owner holds already is given again, with a new token: the answer to its first
    // request may have been lost.
    const bool of_another = !held.owner.empty() && held.owner != owner;
    if (of_another && held.expires > now) return std::optional<Lease>();
    const Lease lease{key, owner, held.token + 1, now + ttl};
    auto done = store_lease(store, lease, stored->version, context);
    if (!done) return done.error();
    if (*done) return std::optional<Lease>(lease);
  }
  return state::too_many_conflicts(key_of(key));
}

Result<std::optional<Lease>> renew_lease(StateStore& store, const Lease& lease, Time now,
                                         Milliseconds ttl, const CallContext& context) {
  if (Status checked = check_request(lease.owner, ttl); !checked) return checked.error();
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto stored = load(store, lease.key, context);
    if (!stored) return stored.error();
    if (!is_same_holder(stored->lease, lease)) return std::optional<Lease>();
    if (stored->lease.expires <= now) return std::optional<Lease>();
    Lease renewed = stored->lease;
    renewed.expires = std::max(renewed.expires, now + ttl);
    auto done = store_lease(store, renewed, stored->version, context);
    if (!done) return done.error();
    if (*done) return std::optional<Lease>(renewed);
  }
  return state::too_many_conflicts(key_of(lease.key));
}

Result<bool> holds_lease(StateStore& store, const Lease& lease, Time now,
                         const CallContext& context) {
  auto stored = load(store, lease.key, context);
  if (!stored) return stored.error();
  return is_same_holder(stored->lease, lease) && stored->lease.expires > now;
}

Status release_lease(StateStore& store, const Lease& lease, const CallContext& context) {
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto stored = load(store, lease.key, context);
    if (!stored) return stored.error();
    if (!is_same_holder(stored->lease, lease)) return {};
    Lease released = stored->lease;
    released.owner.clear();
    released.expires = Time{};
    auto done = store_lease(store, released, stored->version, context);
    if (!done) return done.error();
    if (*done) return {};
  }
  return state::too_many_conflicts(key_of(lease.key));
}

}  // namespace homeostat

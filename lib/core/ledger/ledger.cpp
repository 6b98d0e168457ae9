#include <homeostat/ledger.hpp>

#include "core/base/format.hpp"
#include "core/ledger/accounts.hpp"
#include "core/state/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;
using ledger::StoredAccount;
using state::RecordReader;

RecordKey reservation_key(const std::string& id) { return {"reservation", id}; }

/// A reservation stays in the store until it expires, so that its settlement may be repeated.
struct StoredReservation {
  Reservation reservation;
  std::optional<Money> settled;  ///< none: it is open
};

std::string print(const StoredReservation& stored) {
  const Reservation& reservation = stored.reservation;
  json::value settled;
  if (stored.settled) settled = stored.settled->micros();
  return json::serialize(json::object{{"owner", reservation.owner},
                                      {"scopes", state::to_json(reservation.scopes)},
                                      {"amount_micros", reservation.amount.micros()},
                                      {"settled_micros", std::move(settled)},
                                      {"expires_ms", state::to_json(reservation.expires)}});
}

Result<StoredReservation> read(const Record& stored) {
  RecordReader reader(stored);
  StoredReservation found;
  found.reservation.id = stored.key.id;
  found.reservation.owner = reader.text("owner");
  found.reservation.scopes = reader.texts("scopes");
  found.reservation.amount = Money::from_micros(reader.integer("amount_micros"));
  found.reservation.expires = reader.time("expires_ms");
  if (const auto settled = reader.optional_integer("settled_micros")) {
    found.settled = Money::from_micros(*settled);
  }
  if (Status status = reader.status(); !status) return status.error();
  return found;
}

Error not_open(const std::string& id) {
  return Error{ErrorCode::conflict, base::format("reservation {} is not open", id)};
}

enum class After { keep, erase };

/// Frees the amount in every scope and books `actual`, by what is stored and never by what the
/// caller remembers. None: the worst case is booked.
Status end_reservation(StateStore& store, const Reservation& reservation,
                       std::optional<Money> actual, After after, const CallContext& context) {
  const RecordKey key = reservation_key(reservation.id);
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto found = store.get(key, context);
    if (!found) return found.error();
    if (!*found) return not_open(reservation.id);
    auto stored = read(**found);
    if (!stored) return stored.error();
    const Reservation& held = stored->reservation;
    if (held.owner != reservation.owner) return not_open(reservation.id);
    if (stored->settled && stored->settled == actual) return {};
    if (stored->settled) return not_open(reservation.id);

    stored->settled = actual.value_or(held.amount);
    ledger::Changes changes;
    changes.preconditions.push_back({key, (*found)->version});
    changes.writes.push_back({key, std::nullopt});
    if (after == After::keep) changes.writes.back().json = print(*stored);
    for (const std::string& scope : held.scopes) {
      auto account = ledger::load_account(store, scope, context);
      if (!account) return account.error();
      if (account->reserved < held.amount) {
        return state::damaged({"money", scope}, "less is reserved than a reservation holds");
      }
      account->reserved -= held.amount;
      account->settled += *stored->settled;
      if (*stored->settled > held.amount) account->frozen = true;
      ledger::add_change(changes, *account);
    }
    auto done = state::try_commit(store, changes.preconditions, changes.writes, context);
    if (!done) return done.error();
    if (*done) return {};
  }
  return state::too_many_conflicts(key);
}

/// Far above any real call, and low enough that a million of them do not overflow an account.
constexpr Money amount_max = Money::from_micros(9'000'000'000'000);

/// Why the account cannot take `amount` more; none: it can.
std::optional<Refusal> check_cap(const StoredAccount& account, const std::optional<Money>& cap,
                                 Money amount) {
  if (account.frozen) {
    return Refusal{
        Reason::budget,
        base::format("{} is frozen: a call cost more than its reservation", account.scope), "", 0};
  }
  if (!cap || account.settled + account.reserved + amount <= *cap) return std::nullopt;
  return Refusal{Reason::budget,
                 base::format("{} has {} settled and {} reserved of {} USD, {} more asked",
                              account.scope, account.settled.to_string(),
                              account.reserved.to_string(), cap->to_string(), amount.to_string()),
                 "", 0};
}

}  // namespace

Ledger::Ledger(StateStore& store, MoneyCaps caps) : store_(store), caps_(caps) {}

Result<ReserveResult> Ledger::reserve(const SpendScope& who, const std::string& id, Money amount,
                                      Time now, Milliseconds ttl, const CallContext& context) {
  if (amount < Money{} || amount > amount_max) {
    return Error{ErrorCode::invalid_argument,
                 base::format("reservation of {} USD, must be 0 to {}", amount.to_string(),
                              amount_max.to_string())};
  }
  if (ttl < Milliseconds{1}) {
    return Error{ErrorCode::invalid_argument,
                 base::format("reservation for {} ms, must be at least 1", ttl.count())};
  }
  const auto scopes = ledger::scopes_of(who, caps_, now);
  const RecordKey key = reservation_key(id);
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto taken = store_.get(key, context);
    if (!taken) return taken.error();
    if (*taken) return Error{ErrorCode::conflict, base::format("reservation {} exists", id)};

    Reservation reservation{id, who.run.str(), {}, amount, now + ttl};
    ledger::Changes changes;
    for (const ledger::Scope& scope : scopes) {
      auto account = ledger::load_account(store_, scope.id, context);
      if (!account) return account.error();
      if (auto refusal = check_cap(*account, scope.cap, amount)) {
        return ReserveResult{std::nullopt, std::move(refusal)};
      }
      account->reserved += amount;
      reservation.scopes.push_back(scope.id);
      ledger::add_change(changes, *account);
    }
    changes.preconditions.push_back({key, 0});
    changes.writes.push_back({key, print({reservation, std::nullopt})});
    auto done = state::try_commit(store_, changes.preconditions, changes.writes, context);
    if (!done) return done.error();
    if (*done) return ReserveResult{std::move(reservation), std::nullopt};
  }
  return state::too_many_conflicts(key);
}

Status Ledger::settle(const Reservation& reservation, Money actual, const CallContext& context) {
  if (actual < Money{}) {
    return Error{ErrorCode::invalid_argument,
                 base::format("cost of {} USD, must be at least 0", actual.to_string())};
  }
  return end_reservation(store_, reservation, actual, After::keep, context);
}

Status Ledger::release(const Reservation& reservation, const CallContext& context) {
  return end_reservation(store_, reservation, Money{}, After::keep, context);
}

Result<int> Ledger::sweep(Time now, const CallContext& context) {
  std::vector<StoredReservation> expired;
  const Status visited =
      state::visit_records(store_, "reservation", "", context, [&](const Record& record) -> Status {
        auto stored = read(record);
        if (!stored) return stored.error();
        if (stored->reservation.expires <= now) expired.push_back(std::move(*stored));
        return {};
      });
  if (!visited) return visited.error();
  int swept = 0;
  for (const StoredReservation& stored : expired) {
    const Reservation& reservation = stored.reservation;
    const Status ended =
        stored.settled
            ? store_.commit({}, {{reservation_key(reservation.id), std::nullopt}}, context)
            : end_reservation(store_, reservation, std::nullopt, After::erase, context);
    if (ended && !stored.settled) ++swept;
    // Somebody else ended it meanwhile: nothing is left to do.
    if (!ended && ended.error().code != ErrorCode::conflict) return ended.error();
  }
  return swept;
}

Result<std::vector<Reservation>> Ledger::open_reservations(const std::string& owner,
                                                           const CallContext& context) {
  std::vector<Reservation> open;
  const Status visited =
      state::visit_records(store_, "reservation", "", context, [&](const Record& record) -> Status {
        auto stored = read(record);
        if (!stored) return stored.error();
        const bool is_open = !stored->settled && stored->reservation.owner == owner;
        if (is_open) open.push_back(std::move(stored->reservation));
        return {};
      });
  if (!visited) return visited.error();
  return open;
}

Result<std::vector<Account>> Ledger::accounts(const SpendScope& who, Time now,
                                              const CallContext& context) {
  std::vector<Account> accounts;
  for (const ledger::Scope& scope : ledger::scopes_of(who, caps_, now)) {
    auto account = ledger::load_account(store_, scope.id, context);
    if (!account) return account.error();
    accounts.push_back(
        {account->scope, account->settled, account->reserved, scope.cap, account->frozen});
  }
  return accounts;
}

Status Ledger::reset(Time now, const CallContext& context) {
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    ledger::Changes changes;
    for (const ledger::Scope& scope : ledger::period_scopes(caps_, now)) {
      auto account = ledger::load_account(store_, scope.id, context);
      if (!account) return account.error();
      account->settled = Money{};
      account->frozen = false;
      ledger::add_change(changes, *account);
      changes.writes.push_back({{"alert", scope.id}, std::nullopt});
    }
    auto done = state::try_commit(store_, changes.preconditions, changes.writes, context);
    if (!done) return done.error();
    if (*done) return {};
  }
  return state::too_many_conflicts({"money", "day"});
}

}  // namespace homeostat

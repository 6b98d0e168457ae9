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

std::string print(const Reservation& reservation) {
  return json::serialize(json::object{{"owner", reservation.owner},
                                      {"scopes", state::to_json(reservation.scopes)},
                                      {"amount_micros", reservation.amount.micros()},
                                      {"expires_ms", state::to_json(reservation.expires)}});
}

Result<Reservation> read(const Record& stored) {
  RecordReader reader(stored);
  Reservation reservation;
  reservation.id = stored.key.id;
  reservation.owner = reader.text("owner");
  reservation.scopes = reader.texts("scopes");
  reservation.amount = Money::from_micros(reader.integer("amount_micros"));
  reservation.expires = reader.time("expires_ms");
  if (Status status = reader.status(); !status) return status.error();
  return reservation;
}

Error not_open(const std::string& id) {
  return Error{ErrorCode::conflict, base::format("reservation {} is not open", id)};
}

/// Ends the reservation: its amount is freed in every scope and `actual` is booked. None: the
/// worst case is booked. Always by what is stored, never by what the caller remembers.
Status end_reservation(StateStore& store, const Reservation& reservation,
                       std::optional<Money> actual, const CallContext& context) {
  const RecordKey key = reservation_key(reservation.id);
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto found = store.get(key, context);
    if (!found) return found.error();
    if (!*found) return not_open(reservation.id);
    auto stored = read(**found);
    if (!stored) return stored.error();
    if (stored->owner != reservation.owner) return not_open(reservation.id);

    const Money booked = actual.value_or(stored->amount);
    ledger::Changes changes;
    changes.preconditions.push_back({key, (*found)->version});
    changes.writes.push_back({key, std::nullopt});
    for (const std::string& scope : stored->scopes) {
      auto account = ledger::load_account(store, scope, context);
      if (!account) return account.error();
      if (account->reserved < stored->amount) {
        return state::damaged({"money", scope}, "less is reserved than a reservation holds");
      }
      account->reserved -= stored->amount;
      account->settled += booked;
      if (booked > stored->amount) account->frozen = true;
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
    changes.writes.push_back({key, print(reservation)});
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
  return end_reservation(store_, reservation, actual, context);
}

Status Ledger::release(const Reservation& reservation, const CallContext& context) {
  return end_reservation(store_, reservation, Money{}, context);
}

Result<int> Ledger::sweep(Time now, const CallContext& context) {
  std::vector<Reservation> expired;
  const Status visited =
      state::visit_records(store_, "reservation", "", context, [&](const Record& stored) -> Status {
        auto reservation = read(stored);
        if (!reservation) return reservation.error();
        if (reservation->expires <= now) expired.push_back(std::move(*reservation));
        return {};
      });
  if (!visited) return visited.error();
  int swept = 0;
  for (const Reservation& reservation : expired) {
    const Status ended = end_reservation(store_, reservation, std::nullopt, context);
    if (ended) ++swept;
    // Somebody else ended it meanwhile: nothing is left to do.
    if (!ended && ended.error().code != ErrorCode::conflict) return ended.error();
  }
  return swept;
}

Result<std::vector<Reservation>> Ledger::open_reservations(const std::string& owner,
                                                           const CallContext& context) {
  std::vector<Reservation> open;
  const Status visited =
      state::visit_records(store_, "reservation", "", context, [&](const Record& stored) -> Status {
        auto reservation = read(stored);
        if (!reservation) return reservation.error();
        if (reservation->owner == owner) open.push_back(std::move(*reservation));
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
    }
    auto done = state::try_commit(store_, changes.preconditions, changes.writes, context);
    if (!done) return done.error();
    if (*done) return {};
  }
  return state::too_many_conflicts({"money", "day"});
}

}  // namespace homeostat

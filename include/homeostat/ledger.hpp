#pragma once

/// Money: reserve the worst case before each call in every scope, settle the real cost after it.
/// At every instant, reserved + settled ≤ cap in every scope.

#include <optional>
#include <string>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/ids.hpp>
#include <homeostat/money.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>
#include <homeostat/run.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// One scope's account: "run <id>", "repository-day <slug> <date>", "day <date>", ….
struct Account {
  std::string scope;
  Money settled;
  Money reserved;
  std::optional<Money> cap;  ///< none: explicitly unlimited
  bool frozen = false;       ///< usage went above its reservation: nothing more is reserved
  friend bool operator==(const Account&, const Account&) = default;
};

struct Reservation {
  std::string id;
  std::string owner;  ///< the run's id
  std::vector<std::string> scopes;
  Money amount;
  Time expires;
  friend bool operator==(const Reservation&, const Reservation&) = default;
};

/// Whose money is asked for.
struct SpendScope {
  RunId run;
  RepoId repo;
  std::string try_id;  ///< unique per try
};

/// What a reserve gave: a reservation, or the refusal `budget` naming scope, limit and use.
struct ReserveResult {
  std::optional<Reservation> reservation;
  std::optional<Refusal> refusal;
};

/// 75, 90 or 100 percent of the cap of a day, a week or a month are spent.
struct SpendAlert {
  std::string scope;
  int percent = 0;
  Money settled;
  Money cap;
};

/// Thread safety: safe to share; its state is in the store.
class Ledger {
 public:
  Ledger(StateStore& store, MoneyCaps caps);

  /// All scopes or none, in one commit. `id` must be new. Amounts below 0 are invalid_argument.
  Result<ReserveResult> reserve(const SpendScope& who, const std::string& id, Money amount,
                                Time now, Milliseconds ttl, const CallContext& context);
  /// Books `actual` and frees the reservation. Above the reserved amount: booked in full, and the
  /// scopes freeze. The same settlement again, until the reservation expires, changes nothing (the
  /// answer to the first one was lost); another one, or of an unknown reservation, is `conflict`.
  Status settle(const Reservation& reservation, Money actual, const CallContext& context);
  /// Frees it without a cost (the call was certainly not billed): settles it with nothing.
  Status release(const Reservation& reservation, const CallContext& context);
  /// Books expired reservations at their worst case (their holder died, the call may have been
  /// billed). Returns how many.
  Result<int> sweep(Time now, const CallContext& context);
  /// The owner's open reservations.
  Result<std::vector<Reservation>> open_reservations(const std::string& owner,
                                                     const CallContext& context);
  /// The accounts that a spend at `now` would touch.
  Result<std::vector<Account>> accounts(const SpendScope& who, Time now,
                                        const CallContext& context);
  /// The alerts that nobody took before: each of a scope's three once, of several the greatest.
  Result<std::vector<SpendAlert>> take_alerts(Time now, const CallContext& context);
  /// By hand: forgets settled money of the current day, week and month and unfreezes them.
  Status reset(Time now, const CallContext& context);

 private:
  StateStore& store_;
  MoneyCaps caps_;
};

/// The model with the prices that hold at `now` for a prompt of so many tokens as its first ones,
/// times its service tier; none of them is cheaper than what a shorter prompt costs.
[[nodiscard]] ModelConfig priced_at(const ModelConfig& model, Time now, std::int64_t prompt_tokens);
/// The model was retired on or before the day of `now`.
[[nodiscard]] bool is_retired(const ModelConfig& model, Time now);

/// Worst case of a call, by the model's first prices: counted prompt tokens × price + maximum
/// output × price, rounded up.
[[nodiscard]] Money worst_case_cost(const ModelConfig& model, std::int64_t prompt_tokens);
[[nodiscard]] Money cost_of_usage(const ModelConfig& model, const Usage& usage);

/// Attempts per minute (all repositories) and per day (one repository): takes one of each, or
/// refuses rate_limited and takes none. One commit.
Result<std::optional<Refusal>> take_rate(StateStore& store, const RepoId& repo,
                                         const Limits& limits, Time now,
                                         const CallContext& context);

}  // namespace homeostat

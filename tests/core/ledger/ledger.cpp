#include <homeostat/ledger.hpp>
#include <homeostat/testing/fail_nth.hpp>
#include <homeostat/testing/memory_store.hpp>

#include <limits>

#include "support/catch.hpp"
#include "testing/doubles.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;
using std::chrono::hours;

namespace {

const Time now{Milliseconds{1'767'225'600'000}};  // Thursday 2026-01-01T00:00:00Z
constexpr Milliseconds ttl{900'000};
const SpendScope who{RunId{"run-1"}, RepoId{"acme/palette-kit"}, "try-1"};

Money micros(std::int64_t amount) { return Money::from_micros(amount); }

ReserveResult reserve(Ledger& ledger, const std::string& id, Money amount, Time at = now,
                      const SpendScope& scope = who) {
  auto result = ledger.reserve(scope, id, amount, at, ttl, {});
  REQUIRE(result.has_value());
  CHECK(result->reservation.has_value() != result->refusal.has_value());
  return *result;
}

/// Accounts in the order try, run, repository-day, day, week, month.
std::vector<Account> accounts(Ledger& ledger, Time at = now, const SpendScope& scope = who) {
  auto found = ledger.accounts(scope, at, {});
  REQUIRE(found.has_value());
  REQUIRE(found->size() == 6);
  return *found;
}

MoneyCaps no_caps() {
  return {std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt};
}

}  // namespace

TEST_CASE("a reservation is held in every scope, and settled by what was really spent") {
  MemoryStore store;
  Ledger ledger(store, {});
  const Reservation held = *reserve(ledger, "a", micros(50'000)).reservation;
  CHECK(held.owner == "run-1");
  CHECK(held.scopes.size() == 6);
  CHECK(held.expires == now + ttl);
  for (const Account& account : accounts(ledger)) {
    CHECK(account.reserved == micros(50'000));
    CHECK(account.settled == Money{});
  }
  CHECK(accounts(ledger)[0].cap == micros(100'000));
  REQUIRE(ledger.settle(held, micros(12'345), {}).has_value());
  for (const Account& account : accounts(ledger)) {
    CHECK(account.reserved == Money{});
    CHECK(account.settled == micros(12'345));
    CHECK_FALSE(account.frozen);
  }
  CHECK(ledger.open_reservations("run-1", {})->empty());
}

TEST_CASE("a release frees everything and books nothing") {
  MemoryStore store;
  Ledger ledger(store, {});
  REQUIRE(ledger.release(*reserve(ledger, "a", micros(50'000)).reservation, {}).has_value());
  for (const Account& account : accounts(ledger))
    CHECK(account.reserved + account.settled == Money{});
}

TEST_CASE("each of the six scopes can be the one that refuses, and nothing is held then") {
  const std::vector<std::string> names{
      "try try-1",      "run run-1",       "repository-day acme/palette-kit 2026-01-01",
      "day 2026-01-01", "week 2025-12-29", "month 2026-01"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    MoneyCaps caps = no_caps();
    std::optional<Money>* all[] = {&caps.per_try, &caps.run,  &caps.repository_day,
                                   &caps.day,     &caps.week, &caps.month};
    *all[i] = micros(1'000'000);
    MemoryStore store;
    Ledger ledger(store, caps);
    REQUIRE(reserve(ledger, "a", micros(900'000)).reservation.has_value());
    const auto refused = reserve(ledger, "b", micros(100'001));
    REQUIRE(refused.refusal.has_value());
    CHECK(refused.refusal->reason == Reason::budget);
    CHECK(refused.refusal->detail ==
          names[i] +
              " has 0.000000 settled and 0.900000 reserved of 1.000000 USD, "
              "0.100001 more asked");
    for (const Account& account : accounts(ledger))
      CHECK(account.reserved == micros(900'000));
    CHECK(reserve(ledger, "b", micros(100'000)).reservation.has_value());
  }
}

TEST_CASE("the first reservation of a scope is held to its cap, too") {
  MemoryStore store;
  Ledger ledger(store, {});
  CHECK(reserve(ledger, "a", micros(100'001)).refusal.has_value());
  CHECK(store.records().empty());
}

TEST_CASE("C9: a run stops before its cap, not after it") {
  MemoryStore store;
  MoneyCaps caps;
  caps.per_try.reset();
  Ledger ledger(store, caps);
  int granted = 0;
  for (int i = 0; i < 10; ++i) {
    const auto result = reserve(ledger, "call " + std::to_string(i), micros(600'000));
    if (!result.reservation) continue;
    ++granted;
    REQUIRE(ledger.settle(*result.reservation, micros(600'000), {}).has_value());
  }
  CHECK(granted == 1);
  CHECK(accounts(ledger)[1].settled == micros(600'000));
}

TEST_CASE("C10: what costs nothing passes at the cap") {
  MemoryStore store;
  Ledger ledger(store, {});
  REQUIRE(reserve(ledger, "a", micros(100'000)).reservation.has_value());
  CHECK(reserve(ledger, "b", Money{}).reservation.has_value());
}

TEST_CASE("G1, G2: another ledger over the same store settles, and sees what is reserved") {
  MemoryStore store;
  std::optional<Reservation> held;
  {
    Ledger first(store, {});
    held = reserve(first, "a", micros(100'000)).reservation;
  }
  Ledger second(store, {});
  CHECK(reserve(second, "b", micros(1)).refusal.has_value());
  REQUIRE(second.settle(*held, micros(40'000), {}).has_value());
  CHECK(accounts(second)[0].settled == micros(40'000));
  CHECK(accounts(second)[0].reserved == Money{});
  CHECK(reserve(second, "b", micros(60'000)).reservation.has_value());
}

TEST_CASE("the cap that is given when reserving binds, whatever it was before") {
  MemoryStore store;
  Ledger wide(store, no_caps());
  REQUIRE(reserve(wide, "a", micros(5'000'000)).reservation.has_value());
  Ledger narrow(store, {});
  CHECK(reserve(narrow, "b", micros(1)).refusal.has_value());
  CHECK(reserve(wide, "b", micros(1)).reservation.has_value());
}

TEST_CASE("G4: a damaged account is an error, is not overwritten, and nothing is reserved") {
  MemoryStore store;
  Ledger ledger(store, {});
  const RecordKey day{"money", "day 2026-01-01"};
  store.damage(day, "{torn");
  CHECK(ledger.reserve(who, "a", micros(1), now, ttl, {}).error().code == ErrorCode::store);
  CHECK(ledger.accounts(who, now, {}).error().code == ErrorCode::store);
  CHECK(ledger.reset(now, {}).error().code == ErrorCode::store);
  REQUIRE(store.records().size() == 1);
  CHECK(store.records()[0].json == "{torn");
}

TEST_CASE("G6: after any number of idle days the money of a period is its own") {
  MemoryStore store;
  Ledger ledger(store, {});
  for (int day = 0; day < 40; day += 5) {
    const Time at = now + hours{24 * day};
    const SpendScope scope{RunId{"run " + std::to_string(day)}, who.repo, std::to_string(day)};
    const auto held = reserve(ledger, std::to_string(day), micros(100'000), at, scope).reservation;
    REQUIRE(held.has_value());
    REQUIRE(ledger.settle(*held, micros(100'000), {}).has_value());
    for (int again = 0; again < 5; ++again) {
      CHECK(accounts(ledger, at, scope)[3].settled == micros(100'000));
    }
  }
  CHECK(accounts(ledger, now + hours{24 * 30})[5].settled == micros(700'000));
  CHECK(accounts(ledger, now + hours{24 * 31})[5].settled == micros(100'000));
}

TEST_CASE("a call that ends in the next period is booked where it was reserved") {
  MemoryStore store;
  Ledger ledger(store, {});
  const Time evening = now + hours{24} - Milliseconds{1};
  const auto held = reserve(ledger, "a", micros(100'000), evening).reservation;
  REQUIRE(ledger.settle(*held, micros(70'000), {}).has_value());
  CHECK(accounts(ledger, evening)[3].settled == micros(70'000));
  CHECK(accounts(ledger, evening + Milliseconds{1})[3].settled == Money{});
}

TEST_CASE("G7: negative and absurd amounts are refused as wrong calls") {
  MemoryStore store;
  Ledger ledger(store, no_caps());
  const auto code = [&](Money amount, Milliseconds time) {
    return ledger.reserve(who, "x", amount, now, time, {}).error().code;
  };
  CHECK(code(micros(-1), ttl) == ErrorCode::invalid_argument);
  CHECK(code(micros(9'000'000'000'001), ttl) == ErrorCode::invalid_argument);
  CHECK(code(micros(1), Milliseconds{0}) == ErrorCode::invalid_argument);
  const auto held = reserve(ledger, "a", micros(5)).reservation;
  CHECK(ledger.settle(*held, micros(-1), {}).error().code == ErrorCode::invalid_argument);
  CHECK(accounts(ledger)[0].reserved == micros(5));
}

TEST_CASE("G7: what costs more than its reservation is booked in full and freezes the scopes") {
  MemoryStore store;
  Ledger ledger(store, {});
  const auto held = reserve(ledger, "a", micros(4'000)).reservation;
  REQUIRE(ledger.settle(*held, micros(5'600), {}).has_value());
  for (const Account& account : accounts(ledger)) {
    CHECK(account.settled == micros(5'600));
    CHECK(account.reserved == Money{});
    CHECK(account.frozen);
  }
  const auto refused = reserve(ledger, "b", micros(1));
  REQUIRE(refused.refusal.has_value());
  CHECK(refused.refusal->detail == "try try-1 is frozen: a call cost more than its reservation");
  const SpendScope other{RunId{"run-2"}, RepoId{"acme/notebridge"}, "try-2"};
  CHECK(reserve(ledger, "c", micros(1), now, other).refusal->detail ==
        "day 2026-01-01 is frozen: a call cost more than its reservation");
}

TEST_CASE("G8: sums are exact: sixty-six thousandths fit into 0.066, and not one more") {
  MemoryStore store;
  MoneyCaps caps = no_caps();
  caps.day = micros(66'000);
  Ledger ledger(store, caps);
  int granted = 0;
  for (int i = 0; i < 70; ++i) {
    granted += reserve(ledger, std::to_string(i), micros(1'000)).reservation ? 1 : 0;
  }
  CHECK(granted == 66);
}

TEST_CASE("a reservation ends once, and its settlement may be repeated") {
  MemoryStore store;
  Ledger ledger(store, {});
  const auto is_conflict = [](const Status& status) {
    return !status.has_value() && status.error().code == ErrorCode::conflict;
  };
  const auto held = reserve(ledger, "a", micros(10)).reservation;
  REQUIRE(ledger.settle(*held, micros(3), {}).has_value());
  CHECK(ledger.settle(*held, micros(3), {}).has_value());
  CHECK(is_conflict(ledger.settle(*held, micros(4), {})));
  CHECK(is_conflict(ledger.release(*held, {})));
  CHECK(accounts(ledger)[0].settled == micros(3));
  CHECK(accounts(ledger)[0].reserved == Money{});

  const auto freed = reserve(ledger, "b", micros(10)).reservation;
  REQUIRE(ledger.release(*freed, {}).has_value());
  CHECK(ledger.release(*freed, {}).has_value());
  CHECK(is_conflict(ledger.settle(*freed, micros(1), {})));
  CHECK(accounts(ledger)[0].settled == micros(3));

  Reservation foreign = *reserve(ledger, "c", micros(10)).reservation;
  foreign.owner = "run-2";
  CHECK(is_conflict(ledger.settle(foreign, micros(3), {})));
  foreign.id = "no such";
  CHECK(is_conflict(ledger.release(foreign, {})));
}

TEST_CASE("what is settled is forgotten when it has expired, and then unknown") {
  MemoryStore store;
  Ledger ledger(store, {});
  const auto held = reserve(ledger, "a", micros(10)).reservation;
  REQUIRE(ledger.settle(*held, micros(3), {}).has_value());
  CHECK(ledger.sweep(now + ttl - Milliseconds{1}, {}).value() == 0);
  CHECK(ledger.settle(*held, micros(3), {}).has_value());
  CHECK(ledger.sweep(now + ttl, {}).value() == 0);
  CHECK(ledger.settle(*held, micros(3), {}).error().code == ErrorCode::conflict);
  CHECK(accounts(ledger)[3].settled == micros(3));
  CHECK(store.scan({"reservation", "", "", 10}, {})->empty());
}

TEST_CASE("after a lost answer each step can be repeated, and the money is counted once") {
  // Every call of a reserve, a settle and a sweep loses its answer once.
  for (std::int64_t n = 1; n < 60; ++n) {
    Doubles doubles;
    testing::FailNth faulty(doubles.ports(), {.n = n, .when = testing::FailWhen::after});
    Ledger ledger(faulty.ports().store, {});
    auto reserved = ledger.reserve(who, "a", micros(10), now, ttl, {});
    Ledger sound(doubles.store, {});
    if (!reserved) {
      auto open = sound.open_reservations("run-1", {});
      REQUIRE(open.has_value());
      for (const Reservation& one : *open)
        REQUIRE(sound.release(one, {}).has_value());
    } else {
      Status settled = ledger.settle(*reserved->reservation, micros(7), {});
      if (!settled) settled = ledger.settle(*reserved->reservation, micros(7), {});
      CHECK(settled.has_value());
      CHECK(accounts(sound)[3].settled == micros(7));
    }
    CHECK(accounts(sound)[3].reserved == Money{});
    if (!faulty.failed()) return;
  }
  FAIL("no run without a fault");
}

TEST_CASE("an id is used by one open reservation") {
  MemoryStore store;
  Ledger ledger(store, {});
  REQUIRE(reserve(ledger, "a", micros(10)).reservation.has_value());
  const auto again = ledger.reserve(who, "a", micros(10), now, ttl, {});
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().code == ErrorCode::conflict);
}

TEST_CASE("what is settled is what the store knows, not what the caller says") {
  MemoryStore store;
  Ledger ledger(store, {});
  Reservation held = *reserve(ledger, "a", micros(10)).reservation;
  held.amount = micros(1'000'000);
  held.scopes.clear();
  REQUIRE(ledger.settle(held, micros(7), {}).has_value());
  CHECK(accounts(ledger)[3].settled == micros(7));
  CHECK(accounts(ledger)[3].reserved == Money{});
}

TEST_CASE("sweeping books what has expired at its worst case, and leaves the rest") {
  MemoryStore store;
  Ledger ledger(store, {});
  REQUIRE(reserve(ledger, "old", micros(10)).reservation.has_value());
  const auto young = reserve(ledger, "young", micros(20), now + Milliseconds{1}).reservation;
  CHECK(ledger.sweep(now + ttl - Milliseconds{1}, {}).value() == 0);
  CHECK(ledger.sweep(now + ttl, {}).value() == 1);
  CHECK(accounts(ledger)[3].settled == micros(10));
  CHECK(accounts(ledger)[3].reserved == micros(20));
  CHECK_FALSE(accounts(ledger)[3].frozen);
  CHECK(ledger.open_reservations("run-1", {}).value() == std::vector<Reservation>{*young});
  CHECK(ledger.open_reservations("run-2", {})->empty());
}

TEST_CASE("resetting by hand forgets the settled money of the periods and unfreezes them") {
  MemoryStore store;
  Ledger ledger(store, {});
  REQUIRE(ledger.settle(*reserve(ledger, "a", micros(10)).reservation, micros(50), {}).has_value());
  Ledger wide(store, no_caps());
  CHECK(reserve(wide, "b", micros(10)).refusal.has_value());
  REQUIRE(ledger.reset(now, {}).has_value());
  const SpendScope other{RunId{"run-2"}, RepoId{"acme/notebridge"}, "try-2"};
  REQUIRE(reserve(ledger, "b", micros(10), now, other).reservation.has_value());
  REQUIRE(ledger.reset(now, {}).has_value());
  const auto after = accounts(ledger, now, other);
  for (std::size_t i = 3; i < 6; ++i) {
    CHECK(after[i].settled == Money{});
    CHECK(after[i].reserved == micros(10));
    CHECK_FALSE(after[i].frozen);
  }
}

TEST_CASE("damaged reservations and accounts that hold less than theirs are errors") {
  MemoryStore store;
  Ledger ledger(store, {});
  const auto held = reserve(ledger, "a", micros(10)).reservation;
  store.damage({"money", "week 2025-12-29"},
               R"({"settled_micros": 0, "reserved_micros": 9, "frozen": false})");
  CHECK(ledger.settle(*held, micros(1), {}).error().code == ErrorCode::store);
  CHECK(accounts(ledger)[3].reserved == micros(10));
  store.damage({"money", "week 2025-12-29"}, "{}");
  CHECK(ledger.settle(*held, micros(1), {}).error().code == ErrorCode::store);
  CHECK(ledger.sweep(now + ttl, {}).error().code == ErrorCode::store);
  for (const char* field : {"amount_micros", "settled_micros", "expires_ms", "scopes"}) {
    std::string json = R"({"owner": "run-1", "scopes": [], "amount_micros": 1,)"
                       R"( "settled_micros": null, "expires_ms": 1})";
    json.replace(json.find(field), 2, "xx");
    store.damage({"reservation", "a"}, json);
    CHECK(ledger.release(*held, {}).error().code == ErrorCode::store);
  }
  store.damage({"reservation", "a"}, R"({"owner": "run-1"})");
  CHECK(ledger.settle(*held, micros(1), {}).error().code == ErrorCode::store);
  CHECK(ledger.sweep(now, {}).error().code == ErrorCode::store);
  CHECK(ledger.open_reservations("run-1", {}).error().code == ErrorCode::store);
}

namespace {

/// Somebody else always commits first.
class BusyStore : public MemoryStore {
 public:
  Status commit(const std::vector<Precondition>& preconditions,
                const std::vector<RecordWrite>& writes, const CallContext& context) override {
    if (busy) return Error{ErrorCode::conflict, "somebody was first"};
    return MemoryStore::commit(preconditions, writes, context);
  }
  bool busy = false;
};

}  // namespace

TEST_CASE("where others always commit first, each rule gives up with a conflict") {
  BusyStore store;
  Ledger ledger(store, {});
  const auto held = reserve(ledger, "a", micros(10)).reservation;
  store.busy = true;
  const auto code = [](const auto& result) { return result.error().code; };
  CHECK(code(ledger.reserve(who, "b", micros(1), now, ttl, {})) == ErrorCode::conflict);
  CHECK(code(ledger.settle(*held, micros(1), {})) == ErrorCode::conflict);
  CHECK(code(ledger.reset(now, {})) == ErrorCode::conflict);
  CHECK(code(take_rate(store, who.repo, {}, now, {})) == ErrorCode::conflict);
  CHECK(ledger.sweep(now + ttl, {}).value() == 0);
  store.busy = false;
  CHECK(ledger.sweep(now + ttl, {}).value() == 1);
}

TEST_CASE("each store call that fails makes its rule fail, and nothing is half done") {
  const auto run = [](StateStore& store) {
    Ledger ledger(store, {});
    int failed = 0;
    const auto note = [&](const auto& result) { failed += result.has_value() ? 0 : 1; };
    auto first = ledger.reserve(who, "a", micros(10), now, ttl, {});
    note(first);
    if (first) note(ledger.settle(*first->reservation, micros(5), {}));
    note(ledger.reserve(who, "b", micros(10), now, ttl, {}));
    note(ledger.open_reservations("run-1", {}));
    note(ledger.sweep(now + ttl, {}));
    note(ledger.accounts(who, now, {}));
    note(ledger.reset(now, {}));
    note(take_rate(store, who.repo, {}, now, {}));
    return failed;
  };
  std::int64_t n = 1;
  for (;; ++n) {
    Doubles doubles;
    testing::FailNth faulty(doubles.ports(), {.n = n});
    const int failed = run(faulty.ports().store);
    if (!faulty.failed()) break;
    CHECK(failed >= 1);
    Ledger sound(doubles.store, {});
    REQUIRE(sound.sweep(now + ttl, {}).has_value());
    for (const Account& account : accounts(sound))
      CHECK(account.reserved == Money{});
    CHECK(run(doubles.store) == 0);
  }
  CHECK(n > 40);
}

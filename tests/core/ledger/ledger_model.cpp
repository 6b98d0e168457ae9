// The ledger against a naive model of it: random interleavings of several owners, every account
// compared after every step; and threads that only meet in the store.
#include <homeostat/ledger.hpp>
#include <homeostat/testing/memory_store.hpp>

#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

constexpr Milliseconds ttl{60'000};

struct ModelAccount {
  std::int64_t settled = 0;
  std::int64_t reserved = 0;
  bool frozen = false;
};

struct Model {
  std::map<std::string, ModelAccount> accounts;
  std::map<std::string, Reservation> open;

  void end(const Reservation& reservation, std::int64_t booked) {
    for (const std::string& scope : reservation.scopes) {
      ModelAccount& account = accounts[scope];
      account.reserved -= reservation.amount.micros();
      account.settled += booked;
      account.frozen = account.frozen || booked > reservation.amount.micros();
    }
    open.erase(reservation.id);
  }
};

MoneyCaps small_caps() {
  const auto usd = [](std::int64_t micros) { return Money::from_micros(micros); };
  return {usd(60), usd(150), usd(300), usd(600), usd(900), std::nullopt};
}

}  // namespace

TEST_CASE("the ledger does what a naive model does, in any order of owners") {
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937_64 random(seed);
  const auto below = [&](std::int64_t end) {
    return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random);
  };
  for (int round = 0; round < 30; ++round) {
    MemoryStore store;
    Model model;
    Ledger ledger(store, small_caps());
    Time now{Milliseconds{1'767'225'600'000 + below(40) * 86'400'000}};
    const bool honest = round % 3 != 0;  // in every third round calls may cost too much
    int granted = 0;
    for (int step = 0; step < 200; ++step) {
      now += Milliseconds{below(30'000) + (below(40) == 0 ? 86'400'000 : 0)};
      const std::string owner = "run-" + std::to_string(below(4));
      const SpendScope who{RunId{owner}, RepoId{"acme/" + std::to_string(below(3))},
                           owner + "/" + std::to_string(below(5))};
      const std::string id = std::to_string(step);
      const auto action = below(10);
      if (action < 5) {
        const Money amount = Money::from_micros(below(40));
        auto result = ledger.reserve(who, id, amount, now, ttl, {});
        REQUIRE(result.has_value());
        const auto touched = ledger.accounts(who, now, {}).value();
        bool fits = true;
        for (const Account& account : touched) {
          const ModelAccount& known = model.accounts[account.scope];
          fits = fits && !known.frozen &&
                 (!account.cap ||
                  known.settled + known.reserved + amount.micros() <= account.cap->micros());
        }
        REQUIRE(fits == result->reservation.has_value());
        if (fits) {
          ++granted;
          model.open[id] = *result->reservation;
          for (const Account& account : touched)
            model.accounts[account.scope].reserved += amount.micros();
        }
      } else if (action < 9 && !model.open.empty()) {
        const Reservation some =
            std::next(model.open.begin(), below(static_cast<std::int64_t>(model.open.size())))
                ->second;
        const std::int64_t actual = below(some.amount.micros() + (honest ? 1 : 3));
        REQUIRE((action == 5 ? ledger.release(some, {})
                             : ledger.settle(some, Money::from_micros(actual), {}))
                    .has_value());
        model.end(some, action == 5 ? 0 : actual);
      } else if (action == 9) {
        int expired = 0;
        for (const auto& [key, reservation] : std::map(model.open)) {
          if (reservation.expires > now) continue;
          model.end(reservation, reservation.amount.micros());
          ++expired;
        }
        REQUIRE(ledger.sweep(now, {}).value() == expired);
      }
      const auto accounts = ledger.accounts(who, now, {}).value();
      for (const Account& account : accounts) {
        const ModelAccount& known = model.accounts[account.scope];
        REQUIRE(account.settled.micros() == known.settled);
        REQUIRE(account.reserved.micros() == known.reserved);
        REQUIRE(account.frozen == known.frozen);
        if (honest && account.cap) REQUIRE(account.settled + account.reserved <= *account.cap);
      }
    }
    CHECK(granted > 0);
  }
}

TEST_CASE("G11: threads that meet in the store never pass a cap, and every cent is counted") {
  MemoryStore store;
  MoneyCaps caps;
  caps.per_try.reset();
  caps.run.reset();
  caps.repository_day.reset();
  caps.day = Money::from_micros(10'000);
  const Time now{Milliseconds{1'767'225'600'000}};
  std::atomic<std::int64_t> spent = 0;
  std::atomic<int> errors = 0;
  std::atomic<int> above = 0;
  std::atomic<bool> done = false;
  const SpendScope watcher{RunId{"w"}, RepoId{"a/b"}, "w"};
  std::jthread observer([&] {
    Ledger ledger(store, caps);
    while (!done) {
      auto accounts = ledger.accounts(watcher, now, {});
      if (!accounts) ++errors;
      const Account& day = (*accounts)[3];
      if (day.settled + day.reserved > *caps.day) ++above;
    }
  });
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 6; ++t) {
      threads.emplace_back([&, t] {
        Ledger ledger(store, caps);
        const std::string name = "run-" + std::to_string(t);
        for (int i = 0; i < 60; ++i) {
          const std::string id = name + "/" + std::to_string(i);
          auto result = ledger.reserve({RunId{name}, RepoId{"a/b"}, id}, id,
                                       Money::from_micros(100), now, ttl, {});
          if (!result) ++errors;
          if (!result || !result->reservation) continue;
          const Money actual = Money::from_micros(i % 101);
          if (!ledger.settle(*result->reservation, actual, {})) ++errors;
          spent += actual.micros();
        }
      });
    }
  }
  done = true;
  observer.join();
  CHECK(errors == 0);
  CHECK(above == 0);
  Ledger ledger(store, caps);
  const Account day = ledger.accounts(watcher, now, {}).value()[3];
  CHECK(day.settled.micros() == spent);
  CHECK(day.reserved == Money{});
  CHECK(spent > 9'000);
}

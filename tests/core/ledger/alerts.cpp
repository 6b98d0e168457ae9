#include <homeostat/ledger.hpp>
#include <homeostat/testing/fail_nth.hpp>
#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"
#include "testing/doubles.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

const Time now{Milliseconds{1'767'225'600'000}};  // Thursday 2026-01-01T00:00:00Z

MoneyCaps day_of(std::int64_t micros) {
  return {std::nullopt, std::nullopt, std::nullopt, Money::from_micros(micros),
          std::nullopt, std::nullopt};
}

void spend(Ledger& ledger, const std::string& id, std::int64_t micros) {
  auto held = ledger.reserve({RunId{"r"}, RepoId{"a/b"}, id}, id, Money::from_micros(micros), now,
                             Milliseconds{1000}, {});
  REQUIRE(held.has_value());
  REQUIRE(held->reservation.has_value());
  REQUIRE(ledger.settle(*held->reservation, Money::from_micros(micros), {}).has_value());
}

std::vector<int> percents(Ledger& ledger, Time at = now) {
  auto alerts = ledger.take_alerts(at, {});
  REQUIRE(alerts.has_value());
  std::vector<int> out;
  for (const SpendAlert& alert : *alerts) {
    CHECK(alert.scope.starts_with("day "));
    out.push_back(alert.percent);
  }
  return out;
}

}  // namespace

TEST_CASE("75, 90 and 100 percent of a cap are told once each") {
  MemoryStore store;
  Ledger ledger(store, day_of(1'000));
  CHECK(percents(ledger).empty());
  spend(ledger, "a", 749);
  CHECK(percents(ledger).empty());
  spend(ledger, "b", 1);
  CHECK(percents(ledger) == std::vector<int>{75});
  CHECK(percents(ledger).empty());
  spend(ledger, "c", 150);
  CHECK(percents(ledger) == std::vector<int>{90});
  spend(ledger, "d", 100);
  CHECK(percents(ledger) == std::vector<int>{100});
  CHECK(percents(ledger).empty());
  CHECK(percents(ledger, now + std::chrono::hours{24}).empty());
}

TEST_CASE("of several that are reached at once the greatest is told; a reset tells again") {
  MemoryStore store;
  Ledger ledger(store, day_of(1'000));
  spend(ledger, "a", 950);
  CHECK(percents(ledger) == std::vector<int>{90});
  REQUIRE(ledger.reset(now, {}).has_value());
  spend(ledger, "b", 800);
  CHECK(percents(ledger) == std::vector<int>{75});
}

TEST_CASE("a scope without a cap, or with nothing spent, has no alerts") {
  MemoryStore store;
  Ledger unlimited(
      store, {std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
  spend(unlimited, "a", 950);
  CHECK(percents(unlimited).empty());
  MemoryStore other;
  Ledger nothing(other, day_of(0));
  CHECK(percents(nothing).empty());
}

TEST_CASE("a damaged record of alerts is an error, and so is a store that fails") {
  MemoryStore store;
  Ledger ledger(store, day_of(1'000));
  spend(ledger, "a", 950);
  REQUIRE(store.commit({}, {{{"alert", "day 2026-01-01"}, R"({"percent":"x"})"}}, {}).has_value());
  CHECK_FALSE(ledger.take_alerts(now, {}).has_value());
}

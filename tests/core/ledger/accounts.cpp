// Which accounts a spend touches, and what becomes of a damaged one.
#include <homeostat/ledger.hpp>
#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

const SpendScope who{RunId{"r"}, RepoId{"a/b"}, "t"};

std::vector<Account> accounts_at(const char* text, const MoneyCaps& caps = {}) {
  testing::MemoryStore store;
  return Ledger(store, caps).accounts(who, parse_time(text).value(), {}).value();
}

std::vector<std::string> scopes_at(const char* text) {
  std::vector<std::string> scopes;
  const auto accounts = accounts_at(text);
  for (const Account& account : accounts)
    scopes.push_back(account.scope);
  return scopes;
}

}  // namespace

TEST_CASE("a spend touches six scopes, whose ids hold their period") {
  CHECK(scopes_at("2026-01-01T12:00:00Z") ==
        std::vector<std::string>{"try t", "run r", "repository-day a/b 2026-01-01",
                                 "day 2026-01-01", "week 2025-12-29", "month 2026-01"});
  CHECK(scopes_at("2026-01-01T23:59:59.999Z") == scopes_at("2026-01-01T00:00:00Z"));
  CHECK(scopes_at("2026-01-05T00:00:00Z")[4] == "week 2026-01-05");
  CHECK(scopes_at("2026-02-01T00:00:00Z")[5] == "month 2026-02");
}

TEST_CASE("each scope has its own cap, and unlimited stays unlimited") {
  MoneyCaps caps;
  caps.week.reset();
  const auto accounts = accounts_at("2026-01-01T00:00:00Z", caps);
  CHECK(accounts[0].cap == caps.per_try);
  CHECK(accounts[1].cap == caps.run);
  CHECK(accounts[2].cap == caps.repository_day);
  CHECK(accounts[3].cap == caps.day);
  CHECK_FALSE(accounts[4].cap.has_value());
  CHECK(accounts[5].cap == caps.month);
}

TEST_CASE("an account that was never used is empty, a damaged one an error") {
  testing::MemoryStore store;
  Ledger ledger(store, {});
  const Time now = parse_time("2026-01-01T00:00:00Z").value();
  const auto empty = ledger.accounts(who, now, {});
  REQUIRE(empty.has_value());
  CHECK(empty->at(3) == Account{"day 2026-01-01", {}, {}, MoneyCaps{}.day, false});
  for (const char* json : {"{", "{}", R"({"settled_micros": 1, "reserved_micros": -1})",
                           R"({"settled_micros": 1.5, "reserved_micros": 1, "frozen": false})",
                           R"({"settled_micros": 1, "reserved_micros": 1, "frozen": 0})"}) {
    CAPTURE(json);
    store.damage({"money", "day 2026-01-01"}, json);
    const auto damaged = ledger.accounts(who, now, {});
    REQUIRE_FALSE(damaged.has_value());
    CHECK(damaged.error().code == ErrorCode::store);
    CHECK(damaged.error().message.find("record money day 2026-01-01 is damaged") == 0);
  }
}

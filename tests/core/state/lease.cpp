#include <homeostat/lease.hpp>
#include <homeostat/testing/memory_store.hpp>

#include <atomic>
#include <thread>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

const std::string key = "acme/palette-kit v1:0a";
const Time now{Milliseconds{1'767'225'600'000}};
constexpr Milliseconds ttl{120'000};

std::optional<Lease> acquire(StateStore& store, const std::string& owner, Time at) {
  auto lease = acquire_lease(store, key, owner, at, ttl, {});
  REQUIRE(lease.has_value());
  return *lease;
}

}  // namespace

TEST_CASE("a lease is held by one owner until it expires") {
  MemoryStore store;
  const auto mine = acquire(store, "run-1", now);
  REQUIRE(mine.has_value());
  CHECK(*mine == Lease{key, "run-1", 1, now + ttl});
  CHECK_FALSE(acquire(store, "run-2", now).has_value());
  CHECK_FALSE(acquire(store, "run-2", now + ttl - Milliseconds{1}).has_value());
  CHECK(holds_lease(store, *mine, now + ttl - Milliseconds{1}, {}).value());
  CHECK_FALSE(holds_lease(store, *mine, now + ttl, {}).value());

  const auto theirs = acquire(store, "run-2", now + ttl);
  REQUIRE(theirs.has_value());
  CHECK(theirs->token == 2);
  CHECK_FALSE(holds_lease(store, *mine, now, {}).value());
  CHECK(holds_lease(store, *theirs, now + ttl, {}).value());
}

TEST_CASE("the token grows with each holder, also after a release") {
  MemoryStore store;
  std::int64_t last = 0;
  for (int i = 0; i < 5; ++i) {
    const auto lease = acquire(store, "run-" + std::to_string(i), now);
    REQUIRE(lease.has_value());
    CHECK(lease->token > last);
    last = lease->token;
    REQUIRE(release_lease(store, *lease, {}).has_value());
    CHECK_FALSE(holds_lease(store, *lease, now, {}).value());
  }
}

TEST_CASE("renewing makes the end later and keeps the token") {
  MemoryStore store;
  const Lease first = *acquire(store, "run-1", now);
  const auto renewed = renew_lease(store, first, now + ttl / 2, ttl, {});
  REQUIRE((renewed.has_value() && renewed->has_value()));
  CHECK((*renewed)->token == first.token);
  CHECK((*renewed)->expires == now + ttl / 2 + ttl);
  CHECK(holds_lease(store, first, now + ttl, {}).value());
  CHECK((*renew_lease(store, first, now, Milliseconds{1}, {}))->expires == (*renewed)->expires);
}

TEST_CASE("an expired, released or taken lease cannot be renewed or released again") {
  MemoryStore store;
  const Lease first = *acquire(store, "run-1", now);
  CHECK_FALSE(renew_lease(store, first, now + ttl, ttl, {})->has_value());
  const Lease second = *acquire(store, "run-2", now + ttl);
  CHECK_FALSE(renew_lease(store, first, now + ttl, ttl, {})->has_value());
  CHECK(release_lease(store, first, {}).has_value());
  CHECK(holds_lease(store, second, now + ttl, {}).value());
  CHECK(release_lease(store, second, {}).has_value());
  CHECK_FALSE(renew_lease(store, second, now + ttl, ttl, {})->has_value());
}

TEST_CASE("the owner itself is given the lease again, and its older value is lost") {
  MemoryStore store;
  const Lease first = *acquire(store, "run-1", now);
  const Lease again = *acquire(store, "run-1", now);
  CHECK(again.token == first.token + 1);
  CHECK_FALSE(holds_lease(store, first, now, {}).value());
  CHECK(holds_lease(store, again, now, {}).value());
}

TEST_CASE("of many who ask at once one holds the lease") {
  MemoryStore store;
  std::atomic<int> holders = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i) {
      threads.emplace_back([&, i] {
        auto lease = acquire_lease(store, key, "run-" + std::to_string(i), now, ttl, {});
        if (lease && *lease) ++holders;
      });
    }
  }
  CHECK(holders == 1);
}

TEST_CASE("a lease needs an owner, a key and some time") {
  MemoryStore store;
  const auto code = [&](const std::string& at, const std::string& owner, Milliseconds time) {
    return acquire_lease(store, at, owner, now, time, {}).error().code;
  };
  CHECK(code(key, "", ttl) == ErrorCode::invalid_argument);
  CHECK(code("", "run", ttl) == ErrorCode::invalid_argument);
  CHECK(code(key, "run", Milliseconds{0}) == ErrorCode::invalid_argument);
  CHECK(renew_lease(store, {key, "", 1, now}, now, ttl, {}).error().code ==
        ErrorCode::invalid_argument);
}

TEST_CASE("a damaged lease counts as held by nobody we know: an error, no lease") {
  MemoryStore store;
  const Lease mine = *acquire(store, "run-1", now);
  store.damage({"lease", key}, R"({"owner": "run-1", "token": 0, "expires_ms": 0})");
  CHECK(acquire_lease(store, key, "run-2", now + ttl, ttl, {}).error().code == ErrorCode::store);
  CHECK(renew_lease(store, mine, now, ttl, {}).error().code == ErrorCode::store);
  CHECK(holds_lease(store, mine, now, {}).error().code == ErrorCode::store);
  CHECK(release_lease(store, mine, {}).error().code == ErrorCode::store);
}

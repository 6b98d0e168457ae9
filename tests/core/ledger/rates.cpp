#include <homeostat/ledger.hpp>
#include <homeostat/testing/memory_store.hpp>

#include <atomic>
#include <thread>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const RepoId repo{"acme/palette-kit"};
const RepoId other{"acme/notebridge"};
const Time now{Milliseconds{1'767'225'600'000}};

bool allowed(StateStore& store, const RepoId& of, const Limits& limits, Time at) {
  auto taken = take_rate(store, of, limits, at, {});
  REQUIRE(taken.has_value());
  return !taken->has_value();
}

}  // namespace

TEST_CASE("five attempts a minute over all repositories, and the window slides exactly") {
  MemoryStore store;
  const Limits limits;
  for (int i = 0; i < 5; ++i) {
    CHECK(allowed(store, i % 2 == 0 ? repo : other, limits, now + seconds{10 * i}));
  }
  const auto refused = take_rate(store, repo, limits, now + seconds{59}, {});
  REQUIRE((refused.has_value() && refused->has_value()));
  CHECK((*refused)->reason == Reason::rate_limited);
  CHECK((*refused)->detail ==
        "5 attempts begun in the last minute, limit is 5, again at 2026-01-01T00:01:00.000Z");
  CHECK_FALSE(allowed(store, repo, limits, now + seconds{60} - Milliseconds{1}));
  CHECK(allowed(store, repo, limits, now + seconds{60}));
  CHECK_FALSE(allowed(store, repo, limits, now + seconds{69}));
  CHECK(allowed(store, repo, limits, now + seconds{70}));
}

TEST_CASE("twenty attempts a day in one repository, and a refusal takes nothing") {
  MemoryStore store;
  Limits limits;
  limits.rate_per_minute_max = 1000;
  for (int i = 0; i < 20; ++i)
    CHECK(allowed(store, repo, limits, now));
  CHECK_FALSE(allowed(store, repo, limits, now + hours{23}));
  CHECK(allowed(store, other, limits, now + hours{23}));
  const auto minute = store.get({"rate", "minute"}, {}).value();
  CHECK_FALSE(allowed(store, repo, limits, now + hours{23}));
  CHECK(store.get({"rate", "minute"}, {}).value() == minute);
  CHECK(allowed(store, repo, limits, now + hours{24}));
}

TEST_CASE("G10: of twelve attempts begun at once five are allowed, and five are kept") {
  MemoryStore store;
  std::atomic<int> count = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 12; ++i) {
      threads.emplace_back([&] {
        auto taken = take_rate(store, repo, {}, now, {});
        if (taken && !*taken) ++count;
      });
    }
  }
  CHECK(count == 5);
  Limits wider;
  wider.rate_per_minute_max = 6;
  CHECK(allowed(store, repo, wider, now));
  CHECK_FALSE(allowed(store, repo, wider, now));
}

TEST_CASE("G17: limits are those of now, and stamps of a clock that ran ahead are dropped") {
  MemoryStore store;
  Limits limits;
  for (int i = 0; i < 5; ++i)
    CHECK(allowed(store, repo, limits, now + hours{100}));
  for (int i = 0; i < 5; ++i)
    CHECK(allowed(store, repo, limits, now));
  CHECK_FALSE(allowed(store, repo, limits, now));
  limits.rate_per_minute_max = 6;
  CHECK(allowed(store, repo, limits, now));
  limits.rate_per_minute_max = 1;
  CHECK_FALSE(allowed(store, repo, limits, now));
}

TEST_CASE("a limit of none lets nothing through") {
  MemoryStore store;
  Limits limits;
  limits.rate_per_minute_max = 0;
  const auto refused = take_rate(store, repo, limits, now, {});
  CHECK((*refused)->detail == "0 attempts begun in the last minute, limit is 0, again at never");
}

TEST_CASE("a damaged window is an error, and nothing is allowed") {
  MemoryStore store;
  for (const char* json : {"{", R"({"stamps_ms": 1})", R"({"stamps_ms": ["x"]})", "{}"}) {
    store.damage({"rate", "minute"}, json);
    CHECK(take_rate(store, repo, {}, now, {}).error().code == ErrorCode::store);
  }
}

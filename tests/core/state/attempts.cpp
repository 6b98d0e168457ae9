#include <homeostat/attempts.hpp>
#include <homeostat/testing/memory_store.hpp>

#include <thread>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;
using std::chrono::hours;

namespace {

const RepoId repo{"acme/palette-kit"};
const FingerprintId fingerprint{"v1:0a"};
const Time now{Milliseconds{1'767'225'600'000}};  // 2026-01-01T00:00:00Z
const RecordKey key{"attempt", "acme/palette-kit v1:0a"};

}  // namespace

TEST_CASE("failures cool down for 24, 48 and 96 hours, and three exhaust") {
  const Limits limits;
  AttemptRecord record;
  CHECK_FALSE(check_attempt(record, limits, now).has_value());

  record = after_failure(record, limits, now);
  CHECK(record.attempts == 1);
  CHECK(record.cooldown_until == now + hours{24});
  CHECK(record.last_attempt == now);
  CHECK(check_attempt(record, limits, now + hours{24} - Milliseconds{1})->reason ==
        Reason::cooldown);
  CHECK_FALSE(check_attempt(record, limits, now + hours{24}).has_value());
  CHECK(check_attempt(record, limits, now)->detail ==
        "attempt 1 of 3 failed, next one not before 2026-01-02T00:00:00.000Z");

  record = after_failure(record, limits, now);
  CHECK(record.cooldown_until == now + hours{48});
  CHECK_FALSE(check_attempt(record, limits, now + hours{48}).has_value());

  record = after_failure(record, limits, now);
  CHECK(record.attempts == 3);
  CHECK(record.cooldown_until == now + hours{96});
  const auto refusal = check_attempt(record, limits, now + hours{10'000});
  REQUIRE(refusal.has_value());
  CHECK(refusal->reason == Reason::exhausted);
  CHECK(refusal->detail == "3 attempts failed, limit is 3: reset it by hand");
}

TEST_CASE("with a higher limit the third cooldown binds, and later ones are as long as the last") {
  Limits limits;
  limits.attempts_max = 9;
  AttemptRecord record;
  for (int i = 0; i < 3; ++i)
    record = after_failure(record, limits, now);
  CHECK(check_attempt(record, limits, now + hours{95})->reason == Reason::cooldown);
  CHECK_FALSE(check_attempt(record, limits, now + hours{96}).has_value());
  record = after_failure(record, limits, now);
  CHECK(record.cooldown_until == now + hours{96});
  limits.cooldown_hours.clear();
  CHECK_FALSE(after_failure(record, limits, now).cooldown_until.has_value());
}

TEST_CASE("a success clears attempts and cooldown") {
  const Limits limits;
  const AttemptRecord record = after_success(after_failure({}, limits, now), now + hours{30});
  CHECK(record == AttemptRecord{0, std::nullopt, now + hours{30}});
}

TEST_CASE("attempts are kept by repository and fingerprint, and reset by hand") {
  MemoryStore store;
  const Limits limits;
  CHECK(load_attempts(store, repo, fingerprint, {}).value() == AttemptRecord{});
  for (int i = 1; i <= 3; ++i) {
    CHECK(record_attempt(store, repo, fingerprint, false, limits, now, {})->attempts == i);
  }
  const AttemptRecord stored = load_attempts(store, repo, fingerprint, {}).value();
  CHECK(stored == AttemptRecord{3, now + hours{96}, now});
  CHECK(load_attempts(store, RepoId{"other/repo"}, fingerprint, {}).value() == AttemptRecord{});
  CHECK(load_attempts(store, repo, FingerprintId{"v1:0b"}, {}).value() == AttemptRecord{});

  REQUIRE(reset_attempts(store, repo, fingerprint, {}).has_value());
  CHECK(load_attempts(store, repo, fingerprint, {}).value() == AttemptRecord{});
  CHECK(record_attempt(store, repo, fingerprint, true, limits, now, {}).value() ==
        AttemptRecord{0, std::nullopt, now});
}

TEST_CASE("an attempt that is recorded between another's read and commit is kept") {
  class InterruptedStore : public MemoryStore {
   public:
    Status commit(const std::vector<Precondition>& preconditions,
                  const std::vector<RecordWrite>& writes, const CallContext& context) override {
      if (interrupted++ == 0) {
        const std::string other =
            R"({"attempts": 1, "cooldown_until_ms": null, "last_attempt_ms": 7})";
        (void)MemoryStore::commit({}, {{key, other}}, context);
      }
      return MemoryStore::commit(preconditions, writes, context);
    }
    int interrupted = 0;
  };
  InterruptedStore store;
  CHECK(record_attempt(store, repo, fingerprint, false, {}, now, {})->attempts == 2);
  CHECK(store.interrupted == 2);
}

TEST_CASE("G11: twenty attempts recorded at once are all kept") {
  MemoryStore store;
  Limits limits;
  limits.attempts_max = 100;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 20; ++i) {
      threads.emplace_back(
          [&] { (void)record_attempt(store, repo, fingerprint, false, limits, now, {}); });
    }
  }
  CHECK(load_attempts(store, repo, fingerprint, {})->attempts == 20);
}

TEST_CASE("G12: a damaged record is an error that names it, and is not overwritten") {
  MemoryStore store;
  for (const char* json :
       {"{torn", "[]", "{}", R"({"attempts": -1})", R"({"attempts": "1"})",
        R"({"attempts": 1, "cooldown_until_ms": "x", "last_attempt_ms": null})"}) {
    CAPTURE(json);
    store.damage(key, json);
    const auto loaded = load_attempts(store, repo, fingerprint, {});
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().code == ErrorCode::store);
    CHECK(loaded.error().message.find("record attempt acme/palette-kit v1:0a is damaged") == 0);
    CHECK_FALSE(record_attempt(store, repo, fingerprint, false, {}, now, {}).has_value());
    CHECK(store.records()[0].json == json);
  }
}

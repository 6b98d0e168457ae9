#include <homeostat/attempts.hpp>
#include <homeostat/lease.hpp>
#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

const RepoId repo{"acme/palette-kit"};
const FingerprintId fingerprint{"v1:0a"};
const Time now{Milliseconds{1'767'225'600'000}};

/// How often a rule reads and commits before it gives up.
constexpr int tries_max = 1000;

/// Somebody writes between each read and its commit, `left` times.
class BusyStore : public StateStore {
 public:
  BusyStore(StateStore& inner, int left) : inner_(inner), left_(left) {}
  Result<std::optional<Record>> get(const RecordKey& key, const CallContext& context) override {
    return inner_.get(key, context);
  }
  Result<std::vector<Record>> scan(const ScanQuery& query, const CallContext& context) override {
    return inner_.scan(query, context);
  }
  Status commit(const std::vector<Precondition>& preconditions,
                const std::vector<RecordWrite>& writes, const CallContext& context) override {
    ++commits;
    if (left_-- > 0) return Error{ErrorCode::conflict, "somebody was first"};
    return inner_.commit(preconditions, writes, context);
  }
  int commits = 0;

 private:
  StateStore& inner_;
  int left_;
};

}  // namespace

TEST_CASE("a rule reads and commits again while others write, and gives up at its bound") {
  MemoryStore memory;
  BusyStore busy(memory, tries_max - 1);
  CHECK(record_attempt(busy, repo, fingerprint, false, {}, now, {})->attempts == 1);
  CHECK(busy.commits == tries_max);

  BusyStore stuck(memory, tries_max);
  const auto given_up = record_attempt(stuck, repo, fingerprint, false, {}, now, {});
  REQUIRE_FALSE(given_up.has_value());
  CHECK(given_up.error().code == ErrorCode::conflict);
  CHECK(given_up.error().message ==
        "record attempt acme/palette-kit v1:0a changed 1000 times while being written");
  CHECK(load_attempts(memory, repo, fingerprint, {})->attempts == 1);
}

TEST_CASE("every lease rule gives up at the same bound") {
  MemoryStore memory;
  constexpr Milliseconds ttl{1000};
  const Lease lease = **acquire_lease(memory, "k", "run-1", now, ttl, {});
  BusyStore stuck(memory, 1'000'000);
  CHECK(acquire_lease(stuck, "k", "run-1", now, ttl, {}).error().code == ErrorCode::conflict);
  CHECK(renew_lease(stuck, lease, now, ttl, {}).error().code == ErrorCode::conflict);
  CHECK(release_lease(stuck, lease, {}).error().code == ErrorCode::conflict);
}

TEST_CASE("a store's own error ends a rule at once") {
  MemoryStore memory;
  std::stop_source stop;
  stop.request_stop();
  const CallContext stopped{stop.get_token(), Milliseconds{1000}};
  const Lease lease{"k", "run-1", 1, now};
  const auto cancelled = [](const auto& result) {
    return !result.has_value() && result.error().code == ErrorCode::cancelled;
  };
  CHECK(cancelled(load_attempts(memory, repo, fingerprint, stopped)));
  CHECK(cancelled(record_attempt(memory, repo, fingerprint, true, {}, now, stopped)));
  CHECK(cancelled(reset_attempts(memory, repo, fingerprint, stopped)));
  CHECK(cancelled(acquire_lease(memory, "k", "run-1", now, Milliseconds{1}, stopped)));
  CHECK(cancelled(renew_lease(memory, lease, now, Milliseconds{1}, stopped)));
  CHECK(cancelled(holds_lease(memory, lease, now, stopped)));
  CHECK(cancelled(release_lease(memory, lease, stopped)));
}

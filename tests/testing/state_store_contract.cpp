// A contract that no store can break would be worth nothing: each broken store is found out.
#include <homeostat/testing/contract.hpp>
#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"
#include "support/contract_failures.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

/// A memory store that forgets one of its duties.
enum class Broken {
  nothing,
  versions,     // always version 1
  conditions,   // never looked at
  half_commit,  // the first write happens before the conditions are looked at
  scan_prefix,  // ignored
  scan_after,   // ignored
  scan_limit,   // ignored
  kinds,        // all are one
  erase,        // does nothing
  stop,         // ignored
};

class BrokenStore : public StateStore {
 public:
  explicit BrokenStore(Broken broken) : broken_(broken) {}

  Result<std::optional<Record>> get(const RecordKey& key, const CallContext& context) override {
    auto found = inner_.get(key_of(key), given(context));
    if (found && *found) (*found)->key = key;
    if (found && *found && broken_ == Broken::versions) (*found)->version = 1;
    return found;
  }
  Result<std::vector<Record>> scan(const ScanQuery& query, const CallContext& context) override {
    ScanQuery asked = query;
    if (broken_ == Broken::scan_prefix) asked.id_prefix.clear();
    if (broken_ == Broken::scan_after) asked.after_id.clear();
    if (broken_ == Broken::scan_limit) asked.limit = 1000;
    return inner_.scan(asked, given(context));
  }
  Status commit(const std::vector<Precondition>& preconditions,
                const std::vector<RecordWrite>& writes, const CallContext& context) override {
    std::vector<Precondition> conditions;
    for (const Precondition& condition : preconditions) {
      if (broken_ != Broken::conditions) {
        conditions.push_back({key_of(condition.key), condition.version});
      }
    }
    std::vector<RecordWrite> wanted;
    for (const RecordWrite& write : writes) {
      if (broken_ == Broken::erase && !write.json) continue;
      wanted.push_back({key_of(write.key), write.json});
    }
    if (broken_ == Broken::half_commit && wanted.size() > 1) {
      (void)inner_.commit({}, {wanted[0]}, given(context));
    }
    return inner_.commit(conditions, wanted, given(context));
  }

 private:
  [[nodiscard]] RecordKey key_of(const RecordKey& key) const {
    return broken_ == Broken::kinds && !key.kind.empty() ? RecordKey{"kind", key.id} : key;
  }
  [[nodiscard]] CallContext given(const CallContext& context) const {
    return broken_ == Broken::stop ? CallContext{} : context;
  }

  Broken broken_;
  MemoryStore inner_;
};

bool fails(Broken broken, const std::string& part) {
  const auto contract =
      testing::state_store_contract([&] { return std::make_unique<BrokenStore>(broken); });
  return !contract_failures(contract, part).empty();
}

}  // namespace

TEST_CASE("a store that does its duties passes its contract") {
  CHECK_FALSE(fails(Broken::nothing, ""));
}

TEST_CASE("each broken store fails the case that is about it") {
  CHECK(fails(Broken::versions, "versions grow"));
  CHECK(fails(Broken::conditions, "only on the versions"));
  CHECK(fails(Broken::conditions, "lose nothing"));
  CHECK(fails(Broken::half_commit, "or none"));
  CHECK(fails(Broken::scan_prefix, "a scan gives"));
  CHECK(fails(Broken::scan_after, "a scan gives"));
  CHECK(fails(Broken::scan_limit, "a scan gives"));
  CHECK(fails(Broken::kinds, "by kind and id"));
  CHECK(fails(Broken::erase, "across an erase"));
  CHECK(fails(Broken::stop, "a stop and a deadline"));
}

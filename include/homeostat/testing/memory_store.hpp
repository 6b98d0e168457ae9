#pragma once

/// The state store for tests: a map with a lock. Nothing outlives the object, so it is no store
/// for anything that must survive a crash.
///
/// ```cpp
/// #include <homeostat/testing/memory_store.hpp>
/// homeostat::testing::MemoryStore store;
/// auto none = store.get({"lease", "acme/palette-kit v1:00"}, {});
/// ```

#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include <homeostat/ports/state_store.hpp>

namespace homeostat::testing {

/// Thread safety: safe to share.
class MemoryStore : public StateStore {
 public:
  Result<std::optional<Record>> get(const RecordKey& key, const CallContext& context) override;
  Result<std::vector<Record>> scan(const ScanQuery& query, const CallContext& context) override;
  Status commit(const std::vector<Precondition>& preconditions,
                const std::vector<RecordWrite>& writes, const CallContext& context) override;

  /// Everything that is stored, by key.
  [[nodiscard]] std::vector<Record> records() const;
  /// Stores what `commit` would refuse: for tests of damaged records.
  void damage(const RecordKey& key, std::string json);

 private:
  mutable std::mutex mutex_;
  std::map<RecordKey, Record> records_;
  std::int64_t last_version_ = 0;  // of all keys together: so it grows across an erase, too
};

}  // namespace homeostat::testing

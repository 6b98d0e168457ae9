#include <homeostat/testing/memory_store.hpp>

#include "testing/stopped.hpp"

namespace homeostat::testing {

Result<std::optional<Record>> MemoryStore::get(const RecordKey& key, const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped.error();
  if (Status checked = check_key(key); !checked) return checked.error();
  const std::scoped_lock lock(mutex_);
  const auto found = records_.find(key);
  if (found == records_.end()) return std::optional<Record>();
  return std::optional<Record>(found->second);
}

Result<std::vector<Record>> MemoryStore::scan(const ScanQuery& query, const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped.error();
  if (Status checked = check_scan(query); !checked) return checked.error();
  const std::scoped_lock lock(mutex_);
  std::vector<Record> found;
  for (auto at = records_.lower_bound({query.kind, query.id_prefix}); at != records_.end(); ++at) {
    const RecordKey& key = at->first;
    if (key.kind != query.kind || !key.id.starts_with(query.id_prefix)) break;
    if (std::cmp_greater_equal(found.size(), query.limit)) break;
    if (key.id > query.after_id) found.push_back(at->second);
  }
  return found;
}

Status MemoryStore::commit(const std::vector<Precondition>& preconditions,
                           const std::vector<RecordWrite>& writes, const CallContext& context) {
  if (Status stopped = check_stop(context); !stopped) return stopped;
  if (Status checked = check_commit(preconditions, writes); !checked) return checked;
  const std::scoped_lock lock(mutex_);
  for (const Precondition& precondition : preconditions) {
    const auto found = records_.find(precondition.key);
    const std::int64_t version = found == records_.end() ? 0 : found->second.version;
    if (version != precondition.version) {
      return Error{ErrorCode::conflict,
                   "record changed: " + precondition.key.kind + " " + precondition.key.id};
    }
  }
  ++last_version_;
  for (const RecordWrite& write : writes) {
    if (write.json) {
      records_[write.key] = Record{write.key, *write.json, last_version_};
    } else {
      records_.erase(write.key);
    }
  }
  return {};
}

std::vector<Record> MemoryStore::records() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Record> all;
  for (const auto& [key, record] : records_)
    all.push_back(record);
  return all;
}

void MemoryStore::damage(const RecordKey& key, std::string json) {
  const std::scoped_lock lock(mutex_);
  records_[key] = Record{key, std::move(json), ++last_version_};
}

}  // namespace homeostat::testing

#include <set>

#include <homeostat/ports/state_store.hpp>

#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "core/base/utf8.hpp"

namespace homeostat {
namespace {

constexpr std::size_t kind_bytes_max = 64;
constexpr std::size_t id_bytes_max = 512;
constexpr std::size_t json_bytes_max = 1024 * 1024;
constexpr std::size_t commit_records_max = 1000;

Error invalid(std::string message) {
  return Error{ErrorCode::invalid_argument, std::move(message)};
}

bool is_text(const std::string& text) {
  return text.find('\0') == std::string::npos && base::is_valid_utf8(text);
}

bool is_json_object(const std::string& text) {
  boost::system::error_code failed;
  const boost::json::value value = boost::json::parse(text, failed);
  return !failed && value.is_object();
}

Status check_write(const RecordWrite& write) {
  if (Status key = check_key(write.key); !key) return key;
  if (!write.json) return {};
  if (write.json->size() > json_bytes_max) {
    return invalid(base::format("record of {} bytes, limit is {}", write.json->size(),  //
                                json_bytes_max));
  }
  if (!is_json_object(*write.json)) return invalid("record is not a json object");
  return {};
}

}  // namespace

Status check_key(const RecordKey& key) {
  if (key.kind.empty() || key.kind.size() > kind_bytes_max) {
    return invalid(
        base::format("record kind of {} bytes, must be 1 to {}", key.kind.size(), kind_bytes_max));
  }
  if (key.id.empty() || key.id.size() > id_bytes_max) {
    return invalid(
        base::format("record id of {} bytes, must be 1 to {}", key.id.size(), id_bytes_max));
  }
  if (!is_text(key.kind) || !is_text(key.id)) return invalid("record key is not utf-8 without nul");
  return {};
}

Status check_scan(const ScanQuery& query) {
  if (query.limit >= 1) return {};
  return invalid(base::format("scan limit is {}, must be at least 1", query.limit));
}

Status check_commit(const std::vector<Precondition>& preconditions,
                    const std::vector<RecordWrite>& writes) {
  if (preconditions.size() > commit_records_max || writes.size() > commit_records_max) {
    return invalid(base::format("commit of {} preconditions and {} writes, limit is {}",
                                preconditions.size(), writes.size(), commit_records_max));
  }
  for (const Precondition& precondition : preconditions) {
    if (Status key = check_key(precondition.key); !key) return key;
  }
  std::set<RecordKey> seen;
  for (const RecordWrite& write : writes) {
    if (Status checked = check_write(write); !checked) return checked;
    if (!seen.insert(write.key).second) return invalid("commit writes one key twice");
  }
  return {};
}

}  // namespace homeostat

#pragma once

/// The truth between runs: versioned records with atomic, conditional commits.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// `kind` is a short constant of ours ("lease", "attempt", "money"), `id` any UTF-8 text
/// without NUL, 1 to 512 bytes. Ordered by (kind, id) bytewise.
struct RecordKey {
  std::string kind;
  std::string id;
  friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};

struct Record {
  RecordKey key;
  std::string json;          ///< an object; at most 1 MiB
  std::int64_t version = 0;  ///< ≥ 1; grows with each write of the key, also across an erase
  friend bool operator==(const Record&, const Record&) = default;
};

/// The commit happens only if the record has this version now; 0 = it does not exist.
struct Precondition {
  RecordKey key;
  std::int64_t version = 0;
};

/// `json` none = erase.
struct RecordWrite {
  RecordKey key;
  std::optional<std::string> json;
};

struct ScanQuery {
  std::string kind;
  std::string id_prefix{};  ///< empty: all
  std::string after_id{};   ///< exclusive; empty: from the start
  std::int64_t limit = 1000;
};

/// What every implementation refuses, as invalid_argument, before it does anything: a kind or id
/// that is empty, too long (64 and 512 bytes), not UTF-8 or holds NUL; JSON that is no object or
/// above 1 MiB; a limit below 1; two writes of one key; more than 1000 preconditions or writes.
Status check_key(const RecordKey& key);
Status check_scan(const ScanQuery& query);
Status check_commit(const std::vector<Precondition>& preconditions,
                    const std::vector<RecordWrite>& writes);

/// Thread safety: implementations are safe to share between threads; those that are shared
/// between processes say so.
class StateStore {
 public:
  virtual ~StateStore() = default;
  virtual Result<std::optional<Record>> get(const RecordKey& key, const CallContext& context) = 0;
  /// In order of id, at most `limit`.
  virtual Result<std::vector<Record>> scan(const ScanQuery& query, const CallContext& context) = 0;
  /// All writes or none; durable when it returns. `conflict` if a precondition does not hold.
  virtual Status commit(const std::vector<Precondition>& preconditions,
                        const std::vector<RecordWrite>& writes, const CallContext& context) = 0;
};

}  // namespace homeostat

// How the rules read and write their records. A record that cannot be read is an error that names
// it, and never counts as absent: to forget a cooldown or a debt would fail open.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/ports/state_store.hpp>
#include <homeostat/time.hpp>

#include "core/base/json.hpp"

namespace homeostat::state {

/// How often a rule reads, decides and commits again because another writer was between. With w
/// writers at one record, one of them succeeds in each round: far more than any w we meet.
inline constexpr int commit_tries_max = 1000;

[[nodiscard]] Error damaged(const RecordKey& key, std::string_view what);
[[nodiscard]] Error too_many_conflicts(const RecordKey& key);

/// Reads fields and remembers the first thing that is wrong; ask `status` before using a value.
class RecordReader {
 public:
  explicit RecordReader(const Record& record);

  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t min = 0,
                                     std::int64_t max = std::numeric_limits<std::int64_t>::max());
  [[nodiscard]] std::string text(std::string_view name);
  [[nodiscard]] bool boolean(std::string_view name);
  [[nodiscard]] std::vector<std::string> texts(std::string_view name);
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name);  ///< from 0
  [[nodiscard]] Time time(std::string_view name);
  [[nodiscard]] std::optional<Time> optional_time(std::string_view name);  ///< null: none
  /// Reads the fields of an object inside; has a status of its own.
  [[nodiscard]] RecordReader inside(std::string_view name);

  [[nodiscard]] Status status() const;
  void fail(std::string_view what);

 private:
  [[nodiscard]] const boost::json::value& field(std::string_view name);

  RecordKey key_;
  boost::json::object object_;
  std::optional<Error> error_;
};

[[nodiscard]] boost::json::value to_json(std::optional<Time> time);
[[nodiscard]] boost::json::array to_json(const std::vector<std::string>& texts);

/// True: committed. False: another writer was between.
Result<bool> try_commit(StateStore& store, const std::vector<Precondition>& preconditions,
                        const std::vector<RecordWrite>& writes, const CallContext& context);

[[nodiscard]] inline std::int64_t version_of(const std::optional<Record>& record) {
  return record ? record->version : 0;
}

/// Calls `visit` with every record of the kind whose id begins with the prefix, in order, until
/// it fails.
Status visit_records(StateStore& store, const std::string& kind, const std::string& id_prefix,
                     const CallContext& context, const std::function<Status(const Record&)>& visit);

}  // namespace homeostat::state

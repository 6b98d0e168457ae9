#pragma once

/// The state of one machine: a SQLite file, shared by any number of threads and processes.
///
/// When not to use it: on a network file system, or from several machines.
///
/// ```cpp
/// #include <homeostat/sqlite/sqlite_store.hpp>
/// auto store = homeostat::SqliteStore::open(".homeostat/state.sqlite");
/// ```

#include <memory>
#include <string>

#include <homeostat/ports/state_store.hpp>

namespace homeostat {

/// A commit that returned is on the disk (WAL with synchronous=FULL). Thread safety: safe to
/// share between threads; several objects, also of several processes, may have one file open. Do
/// not carry an open store over a fork.
class SqliteStore : public StateStore {
 public:
  /// Makes the folder and the file (mode 0600) where there is none. Nothing of an existing file is
  /// changed that is damaged or empty (`store`), not a state file (`store`), or written by a newer
  /// version (`unsupported`).
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& path,
                                                   const CallContext& context = {});
  ~SqliteStore() override;
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  Result<std::optional<Record>> get(const RecordKey& key, const CallContext& context) override;
  Result<std::vector<Record>> scan(const ScanQuery& query, const CallContext& context) override;
  Status commit(const std::vector<Precondition>& preconditions,
                const std::vector<RecordWrite>& writes, const CallContext& context) override;

  /// Reads the whole file and says what is damaged. Costs time by the file's size.
  Status check(const CallContext& context);

 private:
  class Impl;
  explicit SqliteStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace homeostat

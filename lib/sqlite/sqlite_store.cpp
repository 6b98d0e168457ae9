#include <condition_variable>
#include <filesystem>
#include <mutex>

#include <homeostat/sqlite/sqlite_store.hpp>

#include "core/base/format.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/state_file.hpp"

namespace homeostat {

using sqlite::Connection;
using sqlite::Deadline;
using sqlite::Query;
using sqlite::Sql;

namespace {

Error changed(const RecordKey& key) {
  return Error{ErrorCode::conflict, base::format("record {} {} changed", key.kind, key.id)};
}

Result<std::optional<Record>> read(Connection& database, const RecordKey& key) {
  Query query(database, Sql::get);
  auto found = query.bind(1, key.kind).bind(2, key.id).step();
  if (!found) return found.error();
  if (!*found) return std::optional<Record>();
  return std::optional<Record>(Record{key, query.text(1), query.integer(0)});
}

Status check_versions(Connection& database, const std::vector<Precondition>& preconditions) {
  for (const Precondition& precondition : preconditions) {
    Query query(database, Sql::get);
    auto found = query.bind(1, precondition.key.kind).bind(2, precondition.key.id).step();
    if (!found) return found.error();
    if ((*found ? query.integer(0) : 0) != precondition.version) return changed(precondition.key);
  }
  return {};
}

Result<std::int64_t> next_version(Connection& database) {
  Query query(database, Sql::next_version);
  auto found = query.step();
  if (!found) return found.error();
  if (!*found) return Error{ErrorCode::store, "the state file has lost its counter"};
  return query.integer(0);
}

/// Inside a transaction.
Status write_all(Connection& database, const std::vector<Precondition>& preconditions,
                 const std::vector<RecordWrite>& writes) {
  if (Status holds = check_versions(database, preconditions); !holds) return holds;
  auto version = next_version(database);
  if (!version) return version.error();
  for (const RecordWrite& write : writes) {
    Query query(database, write.json ? Sql::put : Sql::erase);
    query.bind(1, write.key.kind).bind(2, write.key.id);
    if (write.json) query.bind(3, *version).bind(4, *write.json);
    if (auto done = query.step(); !done) return done.error();
  }
  return {};
}

}  // namespace

class SqliteStore::Impl {
 public:
  explicit Impl(std::string path) : path_(std::move(path)) {}

  /// A connection of one's own for one call.
  class Borrowed {
   public:
    Borrowed(Impl& owner, std::unique_ptr<Connection> connection)
        : owner_(&owner), connection_(std::move(connection)) {}
    ~Borrowed() {
      if (connection_ != nullptr) owner_->give_back(std::move(connection_));
    }
    Borrowed(Borrowed&&) = default;
    Borrowed& operator=(Borrowed&&) = delete;
    [[nodiscard]] Connection& operator*() const { return *connection_; }

   private:
    Impl* owner_;
    std::unique_ptr<Connection> connection_;
  };

  Result<Borrowed> borrow(const Deadline& deadline) {
    if (Status left = deadline.check(); !left) return left.error();
    std::unique_ptr<Connection> connection;
    {
      const std::scoped_lock lock(mutex_);
      if (!idle_.empty()) {
        connection = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (connection == nullptr) {
      auto opened = sqlite::open_state_file(path_, deadline);
      if (!opened) return opened.error();
      connection = std::move(*opened);
    }
    connection->set_deadline(deadline);
    return Borrowed(*this, std::move(connection));
  }

  /// The turn of one writer of this process. Without it, all threads would poll for SQLite's own
  /// lock, which knows no order.
  class Turn {
   public:
    explicit Turn(Impl& owner) : owner_(&owner) {}
    ~Turn() {
      {
        const std::scoped_lock lock(owner_->mutex_);
        owner_->writing_ = false;
      }
      owner_->turn_ended_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Impl* owner_;
  };

  /// False: the deadline passed, or stop was requested.
  bool wait_for_turn(const Deadline& deadline) {
    std::unique_lock lock(mutex_);
    const bool free =
        turn_ended_.wait_until(lock, deadline.stop(), deadline.end(), [&] { return !writing_; });
    if (free) writing_ = true;
    return free;
  }

 private:
  void give_back(std::unique_ptr<Connection> connection) {
    if (!connection->is_idle()) return;
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(connection));
  }

  const std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
  bool writing_ = false;
  std::condition_variable_any turn_ended_;
};

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path,
                                                       const CallContext& context) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    return Error{ErrorCode::invalid_argument, "the path of the state file is empty or has a nul"};
  }
  // Absolute, so that no name has a meaning of its own for SQLite, as ":memory:" has.
  std::error_code failed;
  const std::string absolute = std::filesystem::absolute(path, failed).string();
  if (failed) return Error{ErrorCode::store, "no current folder: " + failed.message()};
  const Deadline deadline(context);
  if (Status left = deadline.check(); !left) return left.error();
  if (Status made = sqlite::create_state_file(absolute, deadline); !made) return made.error();
  auto impl = std::make_unique<Impl>(absolute);
  // Opened now, so that what is wrong with the file is known now; kept for the first call.
  if (auto first = impl->borrow(deadline); !first) return first.error();
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(impl)));
}

Result<std::optional<Record>> SqliteStore::get(const RecordKey& key, const CallContext& context) {
  if (Status checked = check_key(key); !checked) return checked.error();
  const Deadline deadline(context);
  auto database = impl_->borrow(deadline);
  if (!database) return database.error();
  return read(**database, key);
}

Result<std::vector<Record>> SqliteStore::scan(const ScanQuery& query, const CallContext& context) {
  if (Status checked = check_scan(query); !checked) return checked.error();
  const Deadline deadline(context);
  auto database = impl_->borrow(deadline);
  if (!database) return database.error();
  Query rows(**database, Sql::scan);
  rows.bind(1, query.kind).bind(2, query.id_prefix).bind(3, query.after_id).bind(4, query.limit);
  std::vector<Record> found;
  for (;;) {
    auto row = rows.step();
    if (!row) return row.error();
    if (!*row) return found;
    std::string id = rows.text(2);
    if (!id.starts_with(query.id_prefix)) return found;
    found.push_back(Record{{query.kind, std::move(id)}, rows.text(1), rows.integer(0)});
  }
}

Status SqliteStore::commit(const std::vector<Precondition>& preconditions,
                           const std::vector<RecordWrite>& writes, const CallContext& context) {
  if (Status checked = check_commit(preconditions, writes); !checked) return checked;
  const Deadline deadline(context);
  auto borrowed = impl_->borrow(deadline);
  if (!borrowed) return borrowed.error();
  Connection& database = **borrowed;
  // Who is too late already is told so before he waits for the writers' lock.
  if (Status holds = check_versions(database, preconditions); !holds) return holds;
  if (!impl_->wait_for_turn(deadline)) return deadline.check();
  const Impl::Turn turn(*impl_);
  if (Status begun = database.execute("BEGIN IMMEDIATE"); !begun) return begun;
  Status done = write_all(database, preconditions, writes);
  if (done) done = database.execute("COMMIT");
  // Where the rollback fails, the connection is not idle and will not be used again.
  if (!done) (void)database.execute("ROLLBACK");
  return done;
}

Status SqliteStore::check(const CallContext& context) {
  const Deadline deadline(context);
  auto database = impl_->borrow(deadline);
  if (!database) return database.error();
  auto found = (**database).value_of("PRAGMA quick_check(1)");
  if (!found) return found.error();
  if (*found == "ok") return {};
  return Error{ErrorCode::store, "the state file is damaged: " + *found};
}

}  // namespace homeostat

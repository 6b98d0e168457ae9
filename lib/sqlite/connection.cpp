#include "sqlite/connection.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include <sqlite3.h>

#include "core/base/format.hpp"

namespace homeostat::sqlite {
namespace {

using std::chrono::steady_clock;

constexpr Milliseconds timeout_max = std::chrono::hours{24 * 365};  // no overflow of the clock
constexpr Milliseconds poll_max{20};                                // while others hold the lock
constexpr int steps_between_checks = 10'000;                        // of SQLite's machine

constexpr std::array<const char*, sql_count> texts{
    "SELECT version, json FROM record WHERE kind = ?1 AND id = ?2",
    "SELECT version, json, id FROM record WHERE kind = ?1 AND id >= ?2 AND id > ?3 ORDER BY id "
    "LIMIT ?4",
    "UPDATE counter SET value = value + 1 RETURNING value",
    "INSERT INTO record (kind, id, version, json) VALUES (?1, ?2, ?3, ?4) "
    "ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, json = excluded.json",
    "DELETE FROM record WHERE kind = ?1 AND id = ?2"};

}  // namespace

Deadline::Deadline(const CallContext& context)
    : stop_(context.stop),
      end_(steady_clock::now() + std::clamp(context.timeout, Milliseconds{0}, timeout_max)) {}

Status Deadline::check() const {
  if (stop_.stop_requested()) return Error{ErrorCode::cancelled, "stop was requested"};
  if (steady_clock::now() < end_) return {};
  return Error{ErrorCode::timeout, "the state file was not free in time"};
}

bool Deadline::wait(Milliseconds duration) const {
  if (!check()) return false;
  // Nobody notifies: this is a sleep that a stop ends.
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  const auto until = std::min(steady_clock::now() + duration, end_);
  (void)never.wait_until(lock, stop_, until, [] { return false; });
  return check().has_value();
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path,
                                                     const Deadline& deadline) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Connection> connection(new Connection(database, path, deadline));
  if (code != SQLITE_OK) return connection->error_of(code);
  sqlite3_extended_result_codes(database, 0);
  sqlite3_busy_handler(database, &Connection::on_busy, connection.get());
  sqlite3_progress_handler(database, steps_between_checks, &Connection::on_progress,
                           connection.get());
  return connection;
}

Connection::Connection(sqlite3* database, std::string path, const Deadline& deadline)
    : database_(database), path_(std::move(path)), deadline_(deadline) {}

Connection::~Connection() {
  for (sqlite3_stmt* statement : statements_)
    sqlite3_finalize(statement);
  sqlite3_close(database_);
}

int Connection::on_busy(void* self, int times) {
  const auto* connection = static_cast<const Connection*>(self);
  const Milliseconds pause = std::min(Milliseconds{1 + times}, poll_max);
  return connection->deadline_.wait(pause) ? 1 : 0;
}

int Connection::on_progress(void* self) {
  const auto* connection = static_cast<const Connection*>(self);
  return connection->deadline_.check() ? 0 : 1;
}

Error Connection::error_of(int code) const {
  if (code == SQLITE_BUSY || code == SQLITE_INTERRUPT) {
    const Status ended = deadline_.check();
    if (!ended) return ended.error();
  }
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
    return Error{ErrorCode::store,
                 base::format("state file {} is damaged: {}", path_, sqlite3_errmsg(database_))};
  }
  return Error{ErrorCode::store,
               base::format("state file {}: {}", path_, sqlite3_errmsg(database_))};
}

Status Connection::execute(const char* sql) {
  const int code = sqlite3_exec(database_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error_of(code);
  return {};
}

Result<std::string> Connection::value_of(const char* sql) {
  std::string value;
  const auto take_first = [](void* out, int, char** columns, char**) {
    if (columns[0] != nullptr) *static_cast<std::string*>(out) = columns[0];
    return 1;
  };
  const int code = sqlite3_exec(database_, sql, take_first, &value, nullptr);
  // ABORT: we stopped it after the first row.
  if (code != SQLITE_OK && code != SQLITE_ABORT) return error_of(code);
  return value;
}

bool Connection::is_idle() const { return sqlite3_get_autocommit(database_) != 0; }

Result<sqlite3_stmt*> Connection::prepared(Sql which) {
  const auto index = static_cast<std::size_t>(which);
  sqlite3_stmt*& statement = statements_[index];
  if (statement == nullptr) {
    const int code = sqlite3_prepare_v3(database_, texts[index], -1, SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) return error_of(code);
  }
  return statement;
}

Query::Query(Connection& connection, Sql which)
    : connection_(connection), statement_(connection.prepared(which)) {}

Query::~Query() {
  if (!statement_) return;
  sqlite3_reset(*statement_);
  sqlite3_clear_bindings(*statement_);
}

Query& Query::bind(int parameter, std::string_view text) {
  if (statement_) {
    // The length has passed check_key and check_commit; it fits an int.
    sqlite3_bind_text(*statement_, parameter, text.data(), static_cast<int>(text.size()),
                      SQLITE_STATIC);
  }
  return *this;
}

Query& Query::bind(int parameter, std::int64_t number) {
  if (statement_) sqlite3_bind_int64(*statement_, parameter, number);
  return *this;
}

Result<bool> Query::step() {
  if (!statement_) return statement_.error();
  const int code = sqlite3_step(*statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return connection_.error_of(code);
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(*statement_, column); }

std::string Query::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(*statement_, column));
  const int size = sqlite3_column_bytes(*statement_, column);
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

}  // namespace homeostat::sqlite

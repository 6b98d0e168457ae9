// One connection to a SQLite file: waits that obey stop and deadline, errors as ours.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include <homeostat/ports/context.hpp>

struct sqlite3;
struct sqlite3_stmt;

namespace homeostat::sqlite {

/// When a call has to end.
class Deadline {
 public:
  explicit Deadline(const CallContext& context);
  /// cancelled, timeout, or success: there is time left.
  [[nodiscard]] Status check() const;
  /// Waits, but not beyond the end. False: the end has come.
  [[nodiscard]] bool wait(Milliseconds duration) const;

  [[nodiscard]] const std::stop_token& stop() const { return stop_; }
  [[nodiscard]] std::chrono::steady_clock::time_point end() const { return end_; }

 private:
  std::stop_token stop_;
  std::chrono::steady_clock::time_point end_;
};

/// The statements that are prepared once per connection.
enum class Sql { get, scan, next_version, put, erase };
inline constexpr std::size_t sql_count = 5;

/// Thread safety: one thread at a time.
class Connection {
 public:
  /// Opens an existing file; does not look into it.
  static Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                  const Deadline& deadline);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// What follows ends by then.
  void set_deadline(const Deadline& deadline) { deadline_ = deadline; }

  Status execute(const char* sql);
  /// The first column of the first row, as text; empty: no row.
  Result<std::string> value_of(const char* sql);
  /// False: a transaction could not be ended, and the connection is of no more use.
  [[nodiscard]] bool is_idle() const;
  /// The error of the last call that gave this code.
  [[nodiscard]] Error error_of(int code) const;
  Result<sqlite3_stmt*> prepared(Sql which);

 private:
  Connection(sqlite3* database, std::string path, const Deadline& deadline);
  static int on_busy(void* self, int times);
  static int on_progress(void* self);

  sqlite3* database_;
  std::string path_;
  Deadline deadline_;
  std::array<sqlite3_stmt*, sql_count> statements_{};
};

/// One execution of a prepared statement. Parameters and columns are counted as SQLite does: from
/// 1 and from 0. The texts that are bound must live as long.
class Query {
 public:
  Query(Connection& connection, Sql which);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  Query& bind(int parameter, std::string_view text);
  Query& bind(int parameter, std::int64_t number);
  /// True: there is a row. False: there is none (more).
  Result<bool> step();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  Connection& connection_;
  Result<sqlite3_stmt*> statement_;
};

}  // namespace homeostat::sqlite

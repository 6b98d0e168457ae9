// One TCP connection, with TLS over it or without. Every wait is the caller's Waiter's.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "net/resolve.hpp"
#include "net/tls.hpp"
#include "net/wait.hpp"
#include "process/fd.hpp"

namespace homeostat::net {

class Connection {
 public:
  /// Tries the addresses one after the other, each for its share of the waiter's time.
  static Result<Connection> connect(const std::vector<Address>& addresses, Waiter& waiter);

  /// `denied`: the peer's certificate does not hold, and nothing was sent.
  Status start_tls(const TlsContext& tls, const std::string& host, Waiter& waiter);

  /// Waits for bytes. 0: the peer ended, in order. `transport`: it did not.
  Result<std::size_t> read(std::span<char> into, Waiter& waiter);

  /// Sends all of `bytes`, but stops when the peer begins to answer or refuses to take more; the
  /// rest is not worth sending then. False: stopped so.
  Result<bool> write(std::string_view bytes, Waiter& waiter);

  /// Nothing came on it, and its peer has not ended it: fit for another request.
  [[nodiscard]] bool is_quiet();

 private:
  enum class Step { done, wants_read, wants_write, ended, failed };
  struct Moved {
    Step step = Step::failed;
    std::size_t bytes = 0;
  };

  explicit Connection(process::Fd fd) : fd_(std::move(fd)) {}
  static Result<Connection> connect_one(const Address& address, Instant until, Waiter& waiter);
  Moved read_now(std::span<char> into, bool peek);
  Moved write_now(std::string_view bytes);
  [[nodiscard]] Moved tls_outcome(int code, std::size_t bytes) const;

  process::Fd fd_;
  Session session_;  ///< null: without TLS
};

}  // namespace homeostat::net

// Connections that are kept open for another request.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include "net/connection.hpp"

namespace homeostat::net {

struct PoolLimits {
  Milliseconds idle_timeout{0};
  std::size_t all_max = 0;
  std::size_t per_peer_max = 0;
};

/// Connections that were idle for too long are closed by the next call. Thread safety: safe.
class Pool {
 public:
  explicit Pool(const PoolLimits& limits) : limits_(limits) {}

  /// The one of `peer` that was used last and is still fit, if there is one.
  std::optional<Connection> take(const std::string& peer);
  /// May close others: the peer's or all's that have been idle longest.
  void put(const std::string& peer, Connection connection);

  [[nodiscard]] std::size_t size() const;
  void clear();

 private:
  struct Idle {
    std::string peer;
    Connection connection;
    Instant since;
  };

  void drop_old();

  PoolLimits limits_;
  mutable std::mutex mutex_;
  std::deque<Idle> idle_;  ///< the longest idle first
};

}  // namespace homeostat::net

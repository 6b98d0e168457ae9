// The one place where an exchange waits: for descriptors, until its deadline or its stop.
#pragma once

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <stop_token>

#include <homeostat/ports/context.hpp>

#include "process/fd.hpp"

namespace homeostat::net {

using Instant = std::chrono::steady_clock::time_point;

/// What is left of a call's time. Belongs to one call and its thread.
class Waiter {
 public:
  explicit Waiter(const CallContext& context);
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  /// Cancelled, timeout, `transport` (the time for connecting is over), or fine.
  [[nodiscard]] Status check() const;
  /// True: one of `fds` is ready, and its revents say for what. False: `until` has passed.
  /// Errors: as of check().
  Result<bool> wait(std::span<const pollfd> fds, Instant until = Instant::max());
  Status wait_for(int fd, short events);

  /// When waits end at the latest.
  [[nodiscard]] Instant end() const { return std::min(deadline_, connect_end_); }

 private:
  friend class ConnectLimit;
  struct Wake {
    int fd;
    void operator()() const noexcept;
  };

  std::stop_token stop_;
  Milliseconds timeout_;
  Instant deadline_;
  Milliseconds connect_timeout_{0};
  Instant connect_end_ = Instant::max();
  process::Fd wake_;  ///< readable once stop was requested
  std::optional<std::stop_callback<Wake>> callback_;
};

/// While one lives, its waiter's waits end with `transport` when the time for connecting is over.
class ConnectLimit {
 public:
  ConnectLimit(Waiter& waiter, Milliseconds timeout);
  ~ConnectLimit() { waiter_.connect_end_ = Instant::max(); }
  ConnectLimit(const ConnectLimit&) = delete;
  ConnectLimit& operator=(const ConnectLimit&) = delete;

 private:
  Waiter& waiter_;
};

}  // namespace homeostat::net

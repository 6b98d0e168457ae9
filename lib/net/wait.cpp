#include "net/wait.hpp"

#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <vector>

#include "core/base/format.hpp"

namespace homeostat::net {
namespace {

/// A call of more than a year waits for a year.
constexpr Milliseconds timeout_max{366LL * 24 * 3600 * 1000};

/// For poll: rounded up, so that it does not wake before the time.
int milliseconds_until(Instant until) {
  const auto left = std::chrono::ceil<Milliseconds>(until - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

}  // namespace

void Waiter::Wake::operator()() const noexcept { (void)::eventfd_write(fd, 1); }

Waiter::Waiter(const CallContext& context)
    : stop_(context.stop),
      timeout_(std::min(context.timeout, timeout_max)),
      deadline_(std::chrono::steady_clock::now() + timeout_) {
  if (!stop_.stop_possible()) return;
  wake_.reset(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (wake_) callback_.emplace(stop_, Wake{wake_.get()});
}

Status Waiter::check() const {
  if (stop_.stop_requested()) return Error{ErrorCode::cancelled, "stop was requested"};
  if (stop_.stop_possible() && !wake_) {
    return Error{ErrorCode::transport, "no descriptor is left to wait with"};
  }
  const Instant now = std::chrono::steady_clock::now();
  if (now >= deadline_) {
    return Error{ErrorCode::timeout, base::format("no time is left after {} ms", timeout_.count())};
  }
  if (now >= connect_end_) {
    return Error{ErrorCode::transport,
                 base::format("not connected within {} ms", connect_timeout_.count())};
  }
  return {};
}

Result<bool> Waiter::wait(std::span<const pollfd> fds, Instant until) {
  std::vector<pollfd> all(fds.begin(), fds.end());
  all.push_back({wake_.get(), POLLIN, 0});
  for (;;) {
    if (Status fine = check(); !fine) return fine.error();
    const int ready = ::poll(all.data(), all.size(), milliseconds_until(std::min(until, end())));
    if (ready < 0 && errno != EINTR) {
      return Error{ErrorCode::transport, "the system does not let us wait"};
    }
    const bool woken = ready > 0 && all.back().revents != 0;
    if (ready > 0 && !woken) return true;
    if (std::chrono::steady_clock::now() >= std::min(until, end())) {
      if (Status fine = check(); !fine) return fine.error();
      return false;
    }
  }
}

Status Waiter::wait_for(int fd, short events) {
  const pollfd one{fd, events, 0};
  if (Result<bool> ready = wait({&one, 1}); !ready) return ready.error();
  return {};
}

ConnectLimit::ConnectLimit(Waiter& waiter, Milliseconds timeout) : waiter_(waiter) {
  waiter.connect_timeout_ = std::min(timeout, timeout_max);
  waiter.connect_end_ = std::chrono::steady_clock::now() + waiter.connect_timeout_;
}

}  // namespace homeostat::net

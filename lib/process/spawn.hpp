// The one place where a child process begins.
#pragma once

#include <linux/filter.h>
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include <homeostat/result.hpp>

#include "process/fd.hpp"

namespace homeostat::process {

struct ResourceLimit {
  int resource = 0;  ///< RLIMIT_…
  std::uint64_t value = 0;
};

struct SpawnRequest {
  std::string program{};                   ///< a path; relative: to `directory`
  std::vector<std::string> argv{};         ///< argv[0] included
  std::vector<std::string> environment{};  ///< "NAME=value": exactly these
  std::string directory{};                 ///< empty: the host's
  std::vector<ResourceLimit> limits{};     ///< lowered to, never raised
  bool no_new_privileges = false;          ///< setuid programs gain nothing; as do the next three
  bool no_capabilities = false;            ///< a root's, too
  int landlock = -1;                       ///< a ruleset that the child takes on
  std::vector<sock_filter> filter{};       ///< of its system calls; empty: none
  /// What the child has as descriptors 0 to 4 (-1: closed); it has no others.
  int standard_input = -1;
  int standard_output = -1;
  int standard_error = -1;
  int report = -1;
  int extra = -1;
};

/// A child that was started: the leader of its own session and process group. An object that
/// still holds one kills and reaps the whole group.
/// Thread safety: distinct objects are safe.
class Child {
 public:
  Child() = default;
  Child(pid_t pid, Fd pidfd) : pid_(pid), pidfd_(std::move(pidfd)) {}
  Child(Child&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)), pidfd_(std::move(other.pidfd_)) {}
  Child& operator=(Child&& other) = delete;
  ~Child();

  [[nodiscard]] int pidfd() const { return pidfd_.get(); }
  [[nodiscard]] pid_t pid() const { return pid_; }
  /// Signals the group. Precondition: not yet reaped, so that no stranger has its number.
  void signal_group(int signal) const;
  /// Waits for the end of the leader. {code, 0} or {-1, signal}.
  struct Status {
    int exit_code = -1;
    int signal = 0;
  };
  Result<Status> reap();

 private:
  pid_t pid_ = -1;
  Fd pidfd_;
};

/// Starts a child by vfork and execve: as posix_spawn does, with resource limits beside. All
/// signals have their default action in it, none is blocked; the umask is 022; it dies with the
/// calling thread. `unsupported` names the program and what the system said; invalid_argument: a
/// NUL byte in one of the texts. Thread safety: safe.
Result<Child> spawn(const SpawnRequest& request);

}  // namespace homeostat::process

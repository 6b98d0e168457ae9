// The system calls that no test needs, as a filter program for the kernel.
#pragma once

#include <linux/filter.h>

#include <string>
#include <vector>

namespace homeostat::sandbox {

struct SeccompRules {
  /// The command sees the host's processes. It stays in one process group, so that all dies with
  /// it (setsid and setpgid answer as if they had worked), and cannot signal the host program.
  bool shares_processes = false;
  /// Sockets are local and reach nobody but who inherited them.
  bool no_network = false;
};

/// Refused always: looking into other processes, loading and mounting, new namespaces, changing
/// the machine, io_uring, keys. Empty: not for this processor.
[[nodiscard]] std::vector<sock_filter> make_seccomp(const SeccompRules& rules);

/// A program as bubblewrap reads it.
[[nodiscard]] std::string to_bytes(const std::vector<sock_filter>& program);

/// The kernel takes filters.
[[nodiscard]] bool has_seccomp();

}  // namespace homeostat::sandbox

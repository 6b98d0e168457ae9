// What a command and all that it started use, as the system counts it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace homeostat::process {

struct TreeUse {
  std::int64_t processes = 0;
  std::int64_t memory_bytes = 0;  ///< resident; shared pages count once for each process
};

/// The members of the process group `leader` and the descendants of `leader`. A process that left
/// the group and lost its parent is not found outside a PID namespace.
[[nodiscard]] TreeUse measure_tree(pid_t leader);

/// Bytes on disk below `path`, no symlink followed. Stops above `bytes_max`, or after
/// `entries_max` entries: then the answer is above the limit, too.
[[nodiscard]] std::int64_t measure_folder(const std::string& path, std::int64_t bytes_max,
                                          std::int64_t entries_max = 2'000'000);

}  // namespace homeostat::process

// A lock that threads and processes share, as a file that stays.
#pragma once

#include <string>

#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>

#include "process/fd.hpp"

namespace homeostat::git {

/// Held until the object goes, or its process.
class FileLock {
 public:
  /// Waits for it. timeout, cancelled, or store if the file cannot be made.
  static Result<FileLock> acquire(const std::string& path, const CallContext& context);
  /// True if it was free; then it is held.
  static bool try_acquire(const std::string& path, FileLock& lock);
  FileLock() = default;

 private:
  process::Fd file_;
};

}  // namespace homeostat::git

#include "git/file_lock.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>

#include "core/base/format.hpp"
#include "git/deadline.hpp"

namespace homeostat::git {
namespace {

constexpr int poll_ms = 10;

process::Fd open_file(const std::string& path) {
  return process::Fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
}

}  // namespace

bool FileLock::try_acquire(const std::string& path, FileLock& lock) {
  auto file = open_file(path);
  if (!file || ::flock(file.get(), LOCK_EX | LOCK_NB) != 0) return false;
  lock.file_ = std::move(file);
  return true;
}

Result<FileLock> FileLock::acquire(const std::string& path, const CallContext& context) {
  const Deadline deadline(context);
  FileLock lock;
  lock.file_ = open_file(path);
  if (!lock.file_) {
    return Error{ErrorCode::store,
                 base::format("cannot open {}: {}", path, std::generic_category().message(errno))};
  }
  while (::flock(lock.file_.get(), LOCK_EX | LOCK_NB) != 0) {
    if (context.stop.stop_requested()) {
      return Error{ErrorCode::cancelled, base::format("the wait for {} was stopped", path)};
    }
    if (deadline.rest().timeout.count() == 0) {
      return Error{ErrorCode::timeout,
                   base::format("{} was held by others for {} ms", path, context.timeout.count())};
    }
    ::poll(nullptr, 0, poll_ms);
  }
  return lock;
}

}  // namespace homeostat::git

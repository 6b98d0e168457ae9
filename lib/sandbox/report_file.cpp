#include "sandbox/report_file.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/base/format.hpp"
#include "process/fd.hpp"

namespace homeostat::sandbox {
namespace {

using process::Fd;

/// Never above `directory`, and through no symlink at any part.
Fd open_beneath(int directory, const std::string& path, std::uint64_t flags) {
  open_how how{};
  how.flags = flags | O_CLOEXEC;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return Fd(static_cast<int>(::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how)));
}

Fd open_folder(const std::string& path) {
  return Fd(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

}  // namespace

Status remove_report(const std::string& directory, const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const Fd top = open_folder(directory);
  const Fd folder = slash == path.npos
                        ? open_folder(directory)
                        : open_beneath(top.get(), path.substr(0, slash), O_PATH | O_DIRECTORY);
  const std::string name = slash == path.npos ? path : path.substr(slash + 1);
  // No folder yet: the command makes it.
  if (!folder && errno == ENOENT) return {};
  if (folder && (::unlinkat(folder.get(), name.c_str(), 0) == 0 || errno == ENOENT)) return {};
  return Error{ErrorCode::unsupported, base::format("cannot remove an old report at {}: {}", path,
                                                    std::generic_category().message(errno))};
}

std::optional<std::string> read_report(const std::string& directory, const std::string& path,
                                       std::int64_t bytes_max) {
  const Fd top = open_folder(directory);
  // Not blocking: it may be a pipe that nobody writes to.
  const Fd file = open_beneath(top.get(), path, O_RDONLY | O_NONBLOCK);
  struct stat info {};
  if (!file || ::fstat(file.get(), &info) != 0) return std::nullopt;
  // A second name may be a file of somebody else.
  const bool plain = S_ISREG(info.st_mode) && info.st_nlink == 1;
  if (!plain || info.st_size > bytes_max) return std::nullopt;
  std::string text(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    const auto got = ::read(file.get(), text.data() + done, text.size() - done);
    if (got <= 0) return std::nullopt;
    done += static_cast<std::size_t>(got);
  }
  return text;
}

}  // namespace homeostat::sandbox

#include "git/files.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "core/base/format.hpp"
#include "process/fd.hpp"

namespace homeostat::git {
namespace {

namespace fs = std::filesystem;
using process::Fd;

Error cannot(std::string_view what, const std::string& path, int number) {
  return {ErrorCode::store,
          base::format("cannot {} {}: {}", what, path, std::generic_category().message(number))};
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto wrote = ::write(file, text.data(), text.size());
    if (wrote < 0 && errno != EINTR) return false;
    text.remove_prefix(wrote > 0 ? static_cast<std::size_t>(wrote) : 0);
  }
  return true;
}

}  // namespace

Result<std::vector<std::string>> list_files(const std::string& folder, std::string_view ending,
                                            std::int64_t files_max) {
  std::vector<std::string> names;
  std::error_code failed;
  auto entry = fs::directory_iterator(folder, failed);
  if (failed == std::errc::no_such_file_or_directory) return names;
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    auto name = entry->path().filename().string();
    if (name.starts_with('.') || !name.ends_with(ending)) continue;
    std::error_code unknown;
    if (!entry->is_regular_file(unknown)) continue;
    names.push_back(std::move(name));
    if (std::cmp_greater(names.size(), files_max)) {
      return Error{ErrorCode::denied,
                   base::format("{} has more than {} files, its limit", folder, files_max)};
    }
  }
  if (failed) return cannot("list", folder, failed.value());
  std::ranges::sort(names);
  return names;
}

Result<std::string> read_file(const std::string& path, std::int64_t bytes_max) {
  const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file) return cannot("read", path, errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return Error{ErrorCode::store, base::format("{} is not a file", path)};
  }
  std::string text;
  char buffer[16 * 1024];
  ssize_t got = 0;
  while ((got = ::read(file.get(), buffer, sizeof buffer)) > 0) {
    text.append(buffer, static_cast<std::size_t>(got));
    if (std::cmp_greater(text.size(), bytes_max)) {
      return Error{ErrorCode::denied,
                   base::format("{} has more than {} bytes, the limit", path, bytes_max)};
    }
  }
  if (got < 0) return cannot("read", path, errno);
  return text;
}

Status write_file(const std::string& path, std::string_view text) {
  const auto folder = fs::path(path).parent_path().string();
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return cannot("make", folder, failed.value());
  auto name = folder + "/.new-XXXXXX";
  Fd file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file) return cannot("write in", folder, errno);
  const bool written = write_all(file.get(), text) && ::fchmod(file.get(), 0644) == 0 &&
                       ::fsync(file.get()) == 0 && ::rename(name.c_str(), path.c_str()) == 0;
  if (!written) {
    const int number = errno;
    ::unlink(name.c_str());
    return cannot("write", path, number);
  }
  const Fd parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!parent || ::fsync(parent.get()) != 0) return cannot("sync", folder, errno);
  return {};
}

}  // namespace homeostat::git

#include "process/temporary_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <system_error>

#include "core/base/format.hpp"
#include "process/fd.hpp"

namespace homeostat::process {
namespace {

Error cannot(std::string_view what, const std::string& path) {
  return {ErrorCode::store,
          base::format("cannot {} {}: {}", what, path, std::generic_category().message(errno))};
}

/// Opened for reading and emptying; never a symlink.
Fd open_folder(int parent, const char* name) {
  constexpr int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  Fd folder(::openat(parent, name, flags));
  if (!folder && errno == EACCES) {
    // Only an owner may do this, and chmod does not follow here: O_NOFOLLOW opens it after.
    ::fchmodat(parent, name, S_IRWXU, 0);
    folder.reset(::openat(parent, name, flags));
  }
  if (folder) ::fchmod(folder.get(), S_IRWXU);
  return folder;
}

/// Removes the entries of `folder` one by one, up to a child folder that is not empty: its name;
/// empty: none is left.
Result<std::string> empty_until_child(int folder, const std::string& root) {
  const int copy = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::fdopendir(copy), ::closedir);
  if (!entries) return cannot("read a folder in", root);
  const dirent* entry = nullptr;
  while ((entry = ::readdir(entries.get())) != nullptr) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (::unlinkat(folder, entry->d_name, 0) == 0) continue;
    if (errno != EISDIR && errno != EPERM) return cannot("remove a file in", root);
    if (::unlinkat(folder, entry->d_name, AT_REMOVEDIR) == 0) continue;
    if (errno != ENOTEMPTY && errno != EEXIST) return cannot("remove a folder in", root);
    return std::string(entry->d_name);
  }
  return std::string();
}

}  // namespace

// Goes down and up with one open folder, so that no depth runs out of stack or descriptors.
Status remove_tree(const std::string& path) {
  auto folder = open_folder(AT_FDCWD, path.c_str());
  if (!folder) return errno == ENOENT ? Status() : Status(cannot("open", path));
  for (std::int64_t depth = 0;;) {
    auto child = empty_until_child(folder.get(), path);
    if (!child) return child.error();
    if (!child->empty()) {
      auto next = open_folder(folder.get(), child->c_str());
      if (!next) return cannot("open a folder in", path);
      folder = std::move(next);
      ++depth;
      continue;
    }
    if (depth == 0) break;
    folder.reset(::openat(folder.get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) return cannot("leave a folder in", path);
    --depth;
  }
  if (::rmdir(path.c_str()) != 0) return cannot("remove", path);
  return {};
}

Result<TemporaryDirectory> TemporaryDirectory::make(const std::string& parent,
                                                    const std::string& prefix) {
  auto path = base::format("{}/{}XXXXXX", parent, prefix);
  if (::mkdtemp(path.data()) == nullptr) return cannot("make a folder in", parent);
  return TemporaryDirectory(std::move(path));
}

TemporaryDirectory::~TemporaryDirectory() {
  if (!path_.empty()) [[maybe_unused]]
    const auto removed = remove_tree(path_);
}

}  // namespace homeostat::process

#include "process/tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "core/base/format.hpp"
#include "process/fd.hpp"

namespace homeostat::process {
namespace {

struct Seen {
  pid_t pid = 0;
  pid_t parent = 0;
  pid_t group = 0;
  std::int64_t pages = 0;
};

/// The fields behind the name, which may hold blanks and brackets: "S ppid pgrp …".
std::int64_t field(std::string_view fields, int index) {
  for (int i = 0; i < index; ++i) {
    const std::size_t space = fields.find(' ');
    if (space == fields.npos) return 0;
    fields.remove_prefix(space + 1);
  }
  std::int64_t value = 0;
  std::from_chars(fields.data(), fields.data() + fields.size(), value);
  return value;
}

bool read_stat(int proc, const char* name, Seen& seen) {
  const Fd file(::openat(proc, base::format("{}/stat", name).c_str(), O_RDONLY | O_CLOEXEC));
  char buffer[2048];
  const ssize_t got = file ? ::read(file.get(), buffer, sizeof buffer) : -1;
  if (got <= 0) return false;
  const std::string_view text(buffer, static_cast<std::size_t>(got));
  const std::size_t close = text.rfind(") ");
  if (close == text.npos) return false;
  const std::string_view fields = text.substr(close + 2);
  seen.parent = static_cast<pid_t>(field(fields, 1));
  seen.group = static_cast<pid_t>(field(fields, 2));
  seen.pages = field(fields, 21);
  return true;
}

std::vector<Seen> all_processes() {
  std::vector<Seen> out;
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/proc"), ::closedir);
  const dirent* entry = nullptr;
  while (folder && (entry = ::readdir(folder.get())) != nullptr) {
    Seen seen;
    seen.pid = static_cast<pid_t>(std::strtol(entry->d_name, nullptr, 10));
    if (seen.pid > 0 && read_stat(::dirfd(folder.get()), entry->d_name, seen)) out.push_back(seen);
  }
  return out;
}

}  // namespace

TreeUse measure_tree(pid_t leader) {
  const std::vector<Seen> all = all_processes();
  std::set<pid_t> ours{leader};
  // A child may stand before its parent where numbers wrapped: until nothing is new.
  for (std::size_t before = 0; before != ours.size();) {
    before = ours.size();
    for (const Seen& seen : all) {
      if (seen.group == leader || ours.contains(seen.parent)) ours.insert(seen.pid);
    }
  }
  TreeUse use;
  const std::int64_t page_bytes = ::sysconf(_SC_PAGESIZE);
  for (const Seen& seen : all) {
    if (!ours.contains(seen.pid)) continue;
    ++use.processes;
    use.memory_bytes += seen.pages * page_bytes;
  }
  return use;
}

std::int64_t measure_folder(const std::string& path, std::int64_t bytes_max,
                            std::int64_t entries_max) {
  constexpr std::int64_t block_bytes = 512;
  std::vector<std::string> left{path};
  std::int64_t bytes = 0;
  std::int64_t entries = 0;
  while (!left.empty() && bytes <= bytes_max) {
    const std::string here = std::move(left.back());
    left.pop_back();
    const int fd = ::open(here.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(
        fd < 0 ? nullptr : ::fdopendir(fd), [](DIR* dir) { return dir ? ::closedir(dir) : 0; });
    const dirent* entry = nullptr;
    while (folder && (entry = ::readdir(folder.get())) != nullptr) {
      const std::string_view name = entry->d_name;
      struct stat info {};
      if (name == "." || name == "..") continue;
      if (::fstatat(fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) continue;
      if (++entries > entries_max) return bytes_max + 1;
      bytes += info.st_blocks * block_bytes;
      if (S_ISDIR(info.st_mode)) left.push_back(here + "/" + entry->d_name);
    }
  }
  return bytes;
}

}  // namespace homeostat::process

#include "process/sweep.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>

#include "core/base/format.hpp"
#include "process/fd.hpp"

namespace homeostat::process {
namespace {

constexpr std::size_t environment_bytes_max = 1024 * 1024;
constexpr int rounds_max = 20;
constexpr int death_wait_ms = 200;

std::string environment_of(pid_t pid) {
  const Fd file(::open(base::format("/proc/{}/environ", pid).c_str(), O_RDONLY | O_CLOEXEC));
  std::string text;
  char buffer[16 * 1024];
  ssize_t got = 0;
  while (file && text.size() < environment_bytes_max &&
         (got = ::read(file.get(), buffer, sizeof buffer)) > 0) {
    text.append(buffer, static_cast<std::size_t>(got));
  }
  return text;
}

bool is_marked(pid_t pid, const std::string& mark) {
  return environment_of(pid).find(mark) != std::string::npos;
}

/// The pidfd is opened before the mark is read again: the number cannot have gone to a stranger.
bool kill_if_marked(pid_t pid, const std::string& mark) {
  if (!is_marked(pid, mark)) return false;
  const Fd pidfd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!pidfd || !is_marked(pid, mark)) return false;
  if (::syscall(SYS_pidfd_send_signal, pidfd.get(), SIGKILL, nullptr, 0) != 0) return false;
  pollfd ended{pidfd.get(), POLLIN, 0};
  ::poll(&ended, 1, death_wait_ms);
  return true;
}

bool kill_round(const std::string& mark) {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/proc"), ::closedir);
  bool found = false;
  const dirent* entry = nullptr;
  while (folder && (entry = ::readdir(folder.get())) != nullptr) {
    const auto pid = static_cast<pid_t>(std::strtol(entry->d_name, nullptr, 10));
    if (pid > 0 && kill_if_marked(pid, mark)) found = true;
  }
  return found;
}

}  // namespace

std::string make_mark() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  return base::format("HOMEOSTAT_PROCESS_MARK={}.{}.{}.", ::getpid(), ::syscall(SYS_gettid), now);
}

void kill_marked(const std::string& mark) {
  for (int round = 0; round < rounds_max && kill_round(mark); ++round) {
  }
}

}  // namespace homeostat::process

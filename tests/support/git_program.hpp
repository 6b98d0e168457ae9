// The git program, for tests that hold our answers against git's. No configuration but the one
// given here reaches it.
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace support {

struct GitResult {
  int status = -1;  ///< exit status; -1 if git could not be started or was ended by a signal
  std::string output;
  std::string errors;
  [[nodiscard]] bool ok() const { return status == 0; }
};

namespace detail {

/// A file in memory, for one standard stream: nothing can block on it.
class Stream {
 public:
  explicit Stream(const std::string& content) : fd_(::memfd_create("git", MFD_CLOEXEC)) {
    if (fd_ < 0) throw std::runtime_error("no memory file");
    for (std::size_t done = 0; done < content.size();) {
      const auto count = ::write(fd_, content.data() + done, content.size() - done);
      if (count <= 0) throw std::runtime_error("cannot write to a memory file");
      done += static_cast<std::size_t>(count);
    }
    ::lseek(fd_, 0, SEEK_SET);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { ::close(fd_); }

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] std::string content() const {
    std::string text(static_cast<std::size_t>(::lseek(fd_, 0, SEEK_END)), '\0');
    for (std::size_t done = 0; done < text.size();) {
      const auto count =
          ::pread(fd_, text.data() + done, text.size() - done, static_cast<off_t>(done));
      if (count <= 0) throw std::runtime_error("cannot read from a memory file");
      done += static_cast<std::size_t>(count);
    }
    return text;
  }

 private:
  int fd_;
};

inline std::vector<std::string> environment() {
  std::vector<std::string> variables{"LC_ALL=C",
                                     "GIT_CONFIG_NOSYSTEM=1",
                                     "GIT_CONFIG_GLOBAL=/dev/null",
                                     "GIT_ATTR_NOSYSTEM=1",
                                     "GIT_OPTIONAL_LOCKS=0",
                                     "GIT_TERMINAL_PROMPT=0",
                                     "HOME=/nonexistent",
                                     "GIT_CEILING_DIRECTORIES=/tmp",
                                     "GIT_CONFIG_COUNT=1",
                                     "GIT_CONFIG_KEY_0=safe.directory",
                                     "GIT_CONFIG_VALUE_0=*"};
  const char* path = ::getenv("PATH");
  variables.push_back("PATH=" + std::string(path == nullptr ? "/usr/bin:/bin" : path));
  return variables;
}

inline std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (auto& word : words) {
    list.push_back(word.data());
  }
  list.push_back(nullptr);
  return list;
}

}  // namespace detail

/// Runs `git -C folder arguments…`, with `input` on its standard input.
[[nodiscard]] inline GitResult run_git(const std::string& folder,
                                       const std::vector<std::string>& arguments,
                                       const std::string& input = {}) {
  const detail::Stream in(input);
  const detail::Stream out("");
  const detail::Stream err("");
  std::vector<std::string> words{"git", "-C", folder};
  words.insert(words.end(), arguments.begin(), arguments.end());
  static std::vector<std::string> variables = detail::environment();
  ::posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, in.fd(), 0);
  ::posix_spawn_file_actions_adddup2(&actions, out.fd(), 1);
  ::posix_spawn_file_actions_adddup2(&actions, err.fd(), 2);
  ::pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, "git", &actions, nullptr, detail::pointers(words).data(),
                     detail::pointers(variables).data());
  ::posix_spawn_file_actions_destroy(&actions);
  GitResult result;
  if (failed != 0) return result;
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) result.status = WEXITSTATUS(status);
  result.output = out.content();
  result.errors = err.content();
  return result;
}

/// The same; throws what git said if it fails.
inline std::string git_output(const std::string& folder, const std::vector<std::string>& arguments,
                              const std::string& input = {}) {
  auto result = run_git(folder, arguments, input);
  if (!result.ok()) throw std::runtime_error("git " + arguments.front() + ": " + result.errors);
  return std::move(result.output);
}

}  // namespace support

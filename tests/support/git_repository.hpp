// A real git repository for one test, driven by the git program.
#pragma once

#include <cstdio>
#include <stdexcept>
#include <string>

#include "support/temporary_folder.hpp"

namespace support {

/// What a shell command prints, without the last line break; throws if it fails.
inline std::string shell(const std::string& command) {
  FILE* pipe = ::popen(command.c_str(), "re");
  if (pipe == nullptr) throw std::runtime_error("cannot start: " + command);
  std::string text;
  char buffer[4096];
  std::size_t got = 0;
  while ((got = ::fread(buffer, 1, sizeof buffer, pipe)) > 0)
    text.append(buffer, got);
  if (::pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

/// With one branch, main. Its own configuration only.
class GitRepository {
 public:
  GitRepository() {
    std::filesystem::create_directory(path());
    git("init --quiet --initial-branch=main .");
    git("config user.name Tester");
    git("config user.email tester@example.org");
  }

  [[nodiscard]] std::string path() const { return folder_ / "origin"; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path() + "/" + name; }

  /// `git <arguments>`, as a shell reads them.
  std::string git(const std::string& arguments) const {
    return shell("cd " + path() +
                 " && env -i PATH=/usr/bin:/bin HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1"
                 " GIT_CONFIG_GLOBAL=/dev/null git -c safe.directory='*' " +
                 arguments);
  }
  void write(const std::string& name, const std::string& content) const {
    write_file(*this / name, content);
  }
  /// Everything in the folder, as one commit; its id.
  std::string commit(const std::string& message = "change") const {
    git("add --all --force .");
    git("commit --quiet --allow-empty -m '" + message + "'");
    return git("rev-parse HEAD");
  }
  [[nodiscard]] std::string head(const std::string& branch = "main") const {
    return git("rev-parse --verify --quiet refs/heads/" + branch + " || true");
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace support

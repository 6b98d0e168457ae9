#include "sandbox/bubblewrap.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "core/base/format.hpp"

namespace homeostat::sandbox {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// Programs and libraries. On a merged system the short names are links into /usr.
constexpr auto system_roots = std::to_array<std::string_view>(
    {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt"});

// The files of /etc that programs need and that hold no secret. Without `alternatives`, awk, cc
// and java vanish on Debian.
constexpr auto etc_paths = std::to_array<std::string_view>(
    {"/etc/alternatives", "/etc/ca-certificates", "/etc/debian_version", "/etc/fonts",
     "/etc/group",        "/etc/host.conf",       "/etc/hosts",          "/etc/ld.so.cache",
     "/etc/ld.so.conf",   "/etc/ld.so.conf.d",    "/etc/localtime",      "/etc/magic",
     "/etc/mime.types",   "/etc/nsswitch.conf",   "/etc/os-release",     "/etc/passwd",
     "/etc/php",          "/etc/protocols",       "/etc/python3",        "/etc/services",
     "/etc/ssl/certs",    "/etc/timezone"});

// Parts of /proc that a real root could write to: permission bits, not capabilities, guard them.
constexpr auto proc_paths =
    std::to_array<std::string_view>({"/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus",
                                     "/proc/fs", "/proc/mtrr", "/proc/acpi", "/proc/scsi"});

constexpr std::string_view unprivileged_id = "65534";

bool is_within(std::string_view path, std::string_view root) {
  if (!path.starts_with(root)) return false;
  return path.size() == root.size() || root == "/" || path[root.size()] == '/';
}

void add(Words& words, std::initializer_list<std::string_view> more) {
  words.insert(words.end(), more.begin(), more.end());
}

void add_system(Words& words, const SandboxOptions& options, bool network) {
  add(words, {"--perms", "0755", "--dir", "/etc"});
  for (const auto& path : shown_paths(network)) {
    std::error_code error;
    if (path.rfind('/') == 0 && fs::is_symlink(path, error)) {
      add(words, {"--symlink", fs::read_symlink(path, error).string(), path});
    } else {
      add(words, {"--ro-bind-try", path, path});
    }
  }
  add(words, {"--proc", "/proc"});
  for (const auto path : proc_paths)
    add(words, {"--ro-bind-try", path, path});
  add(words, {"--dev", "/dev"});
  const auto size = std::to_string(options.tmp_bytes_max);
  add(words, {"--perms", "1777", "--size", size, "--tmpfs", inner_tmp});
  add(words, {"--perms", "0700", "--dir", inner_home});
  for (const auto& path : options.read_only_paths)
    add(words, {"--ro-bind", path, path});
}

}  // namespace

bool is_visible(const std::string& path, const std::string& directory,
                const SandboxOptions& options) {
  const auto holds = [&path](std::string_view root) { return is_within(path, root); };
  return holds(directory) || std::ranges::any_of(system_roots, holds) ||
         std::ranges::any_of(etc_paths, holds) ||
         std::ranges::any_of(options.read_only_paths, holds);
}

Status check_directory(const std::string& directory, const SandboxOptions& options) {
  const auto opened = [&directory](std::string_view root) { return is_within(root, directory); };
  const bool opens = opened("/proc") || opened("/dev") || opened("/etc") || opened(inner_tmp) ||
                     std::ranges::any_of(system_roots, opened) ||
                     std::ranges::any_of(options.read_only_paths, opened);
  if (!opens) return {};
  return Error{ErrorCode::invalid_argument,
               base::format("{} cannot be the only writable directory: it holds what must stay "
                            "read-only",
                            directory)};
}

Words shown_paths(bool network) {
  Words paths(system_roots.begin(), system_roots.end());
  paths.insert(paths.end(), etc_paths.begin(), etc_paths.end());
  if (network) paths.emplace_back("/etc/resolv.conf");
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator("/etc", unreadable)) {
    // Java's configuration lies in a folder named after its version.
    auto path = entry.path().string();
    if (path.starts_with("/etc/java")) paths.push_back(std::move(path));
  }
  return paths;
}

Words bubblewrap_argv(const std::string& program, const TestRequest& request,
                      const std::string& directory, const SandboxOptions& options, bool filter) {
  Words words{"bwrap"};
  add(words, {"--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-uts",
              "--unshare-cgroup-try", "--disable-userns", "--die-with-parent", "--cap-drop", "ALL",
              "--uid", unprivileged_id, "--gid", unprivileged_id, "--hostname", "sandbox"});
  if (!request.network) add(words, {"--unshare-net"});
  add_system(words, options, request.network);
  add(words, {"--bind", directory, directory, "--chdir", directory, "--remount-ro", "/"});
  if (filter) add(words, {"--seccomp", std::to_string(filter_fd)});
  add(words, {"--json-status-fd", std::to_string(report_fd), "--", program});
  words.insert(words.end(), request.argv.begin() + 1, request.argv.end());
  return words;
}

std::optional<int> find_exit_code(std::string_view report) {
  constexpr std::string_view key = "\"exit-code\": ";
  const auto at = report.find(key);
  if (at == report.npos) return std::nullopt;
  int code = 0;
  const auto digits = report.substr(at + key.size());
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code);
  return read.ec == std::errc() ? std::optional(code) : std::nullopt;
}

}  // namespace homeostat::sandbox

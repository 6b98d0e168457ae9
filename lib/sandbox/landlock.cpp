#include "sandbox/landlock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

#include "core/base/format.hpp"

namespace homeostat::sandbox {
namespace {

using process::Fd;

// The kernel's own header may be older than the kernel: its numbers, written here.
constexpr long create_ruleset = 444;
constexpr long add_rule = 445;
constexpr int rule_path_beneath = 1;
constexpr unsigned create_version = 1;

constexpr std::uint64_t bit(int number) { return std::uint64_t{1} << number; }
constexpr std::uint64_t execute = bit(0);
constexpr std::uint64_t write_file = bit(1);
constexpr std::uint64_t read_file = bit(2);
constexpr std::uint64_t read_dir = bit(3);
constexpr std::uint64_t make_char = bit(6);
constexpr std::uint64_t make_block = bit(11);
constexpr std::uint64_t refer = bit(13);      // version 2
constexpr std::uint64_t truncate = bit(14);   // version 3
constexpr std::uint64_t ioctl_dev = bit(15);  // version 5
constexpr std::uint64_t of_files = execute | write_file | read_file | truncate | ioctl_dev;

struct Ruleset {
  std::uint64_t files = 0;
  std::uint64_t network = 0;  // version 4: bind and connect of TCP
  std::uint64_t scoped = 0;   // version 6: abstract sockets and signals
};

struct [[gnu::packed]] PathRule {
  std::uint64_t allowed = 0;
  std::int32_t parent_fd = -1;
};

std::uint64_t all_rights(int version) {
  std::uint64_t rights = bit(13) - 1;
  if (version >= 2) rights |= refer;
  if (version >= 3) rights |= truncate;
  if (version >= 5) rights |= ioctl_dev;
  return rights;
}

Error cannot(std::string_view what) {
  return {ErrorCode::unsupported,
          base::format("cannot {}: {}", what, std::generic_category().message(errno))};
}

Status allow(const Fd& ruleset, const std::string& path, std::uint64_t rights) {
  const Fd file(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (!file) return {};
  struct stat info {};
  // A rule for a file may hold only what concerns files.
  if (::fstat(file.get(), &info) == 0 && !S_ISDIR(info.st_mode)) rights &= of_files;
  const PathRule rule{rights, file.get()};
  if (::syscall(add_rule, ruleset.get(), rule_path_beneath, &rule, 0) == 0) return {};
  return cannot("allow " + path);
}

}  // namespace

int landlock_version() {
  const long version = ::syscall(create_ruleset, nullptr, 0, create_version);
  return version > 0 ? static_cast<int>(version) : 0;
}

Result<Fd> make_landlock(const LandlockRules& rules) {
  const int version = landlock_version();
  if (version == 0) return cannot("use Landlock");
  const std::uint64_t all = all_rights(version);
  Ruleset attributes{all, 0, 0};
  std::size_t size = sizeof attributes.files;
  if (version >= 4) {
    size = sizeof attributes.files + sizeof attributes.network;
    attributes.network = rules.network ? 0 : bit(0) | bit(1);
  }
  if (version >= 6) {
    size = sizeof attributes;
    attributes.scoped = bit(0) | bit(1);
  }
  Fd ruleset(static_cast<int>(::syscall(create_ruleset, &attributes, size, 0)));
  if (!ruleset) return cannot("make a Landlock ruleset");
  for (const std::string& path : rules.readable) {
    if (auto done = allow(ruleset, path, execute | read_file | read_dir); !done) {
      return done.error();
    }
  }
  for (const std::string& path : rules.writable) {
    if (auto done = allow(ruleset, path, all & ~(make_char | make_block)); !done) {
      return done.error();
    }
  }
  return ruleset;
}

}  // namespace homeostat::sandbox

#include <homeostat/runtime/system_entropy.hpp>

#include <sys/random.h>

#include <cerrno>
#include <system_error>

namespace homeostat {

Status SystemEntropy::fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = getrandom(bytes.data(), bytes.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return Error{ErrorCode::unsupported, "getrandom: " + std::generic_category().message(errno)};
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

}  // namespace homeostat

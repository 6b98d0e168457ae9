#include "runtime/read_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "core/base/format.hpp"

namespace homeostat::runtime {

Error system_error(std::string_view path, int error_number) {
  return Error{ErrorCode::store,
               base::format("{}: {}", path, std::generic_category().message(error_number))};
}

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return system_error(path, errno);
  std::string out;
  std::array<char, 65536> buffer{};
  ssize_t count = 0;
  do {
    count = read(file, buffer.data(), buffer.size());
    if (count > 0) out.append(buffer.data(), static_cast<std::size_t>(count));
  } while ((count > 0 && out.size() <= bytes_max) || (count < 0 && errno == EINTR));
  const int error_number = errno;
  close(file);
  if (count < 0) return system_error(path, error_number);
  if (out.size() > bytes_max) {
    return Error{ErrorCode::invalid_config,
                 base::format("{}: file is larger than {} bytes", path, bytes_max)};
  }
  return out;
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  return text;
}

}  // namespace homeostat::runtime

#include "process/program.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/format.hpp"

namespace homeostat::process {
namespace {

bool is_executable(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
         ::faccessat(AT_FDCWD, path.c_str(), X_OK, AT_EACCESS) == 0;
}

}  // namespace

Result<std::string> find_program(const std::string& name, std::string_view search_path,
                                 const std::function<bool(const std::string&)>& accept) {
  if (name.find('/') != name.npos) return name;
  auto rest = name.empty() ? std::string_view() : search_path;
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    const auto folder = rest.substr(0, colon);
    rest.remove_prefix(std::min(colon + 1, rest.size()));
    if (!folder.starts_with('/')) continue;
    auto path = std::string(folder) + "/" + name;
    if (is_executable(path) && (!accept || accept(path))) return path;
  }
  return Error{ErrorCode::unsupported,
               base::format("program \"{}\" is not in {}", name, search_path)};
}

}  // namespace homeostat::process

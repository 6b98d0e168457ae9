#include <homeostat/runtime/environment.hpp>

#include <unistd.h>

#include <string_view>

namespace homeostat {

std::vector<EnvironmentVariable> process_environment() {
  std::vector<EnvironmentVariable> out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    out.push_back({std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))});
  }
  return out;
}

}  // namespace homeostat

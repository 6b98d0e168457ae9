// Text from a checked format string, for the private use of the library:
//
//   base::format("patch touches {} files, limit is {}", files, limit)
//
// A wrong format string does not compile. Only fmt's small header is seen here; its code is
// compiled once, in format.cpp, so that no fmt library is needed at run time.
#pragma once

#include <cassert>
#include <string>

// fmt's own assertion prints to stderr, which the core may not.
#define FMT_ASSERT(condition, message) assert((condition) && (message))
#include <fmt/core.h>

namespace homeostat::base {

[[nodiscard]] std::string format_arguments(fmt::string_view format, fmt::format_args arguments);

template <typename... Args>
[[nodiscard]] std::string format(fmt::format_string<Args...> format, Args&&... args) {
  return format_arguments(format, fmt::make_format_args(args...));
}

}  // namespace homeostat::base

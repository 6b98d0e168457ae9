// The one place where fmt's code is compiled.
#define FMT_HEADER_ONLY 1
#include "core/base/format.hpp"

#include <fmt/format.h>

namespace homeostat::base {

std::string format_arguments(fmt::string_view format, fmt::format_args arguments) {
  return fmt::vformat(format, arguments);
}

}  // namespace homeostat::base

// The number that an issue file's name gives.
#pragma once

#include <cstdint>
#include <string_view>

namespace homeostat::git {

/// The first row of digits; 0: none, or too large.
[[nodiscard]] std::int64_t number_in_name(std::string_view file_name);

}  // namespace homeostat::git

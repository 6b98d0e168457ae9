// Numbers for lines, so that comparing two lines is comparing two numbers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace homeostat::diff {

/// For each line a number below the count of lines: equal lines, and only they, have the same.
/// It sorts instead of hashing, so that no text can make it slow.
[[nodiscard]] std::vector<std::uint32_t> number_lines(const std::vector<std::string_view>& lines);

}  // namespace homeostat::diff

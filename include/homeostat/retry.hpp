#pragma once

/// Does a second try fail in the same way as the first? Then a third one is not worth its money.

#include <cstddef>
#include <string>
#include <string_view>

namespace homeostat {

/// The text behind the first "Error: " (any case) of a test's or tool's output, up to the end of
/// its line, at most 2 000 bytes; empty where there is none. Linear.
[[nodiscard]] std::string failure_message(std::string_view output);

/// True where both are non-empty and their edit distance is at most a tenth of the longer one's
/// length (in bytes, of the first 2 000). Bounded: a band of the matrix, never all of it.
[[nodiscard]] bool same_failure(std::string_view a, std::string_view b);

/// The edit distance if it is at most `bound`, else `bound` + 1. O(length × bound), two rows.
[[nodiscard]] std::size_t bounded_edit_distance(std::string_view a, std::string_view b,
                                                std::size_t bound);

}  // namespace homeostat

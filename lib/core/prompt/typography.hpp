// Quotes and spaces that a text editor made of those of code.
#pragma once

#include <string>
#include <string_view>

namespace homeostat::prompt {

/// With the plain characters that were meant. Bytes that are not UTF-8 stay.
[[nodiscard]] std::string plain_typography(std::string_view text);

/// Holds curly quotes, and no straight ones that could have been the code's.
[[nodiscard]] bool has_only_curly_quotes(std::string_view text);
[[nodiscard]] bool has_curly_quotes(std::string_view text);

}  // namespace homeostat::prompt

// Copies of a fix elsewhere: other names, indentation, quotes and comments, one block deeper.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/pattern/tokens.hpp"

namespace homeostat::test {

struct CopySource {
  std::string before;
  std::string after;
  int line = 1;
  std::string message;
  pattern::Family family = pattern::Family::generic;
};

struct Copy {
  std::string before;
  std::string after;
  int line = 1;
  std::string message;
};

/// The same fix in a strange place. The same seed makes the same copy.
[[nodiscard]] Copy copy_of(const CopySource& source, std::uint32_t seed);

/// The tokens as one text, whatever stands between them.
[[nodiscard]] std::string token_text(std::string_view text, pattern::Family family);

/// Does the fix use nothing but words of the text before it and words of the language?
[[nodiscard]] bool is_at_hand(const CopySource& source);

}  // namespace homeostat::test

// What a fix changed, in tokens.
#pragma once

#include <cstddef>
#include <optional>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// before[begin, begin + removed) became after[begin, begin + inserted).
struct TokenEdit {
  std::size_t begin = 0;
  std::size_t removed = 0;
  std::size_t inserted = 0;
};

/// The one region in which two texts differ, in tokens, slid to where it reads best: whole
/// statements before parts of two. None if no token changed.
[[nodiscard]] std::optional<TokenEdit> find_edit(const TokenStream& before,
                                                 const TokenStream& after);

}  // namespace homeostat::pattern

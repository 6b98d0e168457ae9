// How much of the surroundings an edit needs so that its meaning can be found elsewhere.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/pattern/generalise.hpp"

namespace homeostat::pattern {

/// Tokens [begin, end) of the text before, which hold the edit and its context.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool starts = false;     ///< an expression must begin at `begin`
  bool ends = false;       ///< an expression must end at `end`
  bool statement = false;  ///< a statement must begin at `begin`
};

/// None: the edit cannot be told from its place within 32 tokens. `property` is the member that
/// the error message names.
[[nodiscard]] std::optional<Window> find_window(const EditContext& context,
                                                std::string_view property);

}  // namespace homeostat::pattern

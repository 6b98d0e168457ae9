// The one region in which two texts differ, in words, slid to where it stands best alone.
#pragma once

#include <optional>

#include "core/pattern/right.hpp"

namespace homeostat::pattern {

/// None: the words are the same.
[[nodiscard]] std::optional<WordEdit> find_word_edit(const Region& before, const Region& after);

}  // namespace homeostat::pattern

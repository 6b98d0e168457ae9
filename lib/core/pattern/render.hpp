// A candidate as text: the bytes of the edit, in the layout of the place; all others as they were.
#pragma once

#include <optional>
#include <string>

#include "core/pattern/lattice_propose.hpp"

namespace homeostat::pattern {

/// The region's text after the edit. None: the text would not read as the words that were meant,
/// would leave brackets worse, or has the edit already.
[[nodiscard]] std::optional<std::string> render(const Region& region, const KeyMaker& keys,
                                                const Right& right,
                                                const LatticeCandidate& candidate);

}  // namespace homeostat::pattern

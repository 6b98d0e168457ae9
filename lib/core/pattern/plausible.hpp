// What no developer would leave behind: brackets out of balance, operators without an operand.
#pragma once

#include "core/pattern/lattice_propose.hpp"

namespace homeostat::pattern {

/// Do the brackets balance as before, and do the seams of the edit read as code?
[[nodiscard]] bool is_plausible(const Region& region, const Right& right, const Fillings& fillings,
                                const LatticeCandidate& candidate);

}  // namespace homeostat::pattern

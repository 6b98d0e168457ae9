// The edit script between two sequences of numbers.
#pragma once

#include <cstdint>
#include <vector>

namespace homeostat::diff {

/// Which elements of either side change; the others pair up in order. One byte each, not bool:
/// the loops that move groups of changes run over them.
struct EditScript {
  std::vector<std::uint8_t> removed;  ///< of the side before
  std::vector<std::uint8_t> added;    ///< of the side after
};

/// A shortest edit script by Myers' algorithm in linear space ("An O(ND) Difference Algorithm and
/// Its Variations", 1986). Where two stretches differ in more than about a thousand places that
/// could have paired up, the search takes the path that came furthest instead of the shortest one:
/// so the time is linear in the elements, whatever they are.
[[nodiscard]] EditScript make_edit_script(const std::vector<std::uint32_t>& before,
                                          const std::vector<std::uint32_t>& after);

}  // namespace homeostat::diff

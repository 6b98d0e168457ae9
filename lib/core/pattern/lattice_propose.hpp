// From a place to candidate edits, in words, ranked.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "core/pattern/lattice_index.hpp"
#include "core/pattern/message_words.hpp"
#include "core/pattern/rank.hpp"

namespace homeostat::pattern {

struct LatticeQuery {
  const Region& region;
  const KeyMaker& keys;
  std::uint32_t line = 0;
  const MessageWords& message;
  std::uint64_t repository = 0;     ///< 0: unknown
  bool other_repositories = false;  ///< what only the same repository taught is left out
  bool deletions = false;  ///< whole statements may go without evidence of the same repository
};

struct LatticeCandidate {
  Spot spot;
  std::uint32_t right = 0;
  std::array<WordRange, 2> fills{};
  std::uint64_t result = 0;  ///< hash of all words after the edit
  Features features{};
  double score = 0;
};

/// All spots of a line that the index may know, each with its keys.
void for_each_spot(const LatticeIndex& index, const Region& region, const KeyMaker& keys,
                   std::uint32_t line, const std::function<void(Spot, std::span<const Key>)>& use);

/// Best first.
[[nodiscard]] std::vector<LatticeCandidate> propose_words(const LatticeIndex& index,
                                                          const LatticeQuery& query);

/// The words of a hole at a candidate's place.
[[nodiscard]] std::optional<WordRange> range_of(const Hole& hole, const Fillings& fillings,
                                                const std::array<WordRange, 2>& fills);

}  // namespace homeostat::pattern

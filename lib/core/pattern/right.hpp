// The right side of a generalised edit: words of its own, and holes that the place fills.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/pattern/lattice.hpp"

namespace homeostat::pattern {

/// Where the words of a hole come from. `far_` holes may be filled in several ways.
enum class HoleArea : std::uint8_t {
  none,        ///< a literal
  removed,     ///< a unit of what is replaced
  all,         ///< the whole of it
  left,        ///< a unit before it
  right,       ///< a unit behind it
  far_chain,   ///< an expression of the line
  far_name,    ///< a name of the surroundings, of one kind
  far_string,  ///< a text of the surroundings
};
[[nodiscard]] constexpr bool is_far(HoleArea area) noexcept { return area >= HoleArea::far_chain; }

/// Which part of a unit.
enum class HolePart : std::uint8_t {
  whole,
  without_one,  ///< of its links
  without_two,
  without_three,
  root,
  last_name,
  arguments,  ///< of a call at its end, or an index
  first_argument,
};

struct Hole {
  HoleArea area = HoleArea::none;
  std::uint8_t index = 0;  ///< of the unit; of far holes: which of at most two
  HolePart part = HolePart::whole;
  NameKind name = NameKind::none;  ///< of far names
  friend bool operator==(const Hole&, const Hole&) = default;
};

struct RightPart {
  Hole hole;
  TokenKind kind = TokenKind::other;  ///< of a literal
  std::uint32_t hash = 0;             ///< of a literal's text
  std::string text;
  Gap gap;  ///< before it; of the first part unused
};

struct Right {
  std::vector<RightPart> parts;
  std::optional<Gap> lead;   ///< white space before, where the edit changes it
  std::optional<Gap> trail;  ///< white space behind
  bool wraps = false;        ///< the statement behind it goes one level deeper
  std::uint8_t far_holes = 0;
  std::uint8_t own_words = 0;  ///< literals that few programs share
  [[nodiscard]] std::uint64_t identity() const;
  /// Smaller: laid out more as people do.
  [[nodiscard]] std::uint64_t layout_rank() const;
};

/// For people: its words, with the holes named.
[[nodiscard]] std::string text_of(const Right& right);

/// May it be learned or read from a file at all: no empty catch, no secret, holes that exist.
[[nodiscard]] bool is_safe(const Right& right);

/// The words at a place that fill holes.
class Fillings {
 public:
  Fillings(const Region& region, const KeyMaker& keys, Spot spot);

  struct Filling {
    Hole hole;
    WordRange range;
    std::uint64_t hash = 0;
  };
  /// Of all near holes, in the order in which a right side prefers them.
  [[nodiscard]] const std::vector<Filling>& near() const { return near_; }
  [[nodiscard]] std::optional<WordRange> find(const Hole& hole) const;

 private:
  void add_unit(HoleArea area, std::uint8_t index, WordRange unit);
  void add(Hole hole, WordRange range);

  const Region& region_;
  std::vector<Filling> near_;
};

/// Expressions of the line, and their beginnings, left to right, each text once.
[[nodiscard]] std::vector<WordRange> chains_of(const Region& region, WordRange words);

inline constexpr std::size_t far_chains_max = 24;
inline constexpr std::size_t far_names_max = 24;

/// The right side of an edit, or none if it is too large. `edit` counts words of both regions.
struct WordEdit {
  std::size_t at = 0;
  std::size_t removed = 0;
  std::size_t inserted = 0;
};
/// Which holes take the words that several can hold.
enum class Reach : std::uint8_t { near, far };
[[nodiscard]] std::optional<Right> make_right(const Region& before, const Region& after,
                                              const KeyMaker& keys, WordEdit edit, Reach reach);

}  // namespace homeostat::pattern

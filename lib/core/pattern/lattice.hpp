// The lattice of generalisations: the left side of an edit in several grains, with more and less
// of its surroundings, each as one hash. Two edits have a common generalisation exactly where they
// share a key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/pattern/region.hpp"

namespace homeostat::pattern {

/// Where words are replaced: [at, at + removed).
struct Spot {
  std::size_t at = 0;
  std::size_t removed = 0;
};

struct Key {
  std::uint64_t hash = 0;
  std::uint8_t shape = 0;  ///< index in the table of shapes; see level_of and width_of
};

inline constexpr std::size_t removed_max = 40;
inline constexpr std::size_t shapes_max = 64;

/// 0: verbatim, 1: names and literals abstracted, 2: expressions are one unit, 3: units with the
/// name of a common member, 4: a whole statement, 5: whole lines with their names numbered.
[[nodiscard]] int level_of(std::uint8_t shape) noexcept;
/// How many words or units around the edit a shape needs; of level 5 many.
[[nodiscard]] int width_of(std::uint8_t shape) noexcept;

/// Is it shared by all languages? Then only right sides without names of their own belong there.
[[nodiscard]] bool is_plain_shape(std::uint8_t shape) noexcept;

/// Makes keys at the spots of one region.
class KeyMaker {
 public:
  explicit KeyMaker(const Region& region);

  /// All keys of a spot are appended.
  void make(Spot spot, std::vector<Key>& keys) const;

  /// The key of what is removed alone, of level 1 or 2, or 0 for all languages: without it no other
  /// key of the spot exists.
  [[nodiscard]] std::uint64_t removed_key(Spot spot, int level) const;

  struct Unit {
    std::uint32_t other = 0;  ///< its other end
    std::uint32_t coarse = 0;
    std::uint32_t fine = 0;
  };
  [[nodiscard]] const Unit& left_unit(std::size_t at) const { return left_[at]; }
  [[nodiscard]] const Unit& right_unit(std::size_t at) const { return right_[at]; }

 private:
  [[nodiscard]] Unit read_left(std::size_t at) const;
  [[nodiscard]] Unit read_right(std::size_t at) const;
  [[nodiscard]] std::uint64_t seed_of(Spot spot) const;
  [[nodiscard]] std::uint64_t removed_hash(Spot spot, int level) const;
  [[nodiscard]] std::uint64_t left_hash(std::size_t at, int level, int count) const;
  [[nodiscard]] std::uint64_t right_hash(std::size_t at, int level, int count) const;
  void make_statement(Spot spot, std::uint64_t seed, std::vector<Key>& keys) const;
  void make_plain(Spot spot, std::vector<Key>& keys) const;
  void make_lines(Spot spot, std::uint64_t seed, std::vector<Key>& keys) const;

  const Region& region_;
  std::vector<Unit> left_;            ///< that ends before a word
  std::vector<Unit> right_;           ///< that begins at a word
  std::vector<std::uint32_t> heads_;  ///< shape of the first word of each word's line
};

}  // namespace homeostat::pattern

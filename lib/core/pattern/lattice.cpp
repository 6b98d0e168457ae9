#include "core/pattern/lattice.hpp"

#include <algorithm>
#include <array>

#include "core/pattern/chain.hpp"
#include "core/pattern/vocabulary.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::uint32_t expression = 0x41U;
constexpr std::uint32_t group = 0x42U;
constexpr std::uint32_t link = 0x43U;
constexpr std::uint32_t nothing = 0x44U;

// One generalisation: the level of what is removed and of what stands around it, and how much of
// that. `head`: the first word of the line instead of, or with, what stands on the left.
struct Shape {
  std::int8_t removed;
  std::int8_t around;
  std::int8_t left;
  std::int8_t right;
  bool head = false;
};
constexpr std::array shapes{
    Shape{0, 0, 1, 0},       Shape{0, 0, 0, 1},       Shape{0, 0, 1, 1},
    Shape{0, 0, 2, 1},       Shape{0, 0, 1, 2},       Shape{0, 0, 2, 2},
    Shape{0, 0, 3, 3},       Shape{0, 1, 0, 0},       Shape{0, 1, 1, 0},
    Shape{0, 1, 0, 1},       Shape{0, 1, 1, 1},       Shape{0, 1, 2, 1},
    Shape{0, 1, 1, 2},       Shape{0, 1, 2, 2},       Shape{1, 1, 0, 0},
    Shape{1, 1, 1, 0},       Shape{1, 1, 0, 1},       Shape{1, 1, 1, 1},
    Shape{1, 1, 2, 1},       Shape{1, 1, 1, 2},       Shape{1, 1, 2, 2},
    Shape{1, 1, 3, 3},       Shape{1, 1, 5, 5},       Shape{2, 2, 0, 0},
    Shape{2, 2, 1, 0},       Shape{2, 2, 0, 1},       Shape{2, 2, 1, 1},
    Shape{2, 2, 2, 1},       Shape{2, 2, 1, 2},       Shape{2, 2, 2, 2},
    Shape{2, 2, 3, 2},       Shape{3, 3, 0, 0},       Shape{3, 3, 1, 0},
    Shape{3, 3, 0, 1},       Shape{3, 3, 1, 1},       Shape{3, 3, 2, 1},
    Shape{3, 3, 2, 2},       Shape{0, 1, 0, 0, true}, Shape{2, 2, 0, 0, true},
    Shape{2, 2, 0, 1, true}, Shape{2, 2, 1, 0, true}, Shape{1, 1, 1, 1, true},
    Shape{3, 3, 0, 1, true}};
constexpr std::uint8_t removed_shape_names = 14;
constexpr std::uint8_t removed_shape_units = 23;
static_assert(shapes[14].removed == 1 && shapes[14].left + shapes[14].right == 0);
static_assert(shapes[23].removed == 2 && shapes[23].left + shapes[23].right == 0);
constexpr std::uint8_t statement_shape = shapes.size();
constexpr std::uint8_t statement_shapes = 4;
constexpr std::uint8_t lines_shape = statement_shape + statement_shapes;
constexpr std::uint8_t lines_shapes = 2;
constexpr std::uint8_t plain_shape = lines_shape + lines_shapes;
// Of edits without names: what one language taught serves the others.
constexpr std::array plain_shapes{Shape{1, 1, 0, 0}, Shape{1, 1, 1, 1}, Shape{2, 2, 1, 0},
                                  Shape{2, 2, 0, 1}, Shape{2, 2, 1, 1}};
static_assert(plain_shape + plain_shapes.size() <= shapes_max);

constexpr std::size_t lines_words_min = 5;
constexpr std::size_t lines_words_max = 80;

}  // namespace

int level_of(std::uint8_t shape) noexcept {
  if (shape >= plain_shape) return plain_shapes[shape - plain_shape].around;
  if (shape >= lines_shape) return 5;
  if (shape >= statement_shape) return 4;
  return shapes[shape].around;
}

int width_of(std::uint8_t shape) noexcept {
  if (shape >= plain_shape) {
    return plain_shapes[shape - plain_shape].left + plain_shapes[shape - plain_shape].right;
  }
  if (shape >= lines_shape) return 12;
  if (shape >= statement_shape) return shape - statement_shape;
  const Shape& s = shapes[shape];
  return s.left + s.right + (s.head ? 1 : 0);
}

KeyMaker::KeyMaker(const Region& region) : region_(region) {
  left_.resize(region.size() + 1);
  right_.resize(region.size() + 1);
  heads_.resize(region.size() + 1);
  std::uint32_t head = nothing;
  for (std::size_t i = 0; i <= region.size(); ++i) {
    left_[i] = read_left(i);
    right_[i] = read_right(i);
    if (i < region.size() && region[i].first_on_line) head = region[i].shape;
    heads_[i] = head;
  }
}

KeyMaker::Unit KeyMaker::read_left(std::size_t at) const {
  if (at == 0) return {0, nothing, nothing};
  const Word& last = region_[at - 1];
  if (last.chain_begin >= 0) {
    const auto begin = static_cast<std::uint32_t>(last.chain_begin);
    const bool named = last.kind == TokenKind::identifier && last.common;
    const bool call = last.kind == TokenKind::close;
    return {begin, expression, expression + (named ? last.text : (call ? 7U : 0U))};
  }
  if (last.kind == TokenKind::close && last.partner >= 0) {
    const std::uint32_t symbol = group + last.text;
    return {static_cast<std::uint32_t>(last.partner), symbol, symbol};
  }
  return {static_cast<std::uint32_t>(at - 1), last.shape, last.shape};
}

KeyMaker::Unit KeyMaker::read_right(std::size_t at) const {
  if (at >= region_.size()) return {static_cast<std::uint32_t>(at), nothing, nothing};
  const Word& first = region_[at];
  if (first.chain_end >= 0) {
    const auto end = static_cast<std::size_t>(first.chain_end);
    const Word& last = region_[end - 1];
    const bool named = last.kind == TokenKind::identifier && last.common;
    const bool call = last.kind == TokenKind::close;
    return {static_cast<std::uint32_t>(end), expression,
            expression + (named ? last.text : (call ? 7U : 0U))};
  }
  const bool in_chain = at > 0 && region_[at - 1].chain_begin >= 0;
  if (const std::size_t end = region_.link_end(at); in_chain && end > at) {
    const Word& last = region_[end - 1];
    const std::uint32_t symbol = link + first.text;
    return {static_cast<std::uint32_t>(end), symbol,
            symbol + (last.kind == TokenKind::identifier ? last.shape : 0U)};
  }
  return {static_cast<std::uint32_t>(at + 1), first.shape, first.shape};
}

std::uint64_t KeyMaker::removed_hash(Spot spot, int level) const {
  std::uint64_t hash = spot.removed;
  const std::size_t end = spot.at + spot.removed;
  if (level < 2) {
    for (std::size_t i = spot.at; i < end; ++i)
      hash = mix(hash, level == 0 ? region_[i].text : region_[i].shape);
    return hash;
  }
  hash = 0;
  for (std::size_t i = spot.at; i < end;) {
    const Unit& unit = right_[i];
    const bool whole = unit.other <= end;
    hash = mix(hash, whole ? (level == 2 ? unit.coarse : unit.fine) : region_[i].shape);
    i = whole ? unit.other : i + 1;
  }
  return hash;
}

std::uint64_t KeyMaker::left_hash(std::size_t at, int level, int count) const {
  std::uint64_t hash = 1;
  for (int n = 0; n < count; ++n) {
    if (level < 2) {
      const std::uint32_t word =
          at == 0 ? nothing : (level == 0 ? region_[at - 1].text : region_[at - 1].shape);
      hash = mix(hash, word);
      if (at > 0) --at;
      continue;
    }
    hash = mix(hash, level == 2 ? left_[at].coarse : left_[at].fine);
    at = left_[at].other;
  }
  return hash;
}

std::uint64_t KeyMaker::right_hash(std::size_t at, int level, int count) const {
  std::uint64_t hash = 2;
  for (int n = 0; n < count; ++n) {
    if (level < 2) {
      const bool end = at >= region_.size();
      hash = mix(hash, end ? nothing : (level == 0 ? region_[at].text : region_[at].shape));
      if (!end) ++at;
      continue;
    }
    hash = mix(hash, level == 2 ? right_[at].coarse : right_[at].fine);
    at = right_[at].other;
  }
  return hash;
}

std::uint64_t KeyMaker::seed_of(Spot spot) const {
  const bool at_line = spot.at >= region_.size() || region_[spot.at].first_on_line;
  return mix(static_cast<std::uint64_t>(region_.family()) + 17,
             spot.removed == 0 && at_line ? 1 : 0);
}

std::uint64_t KeyMaker::removed_key(Spot spot, int level) const {
  if (level == 0) return mix(mix(7, plain_shape), removed_hash(spot, 1));
  const std::uint8_t shape = level == 1 ? removed_shape_names : removed_shape_units;
  return mix(mix(seed_of(spot), shape), removed_hash(spot, level));
}

void KeyMaker::make(Spot spot, std::vector<Key>& keys) const {
  const std::size_t end = spot.at + spot.removed;
  const bool at_line = spot.at >= region_.size() || region_[spot.at].first_on_line;
  const std::uint64_t seed = seed_of(spot);
  std::array<std::uint64_t, 4> removed{};
  for (int level = 0; level < 4; ++level)
    removed[static_cast<std::size_t>(level)] = removed_hash(spot, level);
  for (std::uint8_t i = 0; i < shapes.size(); ++i) {
    const Shape& shape = shapes[i];
    const bool mixed = shape.removed == 0 && shape.around == 1;
    if (mixed && (spot.removed == 0 || removed[0] == removed[1])) continue;
    if (spot.removed == 0 && shape.left + shape.right == 0 && !(shape.head && at_line)) continue;
    std::uint64_t hash = mix(seed, i);
    hash = mix(hash, removed[static_cast<std::size_t>(shape.removed)]);
    if (shape.left > 0) hash = mix(hash, left_hash(spot.at, shape.around, shape.left));
    if (shape.right > 0) hash = mix(hash, right_hash(end, shape.around, shape.right));
    if (shape.head) hash = mix(hash, heads_[spot.at]);
    keys.push_back({hash, i});
  }
  make_statement(spot, seed, keys);
  make_lines(spot, seed, keys);
  make_plain(spot, keys);
}

void KeyMaker::make_plain(Spot spot, std::vector<Key>& keys) const {
  const std::size_t end = spot.at + spot.removed;
  for (std::size_t i = spot.at; i < end; ++i) {
    if (region_[i].kind == TokenKind::identifier || region_[i].kind == TokenKind::string) return;
  }
  for (std::uint8_t i = 0; i < plain_shapes.size(); ++i) {
    const Shape& shape = plain_shapes[i];
    if (spot.removed == 0 && shape.left + shape.right < 2) continue;
    const auto number = static_cast<std::uint8_t>(plain_shape + i);
    std::uint64_t hash = mix(mix(7, number), removed_hash(spot, shape.removed));
    if (shape.left > 0) hash = mix(hash, left_hash(spot.at, shape.around, shape.left));
    if (shape.right > 0) hash = mix(hash, right_hash(end, shape.around, shape.right));
    keys.push_back({hash, number});
  }
}

bool is_plain_shape(std::uint8_t shape) noexcept { return shape >= plain_shape; }

void KeyMaker::make_statement(Spot spot, std::uint64_t seed, std::vector<Key>& keys) const {
  if (spot.removed < 2 || spot.at >= region_.size() || !region_[spot.at].first_on_line) return;
  const std::size_t end = spot.at + spot.removed;
  if (region_.statement_end(spot.at) != end) return;
  const Unit& first = right_[spot.at];
  const bool assigns = first.other < end && region_.text_of(first.other) == "=";
  std::uint64_t hash = mix(mix(seed, first.coarse), assigns ? 3 : 2);
  const std::uint64_t lines = region_[end - 1].line - region_[spot.at].line;
  keys.push_back({mix(hash, statement_shape), statement_shape});
  hash = mix(mix(hash, std::min<std::uint64_t>(lines, 1)), region_.text_of(end - 1) == ";" ? 5 : 4);
  keys.push_back({mix(hash, statement_shape + 1), statement_shape + 1});
  keys.push_back({mix(mix(hash, first.fine), statement_shape + 2), statement_shape + 2});
  hash = mix(mix(hash, left_hash(spot.at, 2, 1)), right_hash(end, 2, 1));
  keys.push_back({mix(hash, statement_shape + 3), statement_shape + 3});
}

// The lines of the edit with each of their names replaced by its number of first appearance: the
// same code with other names has the same key.
void KeyMaker::make_lines(Spot spot, std::uint64_t seed, std::vector<Key>& keys) const {
  if (region_.size() == 0) return;
  const std::size_t first = std::min(spot.at, region_.size() - 1);
  std::size_t begin = first;
  while (begin > 0 && !region_[begin].first_on_line)
    --begin;
  std::size_t end = std::max(spot.at + spot.removed, first + 1);
  while (end < region_.size() && !region_[end].first_on_line)
    ++end;
  if (end - begin < lines_words_min || end - begin > lines_words_max) return;
  std::array<std::uint32_t, lines_words_max> names{};
  for (std::uint8_t kind = 0; kind < lines_shapes; ++kind) {
    std::size_t count = 0;
    std::uint64_t hash = mix(mix(seed, spot.at - begin), mix(spot.removed, lines_shape + kind));
    for (std::size_t i = begin; i < end; ++i) {
      const Word& word = region_[i];
      const bool literal = word.kind == TokenKind::string || word.kind == TokenKind::number;
      const bool abstract = kind == 0 ? !word.common
                                      : (literal && !word.common) ||
                                            (word.kind == TokenKind::identifier &&
                                             !is_vocabulary(region_.family(), region_.text_of(i)));
      if (!abstract) {
        hash = mix(hash, word.text);
        continue;
      }
      const auto known =
          std::find(names.begin(), names.begin() + static_cast<long>(count), word.text);
      const auto number = static_cast<std::size_t>(known - names.begin());
      if (number == count) names[count++] = word.text;
      hash = mix(hash, number + 0x1000U);
    }
    keys.push_back({hash, static_cast<std::uint8_t>(lines_shape + kind)});
  }
}

}  // namespace homeostat::pattern

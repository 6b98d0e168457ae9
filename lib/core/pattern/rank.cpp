#include "core/pattern/rank.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>

#include "core/base/format.hpp"

namespace homeostat::pattern {
namespace {

// An expression that the error itself names; commit messages, of which the rest is learned, seldom
// do.
constexpr double slot_bonus = 1.5;

// The trees of tests/bench/train_rank.py: of each its splits, a mark, its leaves. A split goes low
// where the feature is at most `value`; below zero is the number of a leaf, -1 the first.
struct Node {
  std::uint8_t feature;
  std::int8_t low;
  std::int8_t high;
  double value;
};
constexpr std::uint8_t tree_end = 255;
constexpr std::uint8_t leaf = 254;
static_assert(feature_count < leaf);
constexpr Node nodes[] = {
#include "core/pattern/rank_model.inc"
};

// The mark of a tree knows how many splits stand before it.
constexpr std::size_t mark_of(std::size_t begin) {
  while (nodes[begin].feature != tree_end)
    ++begin;
  return begin;
}
constexpr std::size_t behind(std::size_t begin) {
  const std::size_t mark = mark_of(begin);
  return mark + 1 + static_cast<std::size_t>(nodes[mark].high);
}
constexpr std::size_t count_trees() {
  std::size_t count = 0;
  for (std::size_t at = 0; at < std::size(nodes); at = behind(at))
    ++count;
  return count;
}
constexpr std::size_t tree_count = count_trees();
struct Tree {
  std::uint32_t begin;
  std::uint32_t leaves;
};
constexpr std::array<Tree, tree_count> make_trees() {
  std::array<Tree, tree_count> trees{};
  std::size_t at = 0;
  for (Tree& tree : trees) {
    tree = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(mark_of(at) + 1)};
    at = behind(at);
  }
  return trees;
}
constexpr std::array<Tree, tree_count> trees = make_trees();

double get(const Features& features, Feature feature) {
  return static_cast<double>(features[static_cast<std::size_t>(feature)]);
}

}  // namespace

double first_score_of(const Features& features) noexcept {
  const double ways = std::max(1.0, get(features, Feature::filling_count));
  const double named = get(features, Feature::filling_slot) > 0 ? 4.0 : 1.0;
  return named *
         (get(features, Feature::best_precision) + 0.05 * get(features, Feature::sum_precision)) /
         std::sqrt(ways);
}

double score_of(const Features& features) noexcept {
  double score = get(features, Feature::filling_slot) > 0 ? slot_bonus : 0.0;
  for (const Tree& tree : trees) {
    int at = 0;
    do {
      const Node& node = nodes[tree.begin + static_cast<std::uint32_t>(at)];
      at = static_cast<double>(features[node.feature]) <= node.value ? node.low : node.high;
    } while (at >= 0);
    score += nodes[tree.leaves + static_cast<std::uint32_t>(-at - 1)].value;
  }
  return score;
}

double confidence_of_score(double score) noexcept { return 1.0 / (1.0 + std::exp(-score)); }

std::string why_of(const Features& features) {
  std::string why = base::format(
      "seen in {} repositories, {} fixes; at best {:.3f} of {} such places; {} generalisations",
      std::lround(get(features, Feature::repositories)),
      std::lround(std::exp(get(features, Feature::examples)) - 1),
      get(features, Feature::best_precision),
      std::lround(std::exp(get(features, Feature::trials)) - 1),
      std::lround(get(features, Feature::supports)));
  if (get(features, Feature::own_repository) > 0) why += "; known in this repository";
  if (get(features, Feature::filling_slot) > 0) why += "; the error names its expression";
  if (get(features, Feature::inserted_named) > 0.5 || get(features, Feature::removed_named) > 0.5) {
    why += "; the message mentions it";
  }
  return why;
}

}  // namespace homeostat::pattern

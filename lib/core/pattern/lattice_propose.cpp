#include "core/pattern/lattice_propose.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/pattern/chain.hpp"
#include "core/pattern/features.hpp"
#include "core/pattern/plausible.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t removed_tokens_max = 14;
constexpr std::size_t behind_line_max = 10;
constexpr std::size_t line_words_max = 120;
constexpr std::size_t entries_read_max = 96;
constexpr std::size_t supports_max = 400;
constexpr std::size_t fillings_max = 32;
constexpr std::size_t judged_max = 100;

// One right side at one spot, with all keys that speak for it.
bool better(const Support& a, const Support& b) {
  if (a.best != b.best) return a.best > b.best;
  if (a.right != b.right) return a.right < b.right;
  return a.spot.at != b.spot.at ? a.spot.at < b.spot.at : a.spot.removed < b.spot.removed;
}

class WordProposer {
 public:
  WordProposer(const LatticeIndex& index, const LatticeQuery& query)
      : index_(index), query_(query), region_(query.region) {}

  std::vector<LatticeCandidate> run() {
    for_each_spot(index_, region_, query_.keys, query_.line,
                  [&](Spot spot, std::span<const Key> keys) { look_up(spot, keys); });
    if (supports_.size() > supports_max) {
      std::nth_element(supports_.begin(), supports_.begin() + supports_max, supports_.end(),
                       better);
      supports_.resize(supports_max);
    }
    std::sort(supports_.begin(), supports_.end(), better);
    FeatureMaker features(query_, index_, supports_.size());
    for (const Support& support : supports_)
      expand(support, features);
    merge();
    keep_best_supported();
    for (LatticeCandidate& candidate : pool_)
      candidate.score = score_of(candidate.features);
    std::stable_sort(
        pool_.begin(), pool_.end(),
        [](const LatticeCandidate& a, const LatticeCandidate& b) { return a.score > b.score; });
    return std::move(pool_);
  }

 private:
  void look_up(Spot spot, std::span<const Key> keys) {
    const std::size_t first = supports_.size();
    for (const Key& key : keys) {
      const LatticeSlot* slot = index_.find(key.hash);
      if (slot == nullptr) continue;
      std::size_t read = 0;
      for (const LatticeEntry& entry : index_.entries(*slot)) {
        if (++read > entries_read_max) break;
        add_support(first, spot, key, *slot, entry);
      }
    }
  }

  void add_support(std::size_t first, Spot spot, const Key& key, const LatticeSlot& slot,
                   const LatticeEntry& entry) {
    const bool own = (entry.repositories & query_.repository) != 0;
    std::uint64_t others = entry.repositories;
    if (own && query_.other_repositories) others &= ~query_.repository;
    const double repositories = repositories_of(others);
    const bool house = own && !query_.other_repositories;
    if (others == 0) return;
    if (repositories < 2 && !house && level_of(key.shape) != 5) return;
    const Right& right = index_.right(entry.right);
    if (repositories < 2 && !house && right.own_words > 0) return;
    if (is_barred_deletion(spot, right, house)) return;
    const double trials = index_.trials(slot);
    const auto precision =
        static_cast<float>((static_cast<double>(entry.examples) - 0.7) / (trials + 5));
    auto found =
        std::find_if(supports_.begin() + static_cast<std::ptrdiff_t>(first), supports_.end(),
                     [&](const Support& s) { return s.right == entry.right; });
    if (found == supports_.end()) {
      supports_.push_back({});
      found = supports_.end() - 1;
      found->spot = spot;
      found->right = entry.right;
    }
    found->add(key, slot, entry, precision, trials, static_cast<float>(repositories), house);
  }

  // A whole statement may go only where this repository has seen it go.
  [[nodiscard]] bool is_barred_deletion(Spot spot, const Right& right, bool house) const {
    if (!right.parts.empty() || query_.deletions || house) return false;
    const std::size_t end = spot.at + spot.removed;
    return region_[spot.at].first_on_line && (end >= region_.size() || region_[end].first_on_line);
  }

  void expand(const Support& support, FeatureMaker& features) {
    const Right& right = index_.right(support.right);
    const Fillings fillings(region_, query_.keys, support.spot);
    for (const RightPart& part : right.parts) {
      if (part.hole.area == HoleArea::none || is_far(part.hole.area)) continue;
      if (!fillings.find(part.hole)) return;
    }
    std::array<std::vector<WordRange>, 2> choices;
    for (std::uint8_t far = 0; far < right.far_holes; ++far) {
      choices[far] = far_choices(right, far, support.spot);
      if (choices[far].empty()) return;
    }
    const std::size_t firsts = std::max<std::size_t>(choices[0].size(), 1);
    const std::size_t seconds = std::max<std::size_t>(choices[1].size(), 1);
    std::size_t made = 0;
    for (std::size_t i = 0; i < firsts; ++i) {
      for (std::size_t j = 0; j < seconds && made < fillings_max; ++j) {
        LatticeCandidate candidate;
        candidate.spot = support.spot;
        candidate.right = support.right;
        if (!choices[0].empty()) candidate.fills[0] = choices[0][i];
        if (!choices[1].empty()) candidate.fills[1] = choices[1][j];
        if (right.far_holes == 2 &&
            region_.hash_of(candidate.fills[0]) == region_.hash_of(candidate.fills[1])) {
          continue;
        }
        candidate.result = result_of(candidate, right, fillings);
        if (candidate.result == region_.hash_of({0, region_.size()})) continue;
        if (!is_plausible(region_, right, fillings, candidate)) continue;
        ++made;
        features.make(candidate, support, right, fillings, {firsts * seconds, made});
        pool_.push_back(std::move(candidate));
      }
    }
  }

  [[nodiscard]] std::vector<WordRange> far_choices(const Right& right, std::uint8_t far,
                                                   Spot spot) const {
    for (const RightPart& part : right.parts) {
      if (!is_far(part.hole.area) || part.hole.index != far) continue;
      if (part.hole.area == HoleArea::far_chain) {
        const std::size_t at = std::min(spot.at, region_.size() - 1);
        return chains_of(region_, region_.line(region_[at].line));
      }
      return names_near(part.hole, spot);
    }
    return {};
  }

  // Names (or texts) of a kind, each once, nearest first.
  [[nodiscard]] std::vector<WordRange> names_near(const Hole& hole, Spot spot) const {
    std::vector<WordRange> names;
    std::vector<std::uint32_t> known;
    if (spot.removed == 1) known.push_back(region_[spot.at].text);
    const bool text = hole.area == HoleArea::far_string;
    const auto consider = [&](std::size_t i) {
      const Word& word = region_[i];
      const bool fits = text ? word.kind == TokenKind::string
                             : word.kind == TokenKind::identifier && word.name == hole.name;
      if (!fits || names.size() >= far_names_max) return;
      if (std::find(known.begin(), known.end(), word.text) != known.end()) return;
      known.push_back(word.text);
      names.push_back({i, i + 1});
    };
    for (std::size_t step = 0; step < region_.size(); ++step) {
      if (step < spot.at) consider(spot.at - 1 - step);
      if (spot.at + step < region_.size()) consider(spot.at + step);
    }
    return names;
  }

  [[nodiscard]] std::uint64_t result_of(const LatticeCandidate& candidate, const Right& right,
                                        const Fillings& fillings) const {
    const std::size_t end = candidate.spot.at + candidate.spot.removed;
    std::uint64_t hash = region_.hash_of({0, candidate.spot.at});
    for (const RightPart& part : right.parts) {
      if (part.hole.area == HoleArea::none) {
        hash = hash * region_.power(1) + part.hash;
        continue;
      }
      const WordRange range = *range_of(part.hole, fillings, candidate.fills);
      hash = hash * region_.power(range.size()) + region_.hash_of(range);
    }
    const WordRange rest{end, region_.size()};
    return hash * region_.power(rest.size()) + region_.hash_of(rest);
  }

  // The trees cost more than the evidence; they judge the best of what it lets through.
  void keep_best_supported() {
    for (LatticeCandidate& candidate : pool_)
      candidate.score = first_score_of(candidate.features);
    if (pool_.size() <= judged_max) return;
    std::stable_sort(
        pool_.begin(), pool_.end(),
        [](const LatticeCandidate& a, const LatticeCandidate& b) { return a.score > b.score; });
    pool_.resize(judged_max);
  }

  // Different edits with one result are one candidate; the best supported speaks for it.
  void merge() {
    std::stable_sort(
        pool_.begin(), pool_.end(),
        [](const LatticeCandidate& a, const LatticeCandidate& b) { return a.result < b.result; });
    std::vector<LatticeCandidate> merged;
    for (LatticeCandidate& candidate : pool_) {
      if (merged.empty() || merged.back().result != candidate.result) {
        merged.push_back(std::move(candidate));
        continue;
      }
      merge_features(merged.back(), std::move(candidate));
    }
    pool_ = std::move(merged);
  }

  const LatticeIndex& index_;
  const LatticeQuery& query_;
  const Region& region_;
  std::vector<Support> supports_;
  std::vector<LatticeCandidate> pool_;
};

}  // namespace

std::optional<WordRange> range_of(const Hole& hole, const Fillings& fillings,
                                  const std::array<WordRange, 2>& fills) {
  if (is_far(hole.area)) return fills[hole.index & 1U];
  return fillings.find(hole);
}

void for_each_spot(const LatticeIndex& index, const Region& region, const KeyMaker& keys,
                   std::uint32_t line, const std::function<void(Spot, std::span<const Key>)>& use) {
  const WordRange words = region.line(line);
  if (region.size() == 0) return;
  const std::size_t last = std::min(words.end, words.begin + line_words_max);
  std::vector<Key> made;
  const auto visit = [&](Spot spot) {
    made.clear();
    keys.make(spot, made);
    use(spot, made);
  };
  for (std::size_t at = words.begin; at <= last; ++at) {
    visit({at, 0});
    if (at == last) break;
    const std::size_t statement = region[at].first_on_line ? region.statement_end(at) - at : 0;
    const std::size_t limit = std::min(region.size(), words.end + behind_line_max);
    for (std::size_t removed = 1; removed <= removed_tokens_max && at + removed <= limit;
         ++removed) {
      if (index.find(keys.removed_key({at, removed}, 1)) == nullptr &&
          index.find(keys.removed_key({at, removed}, 2)) == nullptr &&
          index.find(keys.removed_key({at, removed}, 0)) == nullptr) {
        continue;
      }
      visit({at, removed});
    }
    if (statement > removed_tokens_max && statement <= removed_max) visit({at, statement});
  }
}

std::vector<LatticeCandidate> propose_words(const LatticeIndex& index, const LatticeQuery& query) {
  if (query.region.size() == 0) return {};
  return WordProposer(index, query).run();
}

}  // namespace homeostat::pattern

// From what is known of a candidate to its features and its score.
#pragma once

#include <vector>

#include "core/pattern/lattice_propose.hpp"

namespace homeostat::pattern {

/// A right side at one spot, with all keys that speak for it.
struct Support {
  Spot spot;
  std::uint32_t right = 0;
  float best = 0;  ///< precision of the best key
  float second = 0;
  float sum = 0;
  int count = 0;
  float repositories = 0;
  float examples = 0;
  float trials = 0;  ///< of the best key
  float share = 0;
  int level = 0;  ///< of the best key
  int width = 0;
  int widest = 0;
  float widest_precision = 0;
  bool house = false;  ///< the place's own repository taught it

  void add(const Key& key, const LatticeSlot& slot, const LatticeEntry& entry, float precision,
           double key_trials, float repositories_of_others, bool own);
};

class FeatureMaker {
 public:
  /// `crowd`: how many right sides compete at the place.
  FeatureMaker(const LatticeQuery& query, const LatticeIndex& index, std::size_t crowd);

  struct Choice {
    std::size_t count = 1;  ///< ways to fill the far holes
    std::size_t order = 1;  ///< which of them this is
  };
  void make(LatticeCandidate& candidate, const Support& support, const Right& right,
            const Fillings& fillings, Choice choice);

 private:
  void add_filling(LatticeCandidate& candidate, const Right& right);
  void add_words(Features& f, const Right& right, const Fillings& fillings,
                 const LatticeCandidate& candidate);
  void add_habits(Features& f, const Right& right) const;
  [[nodiscard]] float affinity(const RightEvidence& evidence) const;
  [[nodiscard]] float named(WordRange range);
  [[nodiscard]] float slot_of(WordRange range) const;

  const LatticeQuery& query_;
  const LatticeIndex& index_;
  const Region& region_;
  std::size_t crowd_;
  std::vector<float> named_;  ///< per word; below 0: not asked yet
  Features site_{};           ///< what all candidates of the place share
  WordRange line_;
  bool loose_ = false;   ///< the place compares with `==`
  bool strict_ = false;  ///< with `===`
};

/// Adds what another way to the same result knows; the better supported one keeps its own.
void merge_features(LatticeCandidate& into, LatticeCandidate&& from);

}  // namespace homeostat::pattern

#include "core/pattern/features.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

float get(const Features& f, Feature feature) { return f[static_cast<std::size_t>(feature)]; }

// The features of all candidates for `x` → another name, at a place.
std::vector<LatticeCandidate> candidates(std::string_view text, std::string_view message) {
  LatticeIndex index;
  const Region before("var frobA = 1, frobB = 2;\ngo(frobA);\n", Family::javascript);
  const Region after("var frobA = 1, frobB = 2;\ngo(frobB);\n", Family::javascript);
  const KeyMaker keys(before);
  std::vector<Key> made;
  keys.make({11, 1}, made);
  for (const char* repo : {"a/one", "b/two"}) {
    index.add(made, *make_right(before, after, keys, {11, 1, 1}, Reach::near), repository_bit(repo),
              Topics{});
  }
  index.settle();
  const Region region(text, Family::javascript);
  const KeyMaker at(region);
  const MessageWords words("", message);
  return propose_words(index, {.region = region, .keys = at, .line = 2, .message = words});
}

}  // namespace

TEST_CASE("a name that the message mentions, or that looks alike, has features that say so") {
  const auto found = candidates("let mumA = 1, mumB = 2, other = 3;\nfly(mumA);\n", "use mumB");
  bool seen = false;
  for (const LatticeCandidate& candidate : found) {
    CHECK(get(candidate.features, Feature::repositories) == 2.0F);
    if (get(candidate.features, Feature::far_holes) != 1.0F) continue;
    CHECK(get(candidate.features, Feature::filling_assigned) == 1.0F);
    const bool named = get(candidate.features, Feature::filling_named) == 1.0F;
    const bool one = get(candidate.features, Feature::removed) == 1.0F;
    const bool alike = get(candidate.features, Feature::filling_similarity) > 0.6F;
    seen = seen || (named && one && alike);
  }
  CHECK(seen);
}

TEST_CASE("two ways to one result are one candidate with the sum of their support") {
  LatticeCandidate one;
  one.features[static_cast<std::size_t>(Feature::best_precision)] = 0.2F;
  one.features[static_cast<std::size_t>(Feature::sum_precision)] = 1;
  one.features[static_cast<std::size_t>(Feature::supports)] = 2;
  LatticeCandidate two = one;
  two.features[static_cast<std::size_t>(Feature::best_precision)] = 0.4F;
  merge_features(one, std::move(two));
  CHECK(get(one.features, Feature::best_precision) == 0.4F);
  CHECK(get(one.features, Feature::sum_precision) == 2.0F);
  CHECK(get(one.features, Feature::supports) == 4.0F);
}

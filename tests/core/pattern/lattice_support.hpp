// Small libraries of fixes for the tests of the lattice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <homeostat/pattern_index.hpp>

namespace homeostat::test {

/// One fix; `line` is the line of `before` that fails.
struct SmallFix {
  std::string_view before;
  std::string_view after;
  int line = 1;
};

inline PatternRegion region_of(std::string_view repo, std::string_view path, std::string_view text,
                               int line = 1, std::string_view message = "") {
  PatternRegion region;
  region.repo = repo;
  region.path = path;
  region.text = text;
  region.line = line;
  region.message = message;
  return region;
}

/// Learns every fix once for each repository, then settles.
inline PatternIndex index_of(std::string_view path, const std::vector<SmallFix>& fixes,
                             const std::vector<std::string>& repos = {"a/one", "b/two",
                                                                      "c/three"}) {
  PatternIndex index;
  for (const std::string& repo : repos) {
    for (const SmallFix& fix : fixes)
      index.learn(region_of(repo, path, fix.before, fix.line), fix.after);
  }
  index.settle();
  return index;
}

inline std::vector<std::string> texts_of(const PatternIndex& index, const PatternRegion& region,
                                         const ProposeOptions& options = {}) {
  std::vector<std::string> texts;
  for (const PatternProposal& proposal : index.propose(region, options))
    texts.push_back(proposal.after);
  return texts;
}

inline bool proposes(const PatternIndex& index, const PatternRegion& region, std::string_view text,
                     const ProposeOptions& options = {}) {
  for (const std::string& proposed : texts_of(index, region, options)) {
    if (proposed == text) return true;
  }
  return false;
}

}  // namespace homeostat::test

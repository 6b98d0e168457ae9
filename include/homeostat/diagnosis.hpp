#pragma once

/// What is known of an error before anything is tried.

#include <string>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/issue.hpp>
#include <homeostat/money.hpp>
#include <homeostat/patch.hpp>

namespace homeostat {

/// A frame that was found in the repository's tree.
struct Location {
  std::string path;  ///< in the tree
  int line = 0;      ///< 1-based; 0: unknown
  int column = 0;    ///< 1-based; 0: unknown
  std::string function;
  friend bool operator==(const Location&, const Location&) = default;
};

struct Diagnosis {
  ErrorReport report;
  FingerprintId fingerprint;
  std::string fingerprint_v0;  ///< the predecessor's 12 hex digits
  Language language = Language::unknown;
  std::vector<Location> locations;  ///< innermost first, in-project frames that are in the tree
  bool sensitive = false;           ///< only trusted models may see it
  int tier = 3;                     ///< 1 to 3
  std::string tier_reason;          ///< one line
};

/// Finds the tree's path for a frame's file by the longest suffix of whole components; several
/// equally long matches find nothing. Linear in the tree's size.
[[nodiscard]] std::vector<Location> locate(const std::vector<Frame>& frames,
                                           const TreeListing& tree);

}  // namespace homeostat

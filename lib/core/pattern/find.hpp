// Where a template's left side stands in a text.
#pragma once

#include <cstddef>
#include <vector>

#include "core/pattern/template.hpp"

namespace homeostat::pattern {

/// Tokens [begin, end).
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const TokenRange&, const TokenRange&) = default;
};

/// One place that a template fits.
struct Site {
  TokenRange whole;               ///< what the left side took
  TokenRange edit;                ///< what is replaced
  std::vector<TokenRange> holes;  ///< what each hole holds
};

/// All places whose left side begins at a token of `starts`. Every hole that must hold a name of
/// the message does. Bounded: at most `sites_max` places, and a fixed number of steps a token.
[[nodiscard]] std::vector<Site> find_sites(const Template& edit, const TokenStream& stream,
                                           const MessageSlots& slots, TokenRange starts,
                                           std::size_t sites_max);

}  // namespace homeostat::pattern

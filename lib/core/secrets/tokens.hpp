// Tokens of rules.hpp at the places that the first stage gives.
#pragma once

#include <string_view>
#include <vector>

#include "core/secrets/hit.hpp"
#include "core/secrets/rules.hpp"

namespace homeostat::secrets {

class Tokens {
 public:
  explicit Tokens(const Input& input) : input_(input) {}

  /// A token that begins in the run, or in front of it and ends in it; length 0: none.
  [[nodiscard]] Hit in_run(const WordRun& run);
  /// A token that is an address of a secret, with its host at `at`.
  [[nodiscard]] Hit at_host(std::size_t at) { return match(at, Site::in_host); }

 private:
  /// Where a run of an alphabet ends, each byte looked at once for each alphabet and place in a
  /// rule: without this, many prefixes inside one long run would each walk to its end.
  struct Known {
    Alphabet alphabet = 0;
    std::size_t index = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::size_t end_of(Alphabet alphabet, std::size_t index, std::size_t at);
  Hit match(std::size_t at, Site site);
  Hit match_rule(const TokenRule& rule, std::size_t at);
  std::size_t match_runs(const TokenRule& rule, std::size_t at);

  Input input_;
  std::vector<Known> known_;
};

}  // namespace homeostat::secrets

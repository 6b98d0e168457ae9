// Random texts and trees that hold what is dangerous for patches, from a seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <homeostat/patch.hpp>

namespace generate {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  /// 0 … limit - 1.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// A line without its end: code, blank lines, white space, and what looks like a patch.
std::string line(Random& random);

/// Some lines; perhaps CRLF, perhaps without a newline at the end, perhaps empty.
std::string text(Random& random, std::size_t lines_max);

/// `before` after a few edits of lines and perhaps of the last newline.
std::string edit(Random& random, const std::string& before);

/// Lines put in, taken out and changed in white space, as happens to a file under a patch.
std::string drift(Random& random, const std::string& before, bool white_space);

/// A path with spaces, quotes, backslashes, control or other characters beyond ASCII.
std::string path(Random& random);

using Tree = std::vector<homeostat::FileContent>;

Tree tree(Random& random, std::size_t files_max);

/// `before` with files changed, made, deleted, renamed and given other modes.
Tree edit(Random& random, const Tree& before);

/// The same in every run, unless HOMEOSTAT_TEST_SEED gives another: a number, or "random".
std::uint64_t seed();

}  // namespace generate

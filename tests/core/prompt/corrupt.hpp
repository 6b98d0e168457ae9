// Answers as models give them when they go wrong, made from a file before and after a change.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace corrupt {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// A file before and after a change.
struct Change {
  std::string path;
  std::string before;
  std::string after;
};

/// Functions, classes and calls in JavaScript, Python, PHP or Go, and a change of a few lines as
/// repairs are: a guard, another call, another name, lines put in or taken out.
Change make_change(Random& random);

struct Sample {
  std::string kind;    ///< "diff+wrong_numbers+prose"
  std::string answer;  ///< what the model says
  Change change;       ///< of which an applied answer makes `before` to `after`
  std::string diff;    ///< the diff alone, for programs that read nothing else; else empty
};

/// One to three corruptions of one form of answer.
Sample make_sample(Random& random, const Change& change);

/// The same in every run, unless HOMEOSTAT_TEST_SEED gives another number.
std::uint64_t seed();

}  // namespace corrupt

#include <homeostat/retry.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

/// The whole matrix: what the bounded algorithm must agree with.
std::size_t full_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      const std::size_t changed = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({changed, d[i - 1][j] + 1, d[i][j - 1] + 1});
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

TEST_CASE("a failure message is the text behind the first error word") {
  CHECK(failure_message("ok 1\nTypeError: x is not a function\r\nError: late") ==
        "x is not a function");
  CHECK(failure_message("assertion ERROR: expected 3") == "expected 3");
  CHECK(failure_message("all well").empty());
  CHECK(failure_message("").empty());
  CHECK(failure_message("Error: " + std::string(5000, 'x')).size() == 2000);
}

TEST_CASE("the bounded distance agrees with the whole matrix up to its bound") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string a;
    std::string b;
    for (auto n = random() % 12; n > 0; --n)
      a += static_cast<char>('a' + random() % 3);
    for (auto n = random() % 12; n > 0; --n)
      b += static_cast<char>('a' + random() % 3);
    const std::size_t bound = random() % 8;
    const std::size_t exact = full_distance(a, b);
    INFO(a << " / " << b << " within " << bound);
    CHECK(bounded_edit_distance(a, b, bound) == std::min(exact, bound + 1));
  }
}

TEST_CASE("two failures are the same within a tenth of their length") {
  CHECK(same_failure("expected 3 but got 4", "expected 3 but got 5"));
  CHECK_FALSE(same_failure("expected 3 but got 4", "expected 312 but got 45"));
  CHECK_FALSE(same_failure("", ""));
  CHECK_FALSE(same_failure("x", ""));
  CHECK(same_failure("same", "same"));
}

TEST_CASE("outputs of 100 KB are compared in a bounded share of the matrix") {
  const std::string a(100'000, 'a');
  std::string b = a;
  b[50] = 'b';
  CHECK(same_failure(a, b));
  CHECK_FALSE(same_failure(a, std::string(100'000, 'c')));
}

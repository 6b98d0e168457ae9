// Twice the input takes about twice the time, on what makes simple algorithms quadratic.
#include <algorithm>
#include <functional>

#include "core/diff/generate.hpp"
#include "core/diff/helpers.hpp"
#include "support/growth.hpp"

using namespace homeostat;

namespace {

/// The best of some runs, in seconds.
double seconds(const std::function<void()>& work) {
  double best = 1e9;
  for (int run = 0; run < 3; ++run) {
    const homeostat::test::ProcessorTimer timer;
    work();
    best = std::min(best, timer.seconds());
  }
  return best;
}

/// A quadratic algorithm takes 16 times as long for four times the input; sorting and the caches
/// of a busy machine leave the linear one below 8. A few slow runs are not yet a proof.
void check_linear(const std::function<std::function<void()>(int)>& prepare, int size) {
  double ratio = 0;
  for (int attempt = 0; attempt < 4; ++attempt) {
    const auto small = prepare(size);
    const auto large = prepare(4 * size);
    const auto small_seconds = std::max(seconds(small), 1e-4);
    ratio = seconds(large) / small_seconds;
    if (ratio < 8) return;
  }
  FAIL("four times the input takes " << ratio << " times as long");
}

std::string repeat(const std::string& text, int count) {
  std::string result;
  for (; count > 0; --count) {
    result += text;
  }
  return result;
}

std::function<void()> diff_of(std::string before, std::string after) {
  return
      [before = std::move(before), after = std::move(after)] { (void)make_hunks(before, after); };
}

std::string shuffled(int lines, int different, std::uint64_t seed) {
  generate::Random random(seed);
  std::string text;
  for (int i = 0; i < lines; ++i) {
    text += std::to_string(random.below(static_cast<std::size_t>(different))) + "\n";
  }
  return text;
}

/// Applies `text` leniently to x.
std::function<void()> apply_of(const std::string& hunks, std::string content) {
  return [patch = helpers::parsed(helpers::with_header(hunks)),
          files = std::vector{helpers::file("x", std::move(content))}] {
    (void)apply_patch(patch, files, {.lenient = true});
  };
}

}  // namespace

TEST_CASE("comparing texts without a common line is linear") {
  check_linear([](int n) { return diff_of(helpers::numbers(n), helpers::numbers(2 * n, n + 1)); },
               5000);
}

TEST_CASE("comparing the same lines in another order is linear") {
  check_linear([](int n) { return diff_of(shuffled(n, n, 1), shuffled(n, n, 2)); }, 4000);
}

TEST_CASE("comparing random texts of few different lines is linear") {
  check_linear([](int n) { return diff_of(shuffled(n, 3, 1), shuffled(n, 3, 2)); }, 3000);
}

TEST_CASE("comparing many equal lines is linear") {
  check_linear(
      [](int n) {
        return diff_of("a\n" + repeat("x\n", n) + "b\n", "c\n" + repeat("x\n", n / 2) + "d\n");
      },
      10000);
}

TEST_CASE("comparing periodic texts with groups that slide is linear") {
  check_linear(
      [](int n) {
        return diff_of(repeat("a\nb\n\n", n) + "end\n", "begin\n" + repeat("a\n\nb\n\n", n));
      },
      2000);
}

TEST_CASE("finding the places of many hunks that moved is linear") {
  check_linear(
      [](int n) {
        std::string hunks;
        for (int i = 10; i < 10 * n; i += 10) {
          const auto line = std::to_string(i);
          hunks += "@@ -" + line + ",3 +" + line + ",3 @@\n x\n-" + line + "\n+new\n x\n";
        }
        std::string content = "x\nx\nx\n";
        for (int i = 1; i <= 10 * n; ++i) {
          content += (i % 10 == 0 ? std::to_string(i) : "x") + "\n";
        }
        return apply_of(hunks, content);
      },
      500);
}

TEST_CASE("looking for a long hunk among many equal lines is linear") {
  check_linear(
      [](int n) {
        const auto size = std::to_string(n);
        const auto hunk = "@@ -5," + size + " +5," + std::to_string(n + 1) + " @@\n" +
                          repeat(" x\n", n / 2) + "+new\n" + repeat(" x\n", n - n / 2);
        return apply_of(hunk, "y\n" + repeat("x\n", n) + "y\n" + repeat("x\n", n));
      },
      4000);
}

TEST_CASE("looking around a placed hunk among many equal lines is linear") {
  check_linear(
      [](int n) {
        const auto middle = std::to_string(n);
        const auto hunks = "@@ -" + middle + ",2 +" + middle + ",3 @@\n x\n+new\n x\n" + "@@ -" +
                           std::to_string(3 * n) + "," + std::to_string(n) + " +1," +
                           std::to_string(n + 1) + " @@\n+new\n" + repeat(" x\n", n);
        return apply_of(hunks, repeat("x\n", 2 * n - 1));
      },
      4000);
}

TEST_CASE("reading is linear in lines, in files and in the length of a line") {
  check_linear(
      [](int n) {
        const auto count = std::to_string(n);
        const auto text = helpers::with_header("@@ -0,0 +1," + count + " @@\n" + repeat("+x\n", n));
        return [text] { (void)parse_patch(text); };
      },
      10000);
  check_linear(
      [](int n) {
        const auto text = repeat(helpers::with_header("@@ -1 +1 @@\n-a\n+b\n"), n);
        return [text] { (void)parse_patch(text); };
      },
      1000);
  check_linear(
      [](int n) {
        const auto text = "diff --git \"a/" + repeat("\\303", n) + " b/" + repeat("\" ", n) + "\n";
        return [text] { (void)parse_patch(text); };
      },
      50000);
  check_linear(
      [](int n) {
        const auto text = repeat("words\n", n) + repeat("--- a\n", n);
        return [text] { (void)parse_patch(text); };
      },
      20000);
}

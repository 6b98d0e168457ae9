#include "core/pattern/lattice_index.hpp"

#include "core/pattern/lattice_support.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::index_of;
using homeostat::test::region_of;

namespace {

const std::vector<homeostat::test::SmallFix> fixes{
    {"return user.name;\n", "return user && user.name;\n"},
    {"if (a <= b) {\n", "if (a < b) {\n"},
    {"x = f(y);\n", "x = await f(y);\n"}};

PatternIndex learned(std::initializer_list<int> which, std::string_view repo) {
  PatternIndex index;
  for (const int i : which) {
    const auto& fix = fixes[static_cast<std::size_t>(i)];
    index.learn(region_of(repo, "a.js", fix.before), fix.after);
  }
  index.settle();
  return index;
}

}  // namespace

TEST_CASE("repositories are counted, and none is nobody") {
  CHECK(pattern::repositories_of(0) == 0);
  CHECK(pattern::repository_bit("") == 0);
  const auto two = pattern::repository_bit("a/one") | pattern::repository_bit("b/two");
  CHECK(pattern::repositories_of(two) == 2);
  CHECK(pattern::repositories_of(0xffU) > 8);
  CHECK(pattern::repositories_of(~std::uint64_t{0}) > 200);
}

TEST_CASE("the order in which fixes were learned does not show") {
  CHECK(learned({0, 1, 2}, "a/one").snapshot() == learned({2, 0, 1}, "a/one").snapshot());
}

TEST_CASE("merging adds counters, in any order") {
  PatternIndex ab = learned({0, 1}, "a/one");
  ab.merge(learned({1, 2}, "b/two"));
  PatternIndex ba = learned({1, 2}, "b/two");
  ba.merge(learned({0, 1}, "a/one"));
  CHECK(ab.snapshot() == ba.snapshot());
  CHECK(ab.size().edits == 4);
  // Seen in two repositories now, so it serves a third.
  CHECK(homeostat::test::proposes(ab, region_of("c/three", "b.js", "while (i <= n) {\n"),
                                  "while (i < n) {\n"));
}

TEST_CASE("an index may be added to later") {
  PatternIndex index = learned({0}, "a/one");
  index.learn(region_of("b/two", "a.js", fixes[0].before), fixes[0].after);
  index.settle();
  CHECK(index.size().edits == 2);
  CHECK(homeostat::test::proposes(index, region_of("c/three", "b.js", "return page.title;\n"),
                                  "return page && page.title;\n"));
  index.settle();
  CHECK(index.size().edits == 2);
}

#include "core/pattern/lattice.hpp"

#include <algorithm>
#include <set>

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

std::vector<Key> keys_of(std::string_view text, Spot spot, Family family = Family::javascript) {
  const Region region(text, family);
  std::vector<Key> keys;
  KeyMaker(region).make(spot, keys);
  return keys;
}

// The shapes at which two spots have one key.
std::set<int> shared(const std::vector<Key>& a, const std::vector<Key>& b) {
  std::set<int> shapes;
  for (const Key& one : a) {
    for (const Key& two : b) {
      if (one.hash == two.hash) shapes.insert(one.shape);
    }
  }
  return shapes;
}

int widest(const std::set<int>& shapes) {
  int most = -1;
  for (const int shape : shapes)
    most = std::max(most, width_of(static_cast<std::uint8_t>(shape)));
  return most;
}

}  // namespace

TEST_CASE("the same code has all keys in common, other code few or none") {
  const auto one = keys_of("return user.name;", {3, 1});
  CHECK(one.size() > 20);
  CHECK(shared(one, keys_of("return user.name;", {3, 1})).size() == one.size());
  CHECK(shared(one, keys_of("for (;;) { x++; }", {2, 1})).empty());
}

TEST_CASE("the same code with other names shares its whole lines") {
  const auto one = keys_of("return quux.frobnicate(bar);", {3, 1});
  const auto two = keys_of("return zork.mumble(baz);", {3, 1});
  CHECK(widest(shared(one, two)) == 12);
  // The same name twice is not two names.
  const auto same = keys_of("f(quux, quux, bar1, bar2, g);", {2, 1});
  const auto other = keys_of("f(quux, zork, bar1, bar2, g);", {2, 1});
  CHECK(widest(shared(same, other)) < 12);
}

TEST_CASE("units hide what an expression is made of") {
  const auto one = keys_of("go(frob.a[1](2), bar);", {12, 1});
  const auto two = keys_of("go(zork, bar);", {4, 1});
  const auto shapes = shared(one, two);
  CHECK(std::any_of(shapes.begin(), shapes.end(),
                    [](int shape) { return level_of(static_cast<std::uint8_t>(shape)) == 2; }));
}

TEST_CASE("edits without names are shared by all languages") {
  const auto one = keys_of("if (a <= b) {", {3, 1}, Family::javascript);
  const auto two = keys_of("while c <= d.e:", {2, 1}, Family::python);
  const auto shapes = shared(one, two);
  CHECK(shapes.size() >= 1);
  CHECK(std::all_of(shapes.begin(), shapes.end(),
                    [](int shape) { return is_plain_shape(static_cast<std::uint8_t>(shape)); }));
  const auto name = keys_of("a.b", {2, 1}, Family::python);
  CHECK(shared(keys_of("a.b", {2, 1}), name).empty());
}

TEST_CASE("a whole statement has keys of its own") {
  const auto one = keys_of("f();\nfrob.go(1, 2);\n", {4, 9});
  const auto two = keys_of("f();\nzork.mumble.go();\n", {4, 8});
  const auto shapes = shared(one, two);
  CHECK(std::any_of(shapes.begin(), shapes.end(),
                    [](int shape) { return level_of(static_cast<std::uint8_t>(shape)) == 4; }));
}

TEST_CASE("keys are made at the ends of a text too") {
  CHECK_FALSE(keys_of("a", {0, 0}).empty());
  CHECK_FALSE(keys_of("a", {1, 0}).empty());
  CHECK_FALSE(keys_of("(a).b", {3, 0}).empty());
  CHECK_FALSE(keys_of("", {0, 0}).empty());
}

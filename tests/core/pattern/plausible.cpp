#include "core/pattern/plausible.hpp"
#include "core/pattern/lattice_support.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

// `words` in place of [at, at + removed).
bool plausible(std::string_view text, Spot spot, std::string_view words,
               Family family = Family::javascript) {
  const Region region(text, family);
  const Region inserted(words, family);
  Right right;
  for (std::size_t i = 0; i < inserted.size(); ++i) {
    RightPart part;
    part.kind = inserted[i].kind;
    part.text = inserted.text_of(i);
    right.parts.push_back(part);
  }
  LatticeCandidate candidate;
  candidate.spot = spot;
  const KeyMaker keys(region);
  return is_plausible(region, right, Fillings(region, keys, spot), candidate);
}

}  // namespace

TEST_CASE("brackets must balance as before") {
  CHECK(plausible("f(a);", {2, 1}, "(b)"));
  CHECK_FALSE(plausible("f(a);", {2, 1}, "(b"));
  CHECK_FALSE(plausible("f(a);", {3, 1}, ""));
  CHECK(plausible("f(a);", {3, 1}, ", b)"));
}

TEST_CASE("no operator is left without its operand") {
  CHECK_FALSE(plausible("x = f(a);", {2, 4}, ""));
  CHECK_FALSE(plausible("f(a, b);", {2, 1}, ""));
  CHECK(plausible("f(a, b);", {2, 2}, ""));
  CHECK_FALSE(plausible("f(a);", {2, 0}, "&&"));
  CHECK_FALSE(plausible("f(a);", {3, 0}, "|| &&"));
  CHECK_FALSE(plausible("x = y\nz = 1\n", {2, 1}, "", Family::python));
  CHECK_FALSE(plausible("x = y", {2, 1}, ""));
  CHECK(plausible("x = y\nz = 1\n", {2, 1}, "w", Family::python));
}

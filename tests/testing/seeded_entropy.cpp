#include <homeostat/testing/seeded_entropy.hpp>

#include <array>

#include "support/catch.hpp"

using homeostat::testing::SeededEntropy;

TEST_CASE("the same seed gives the same bytes, another seed others") {
  std::array<std::byte, 13> first{};
  std::array<std::byte, 13> second{};
  SeededEntropy one{7};
  SeededEntropy two{7};
  REQUIRE(one.fill(first).has_value());
  REQUIRE(two.fill(second).has_value());
  CHECK(first == second);
  REQUIRE(one.fill(first).has_value());
  CHECK(first != second);
  SeededEntropy other{8};
  REQUIRE(other.fill(first).has_value());
  CHECK(first != second);
}

TEST_CASE("the numbers are those of SplitMix64") {
  SeededEntropy entropy{1234567};
  CHECK(entropy.next() == 6457827717110365317U);
  CHECK(entropy.next() == 3203168211198807973U);
}

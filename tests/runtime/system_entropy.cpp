#include <homeostat/runtime/system_entropy.hpp>

#include <algorithm>
#include <array>
#include <vector>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("random bytes fill the whole and differ each time") {
  SystemEntropy entropy;
  std::array<std::byte, 32> one{};
  std::array<std::byte, 32> two{};
  REQUIRE(entropy.fill(one));
  REQUIRE(entropy.fill(two));
  CHECK(one != two);
  // getrandom gives at most 32 MiB - 1 at once: more needs several calls.
  std::vector<std::byte> many(40 * 1024 * 1024);
  REQUIRE(entropy.fill(many));
  const auto tail = std::count(many.end() - 4096, many.end(), std::byte{0});
  CHECK(tail < 1000);
  CHECK(entropy.fill({}));
}

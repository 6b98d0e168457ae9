#include <homeostat/version.hpp>

#include <algorithm>

#include "support/catch.hpp"

TEST_CASE("the version is three numbers with dots between") {
  const auto version = homeostat::version();
  CHECK(std::count(version.begin(), version.end(), '.') == 2);
  CHECK(version.find_first_not_of("0123456789.") == version.npos);
  CHECK(version.front() != '.');
  CHECK(version.back() != '.');
}

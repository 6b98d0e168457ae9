#include "sandbox/landlock.hpp"

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("a ruleset is made where the kernel has Landlock, else that is said") {
  const auto ruleset = sandbox::make_landlock(
      {.readable = {"/usr", "/no/such/folder", "/dev/null"}, .writable = {"/tmp", "/dev/null"}});
  if (sandbox::landlock_version() > 0) {
    REQUIRE(ruleset);
    CHECK(ruleset->get() >= 0);
  } else {
    REQUIRE_FALSE(ruleset);
    CHECK(ruleset.error().code == ErrorCode::unsupported);
  }
}

#include <homeostat/secrets.hpp>

#include "support/catch.hpp"

TEST_CASE("the scanner finds its own canaries of every rule and no stand-ins") {
  const homeostat::SecretSelfTest test = homeostat::self_test_secrets();
  for (const std::string& failure : test.failures)
    INFO(failure);
  CHECK(test.failures == std::vector<std::string>{});
  CHECK(test.pass());
  CHECK(test.canaries > 200);
}

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;

TEST_CASE("a run whose repository is missing goes on with the others") {
  Prepared world;
  world.answer_right();
  RepositoryConfig missing;
  missing.slug = RepoId{"acme/gone"};
  world.config.repositories.insert(world.config.repositories.begin(), missing);
  const RunReport report = world.run();
  REQUIRE(report.repositories.size() == 2);
  CHECK(report.repositories[0].error.has_value());
  CHECK(report.repositories[1].created == 1);
}

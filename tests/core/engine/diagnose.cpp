#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::reason_of;
using homeostat::testing::World;

TEST_CASE("an error outside the repository has no location") {
  World world;
  world.add_issue("elsewhere/there.js", "there");
  CHECK(reason_of(world.run_one()) == Reason::no_location);
}

TEST_CASE("sensitive errors reach trusted models only, whatever tier is forced") {
  World world;
  world.workspace.commit_by_hand(
      world.repo, "main",
      {{"src/auth.js", "export function login(a) {\n  return a.b; // BUG\n}\n"}});
  world.config.force_tier = 1;
  world.add_issue("src/auth.js", "login");
  world.answer("src/auth.js", "  return a.b; // BUG", "  return a?.b;");
  (void)world.run_one();
  for (const ModelRequest& request : world.model.requests()) {
    const auto found =
        std::find_if(world.config.models.begin(), world.config.models.end(),
                     [&](const ModelConfig& model) { return model.id == request.model; });
    REQUIRE(found != world.config.models.end());
    CHECK(found->trusted);
  }
  CHECK_FALSE(world.model.requests().empty());
}

#include <homeostat/diff.hpp>

#include <algorithm>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::reason_of;
using homeostat::testing::reasons_in;

TEST_CASE("a patch above a limit is refused before any test runs") {
  Prepared world;
  world.config.limits.diff_lines_max = 1;
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(reasons_in(report, Room::guard) == std::vector<Reason>{Reason::diff_lines});
  CHECK(reason_of(report) != Reason::tests_failed);
  CHECK(world.runner.requests().empty());
  CHECK(report.cooldown_until.has_value());
}

TEST_CASE("a patch that adds a secret is refused, and the secret is nowhere") {
  Prepared world;
  const std::string secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  world.answer("src/first.js", "  return list.items[0]; // BUG",
               "  const key = \"" + secret + "\";\n  return list?.items?.[0];");
  const IssueReport report = world.run_one();
  CHECK(reasons_in(report, Room::guard) == std::vector<Reason>{Reason::secret});
  CHECK(world.pulls().empty());
  CHECK(to_json(report).find(secret) == std::string::npos);
  for (const Event& event : world.sink.events()) {
    CHECK(event.json.find(secret) == std::string::npos);
    CHECK(event.text.find(secret) == std::string::npos);
  }
  for (const std::string& comment : world.forge.comments(world.repo, world.issue)) {
    CHECK(comment.find(secret) == std::string::npos);
  }
  for (const Record& record : world.store.records()) {
    CHECK(record.json.find(secret) == std::string::npos);
  }
}

TEST_CASE("a new file outside the include list is refused") {
  Prepared world;
  homeostat::testing::ScriptedAnswer answer;
  answer.text = "```diff\n--- /dev/null\n+++ b/ci/deploy.sh\n@@ -0,0 +1 @@\n+echo deploy\n```\n";
  answer.usage = {.input = 100, .output = 10};
  world.model.add(answer);
  const IssueReport report = world.run_one();
  const auto reasons = reasons_in(report, Room::guard);
  CHECK(std::find(reasons.begin(), reasons.end(), Reason::path_filter) != reasons.end());
  CHECK(world.pulls().empty());
}

#include "e2e/real_world.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using e2e::Bug;
using e2e::RealWorld;

namespace {

const std::string slug = "demo/convert-my-file";

/// One run over one issue that gets these answers. Nothing may be published.
IssueReport refused_run(RealWorld& world, const std::vector<std::string>& answers) {
  const Bug bug;
  world.add_repository(slug, {bug});
  const int issue = world.add_issue(slug, bug);
  for (const std::string& text : answers)
    world.answer(slug, issue, text);
  const RunReport report = world.run();
  CHECK(world.pulls(slug).empty());
  CHECK(world.branches(slug) == std::vector<std::string>{"main"});
  return report.repositories.at(0).issues.at(0);
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "\n  // line " + std::to_string(i);
  return text;
}

}  // namespace

TEST_CASE("a patch of more than 500 changed lines is refused") {
  RealWorld world;
  const Bug bug;
  const IssueReport report = refused_run(
      world, {e2e::edit(bug.file, e2e::wrong_line(bug), e2e::right_line(bug) + lines(500))});
  CHECK(e2e::has_reason(report, Reason::diff_lines));
  CHECK(world.log().find("diff_lines") != std::string::npos);
}

TEST_CASE("a patch of more than 10 files is refused") {
  RealWorld world;
  std::string text = "```diff\n";
  for (int i = 0; i < 11; ++i) {
    text += "--- /dev/null\n+++ b/src/new" + std::to_string(i) + ".js\n@@ -0,0 +1 @@\n+new\n";
  }
  const IssueReport report = refused_run(world, {text + "```\n"});
  CHECK(e2e::has_reason(report, Reason::files));
  CHECK(world.log().find("\"files\"") != std::string::npos);
}

TEST_CASE("money is checked before the call, never after it") {
  RealWorld world;
  world.config.money.run = Money::from_micros(10);
  const Bug bug;
  const IssueReport report =
      refused_run(world, {e2e::edit(bug.file, e2e::wrong_line(bug), e2e::right_line(bug))});
  CHECK(e2e::has_reason(report, Reason::budget));
  CHECK(world.model.requests().empty());
  CHECK(report.cost == Money{});
  CHECK_FALSE(report.cooldown_until);
  CHECK(world.log().find("budget") != std::string::npos);
}

TEST_CASE("a patch that adds a secret is refused, and the log does not hold it") {
  RealWorld world;
  const Bug bug;
  const std::string secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  const IssueReport report = refused_run(
      world, {e2e::edit(bug.file, e2e::wrong_line(bug),
                        "  const token = \"" + secret + "\";\n" + e2e::right_line(bug))});
  CHECK(e2e::has_reason(report, Reason::secret));
  CHECK(world.log().find("secret") != std::string::npos);
  CHECK(world.log().find(secret) == std::string::npos);
}

TEST_CASE("a patch outside the allowed paths is refused") {
  RealWorld world;
  const IssueReport report = refused_run(
      world,
      {"```diff\n--- /dev/null\n+++ b/.github/workflows/x.yml\n@@ -0,0 +1 @@\n+on: push\n```\n"});
  const bool by_path = e2e::has_reason(report, Reason::path_filter) ||
                       e2e::has_reason(report, Reason::protected_path);
  CHECK(by_path);
}

#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::Issue;
using homeostat::parse_issue;
using show::Texts;

namespace {

Texts crumbs(const std::string& lines) {
  Issue issue;
  issue.title = "[a] B: c";
  issue.body = "## Breadcrumbs\n" + lines;
  return show::values(parse_issue(issue).report.breadcrumbs);
}

Texts server_crumbs(const std::string& title, const std::string& fields) {
  Issue issue;
  issue.title = title;
  issue.body = fields;
  issue.labels = {"source:vps"};
  return show::values(parse_issue(issue).report.breadcrumbs);
}

}  // namespace

TEST_CASE("numbers and list marks are taken off, blank lines and fences passed over") {
  CHECK(
      crumbs("1. one\n\n12) two\n- three\n* four\n• five\n- 6. six\nseven\n```\n8. eight\n```\n") ==
      Texts{"one", "two", "three", "four", "five", "six", "seven", "eight"});
}

TEST_CASE("what only looks like a number or a mark stays") {
  CHECK(crumbs("3.5 seconds\n-5 rows\n2026\n7.\n") ==
        Texts{"3.5 seconds", "-5 rows", "2026", "7."});
}

TEST_CASE("the last fifty breadcrumbs stay, oldest first") {
  std::string lines;
  for (int i = 1; i <= 60; ++i)
    lines += std::to_string(i) + ". step " + std::to_string(i) + "\n";
  const Texts read = crumbs(lines);
  REQUIRE(read.size() == 50);
  CHECK(read.front() == "step 11");
  CHECK(read.back() == "step 60");
}

TEST_CASE("a server's report without a trail gets one from its fields") {
  CHECK(server_crumbs("[a] B: c", "**Job:** weekly") ==
        Texts{"Cron job started: weekly", "Error thrown: B"});
  CHECK(server_crumbs("broken", "") == Texts{"No trail: the error arose on a server"});
}

TEST_CASE("a server's own breadcrumbs are kept") {
  CHECK(server_crumbs("[a] B: c", "## Breadcrumbs\n- mine\n") == Texts{"mine"});
}

TEST_CASE("a long context is shown up to a hundred UTF-16 units, never half a character") {
  const auto context = [](const std::string& text) {
    return server_crumbs("[a] B: c", "## Context\n" + text + "\n").front();
  };
  CHECK(context(std::string(100, 'A')) == "Context: " + std::string(100, 'A'));
  CHECK(context(std::string(101, 'A')) == "Context: " + std::string(100, 'A') + "...");
  const std::string wide = "\xF0\x9F\x98\x80";  // two units
  CHECK(context(std::string(99, 'A') + wide) == "Context: " + std::string(99, 'A') + "...");
  CHECK(context(std::string(98, 'A') + wide) == "Context: " + std::string(98, 'A') + wide);
  const std::string accented = "\xC3\xA9";  // one unit
  CHECK(context(std::string(99, 'A') + accented) == "Context: " + std::string(99, 'A') + accented);
}

#include <homeostat/telemetry.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
/// The summary's line about an issue that was refused with this detail.
std::string line_with(const std::string& detail) {
  RunReport report;
  report.repositories.resize(1);
  report.repositories[0].repo = RepoId("acme/kit");
  IssueReport issue;
  issue.issue = {3};
  issue.reasons = {{Reason::malformed, detail, "", 0}};
  report.repositories[0].add(issue);
  const std::string summary = print_summary(report, Config());
  const auto start = summary.find("issue 3:");
  REQUIRE(start != std::string::npos);
  return summary.substr(start, summary.find('\n', start) - start);
}
/// Whether `c` stands somewhere without a backslash before it.
bool is_live(const std::string& line, char c) {
  for (std::size_t at = line.find(c); at != std::string::npos; at = line.find(c, at + 1)) {
    if (at == 0 || line[at - 1] != '\\') return true;
  }
  return false;
}
}  // namespace

TEST_CASE("hostile text stays on its line and makes nothing live") {
  const auto line = line_with("x\n## Owned\n| a | b |\n<img src=x> `code` [l](http://e.com)");
  CHECK(line.find("Write the report in one of the documented formats.") != std::string::npos);
  for (const char c : {'<', '|', '`', '['})
    CHECK_FALSE(is_live(line, c));
}

TEST_CASE("mentions, references and links are dead text") {
  const auto line = line_with("@octocat fixes #12, see https://e.com and www.e.com");
  CHECK(line.find("@octocat") == std::string::npos);
  CHECK(line.find("#12") == std::string::npos);
  CHECK(line.find("https://") == std::string::npos);
  CHECK(line.find("www.") == std::string::npos);
}

TEST_CASE("long text is cut at a code point") {
  const auto line = line_with(std::string(299, 'x') + "\xE2\x82\xAC" + std::string(5000, 'y'));
  CHECK(line.size() < 500);
  CHECK(line.find("x…") != std::string::npos);
}

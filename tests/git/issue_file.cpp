#include <homeostat/git/issue_file.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

Issue issue_of(std::string_view name, std::string_view text) {
  auto issue = parse_issue_file(name, text);
  if (!issue) FAIL(issue.error().message);
  return *issue;
}

std::string error_of(std::string_view name, std::string_view text) {
  auto issue = parse_issue_file(name, text);
  REQUIRE_FALSE(issue);
  CHECK(issue.error().code == ErrorCode::invalid_argument);
  return issue.error().message;
}

}  // namespace

TEST_CASE("a JSON issue has the fields of GitHub's form") {
  const auto issue = issue_of("x.json", R"({
    "number": 12, "title": "TypeError: x", "body": "## Error\r\ntext", "state": "closed",
    "labels": [{"name": "robot", "color": "ff0000"}, "extension"],
    "html_url": "https://example.org/12", "user": {"login": "octo", "id": 1},
    "author_association": "MEMBER", "labelled_by": "maintainer",
    "performed_via_github_app": {"id": 4711, "slug": "reporter"},
    "created_at": "2026-11-22T09:30:00Z",
    "updated_at": "2026-11-22T10:30:00.500Z", "milestone": {"a": [1, 2]}})");
  CHECK(issue.number.value == 12);
  CHECK(issue.title == "TypeError: x");
  CHECK(issue.body == "## Error\r\ntext");
  CHECK(issue.labels == std::vector<std::string>{"robot", "extension"});
  CHECK(issue.state == IssueState::closed);
  CHECK(issue.author == "octo");
  CHECK(issue.author_association == "MEMBER");
  CHECK(issue.labelled_by == "maintainer");
  CHECK(issue.app_id == 4711);
  CHECK(issue.url == "https://example.org/12");
  CHECK(format_time(*issue.created_at) == "2026-11-22T09:30:00.000Z");
  CHECK(format_time(*issue.updated_at) == "2026-11-22T10:30:00.500Z");
}

TEST_CASE("what a JSON issue leaves out has a default") {
  const auto issue = issue_of("issue-7-crash.json",
                              R"( {"title": "t", "body": null, "user": null, "author": "me"} )");
  CHECK(issue.number.value == 7);
  CHECK(issue.body.empty());
  CHECK(issue.labels.empty());
  CHECK(issue.state == IssueState::open);
  CHECK(issue.author == "me");
  CHECK_FALSE(issue.created_at);
}

TEST_CASE("a Markdown issue has front matter and a body") {
  const auto issue = issue_of("9.md",
                              "\xEF\xBB\xBF---\nnumber: 12\ntitle: \"TypeError: \\\"x\\\"\"\n"
                              "labels: [robot, extension]\nstate: closed\nauthor: octo\n"
                              "html_url: https://example.org/12\ncreated_at: 2026-11-22T09:30:00Z\n"
                              "other: anything\n---\n\n## Error Details\n**Type:** x\n");
  CHECK(issue.number.value == 12);
  CHECK(issue.title == "TypeError: \"x\"");
  CHECK(issue.labels == std::vector<std::string>{"robot", "extension"});
  CHECK(issue.state == IssueState::closed);
  CHECK(issue.author == "octo");
  CHECK(issue.url == "https://example.org/12");
  CHECK(issue.body == "## Error Details\n**Type:** x\n");
  CHECK(issue_of("9.md", "---\r\ntitle: t\r\nlabels: a, b\r\n---\r\nbody\r\n").body == "body\r\n");
}

TEST_CASE("a Markdown issue without front matter is titled by its first line") {
  const auto issue = issue_of("3-trace.md", "\n# Crash in parser  \r\n\ntext\n---\n");
  CHECK(issue.number.value == 3);
  CHECK(issue.title == "Crash in parser");
  CHECK(issue.body == "\n# Crash in parser  \r\n\ntext\n---\n");
  CHECK(issue_of("3.md", "one line").title == "one line");
}

TEST_CASE("a file that is no issue is an error naming file and line") {
  CHECK(error_of("a/1.json", "{\n\"title\": \"t\",\n}").starts_with("a/1.json:3: not JSON: "));
  CHECK(error_of("1.json", "{\"title\": \"t\"").starts_with("1.json:1: not JSON: "));
  CHECK(error_of("1.json", "{\"title\": \"t\"} x") == "1.json:1: not JSON: more than one value");
  CHECK(error_of("1.json", "").starts_with("1.json:1: not JSON"));
  CHECK(error_of("1.json", "[]") == "1.json:1: not a JSON object");
  CHECK(error_of("1.json", std::string(100, '[')).starts_with("1.json:1: not JSON: "));
  CHECK(error_of("1.json", R"({"title": 1})") == "1.json:1: title is not a text");
  CHECK(error_of("1.json", R"({"title": "t", "number": 0})") ==
        "1.json:1: number is not a whole number above 0");
  CHECK(error_of("1.json", R"({"title": "t", "number": "5"})") ==
        "1.json:1: number is not a whole number above 0");
  CHECK(error_of("1.json", R"({"title": "t", "number": 1.5})") ==
        "1.json:1: number is not a whole number above 0");
  CHECK(error_of("1.json", R"({"title": "t", "labels": "a"})") == "1.json:1: labels is not a list");
  CHECK(error_of("1.json", R"({"title": "t", "labels": [1]})") ==
        "1.json:1: a label is neither a text nor has a name");
  CHECK(error_of("1.json", R"({"title": "t", "labels": [{"id": 1}]})") ==
        "1.json:1: a label is neither a text nor has a name");
  CHECK(error_of("1.json", R"({"title": "t", "state": "merged"})") ==
        "1.json:1: state is neither open nor closed");
  CHECK(error_of("1.json", R"({"title": "t", "created_at": "today"})") ==
        "1.json:1: created_at is not a time of RFC 3339");
  CHECK(error_of("x.json", R"({"title": "t"})") ==
        "x.json:1: no number, in the file or in its name");
  CHECK(error_of("99999999999999999999.json", R"({"title": "t"})") ==
        "99999999999999999999.json:1: no number, in the file or in its name");
  CHECK(error_of("1.json", "{}") == "1.json:1: no title");
  CHECK(error_of("1.md", "  \n") == "1.md:1: no title");
  CHECK(error_of("1.md", "---\ntitle: t\n") ==
        "1.md:3: the front matter has no end, a line of \"---\"");
  CHECK(error_of("1.md", "---\ntitle: t\nnumber: x\n---\n") ==
        "1.md:3: number is not a whole number above 0");
  CHECK(error_of("1.md", "---\nnumber: 1 2\n---\n") ==
        "1.md:2: number is not a whole number above 0");
  CHECK(error_of("1.md", "---\ntitle: \"t\n---\n") == "1.md:2: title is not a JSON string");
  CHECK(error_of("1.md", "---\nlabels: [a\n---\n") == "1.md:2: labels is not a list");
  CHECK(error_of("1.md", "---\nstate: x\n---\n") == "1.md:2: state is neither open nor closed");
  std::string many = "---\ntitle: t\nlabels: a";
  for (int i = 0; i < 200; ++i)
    many += ",a";
  CHECK(error_of("1.md", many + "\n---\n") == "1.md:1: 201 labels, limit is 200");
}

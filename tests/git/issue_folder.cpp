#include "git/forge_world.hpp"

using namespace homeostat;
using namespace git_test;
using Numbers = std::vector<std::int64_t>;

TEST_CASE("issues of both forms are listed by number") {
  const ForgeWorld world;
  CHECK(world.numbers().empty());
  world.issue(12);
  world.issue(3);
  support::write_file(world.folder / "issues/a.json", R"({"number": 7, "title": "t"})");
  support::write_file(world.folder / "issues/notes.txt", "no issue");
  support::write_file(world.folder / "issues/.swp.md", "no issue");
  CHECK(world.numbers() == Numbers{3, 7, 12});
  const auto issue = value_of(world.forge->find_issue(repo, IssueNumber{12}, {}));
  REQUIRE(issue);
  CHECK(issue->title == "Issue 12");
  CHECK(issue->labels == std::vector<std::string>{"robot"});
  CHECK_FALSE(value_of(world.forge->find_issue(repo, IssueNumber{4}, {})));
}

TEST_CASE("a query chooses by labels and state and is bounded") {
  const ForgeWorld world;
  world.issue(1, "robot, urgent");
  world.issue(2, "robot");
  support::write_file(world.folder / "issues/3.md",
                      "---\ntitle: t\nlabels: robot\nstate: closed\n---\n");
  CHECK(world.numbers({.labels = {"robot"}}) == Numbers{1, 2});
  CHECK(world.numbers({.labels = {"urgent", "robot"}}) == Numbers{1});
  CHECK(world.numbers({.labels = {"none"}}).empty());
  CHECK(world.numbers({.labels = {}, .include_closed = true}) == Numbers{1, 2, 3});
  IssueQuery query;
  query.max = 1;
  CHECK(error_of(world.forge->list_issues(repo, query, {})) ==
        Error{ErrorCode::denied, "acme/palette-kit has 2 issues, limit is 1"});
}

TEST_CASE("a file that cannot be read is visited without a title, and named as a problem") {
  const ForgeWorld world;
  world.issue(1);
  support::write_file(world.folder / "issues/2.json", "{\n  broken");
  support::write_file(world.folder / "issues/noname.json", "{}");
  support::write_file(world.folder / "issues/4.md", std::string(10'001, 'x'));
  support::write_file(world.folder / "issues/1.json", R"({"title": "again"})");
  support::write_file(world.folder / "issues/1b.json", "broken");
  support::write_file(world.folder / "issues/2b.json", "broken");
  const auto issues = value_of(world.forge->list_issues(repo, {.labels = {"robot"}}, {}));
  REQUIRE(issues.size() == 2);
  CHECK(issues[0].number.value == 2);
  CHECK(issues[0].title.empty());
  CHECK(issues[0].body.empty());
  CHECK(issues[0].labels == std::vector<std::string>{"robot"});
  CHECK(issues[1].number.value == 4);
  CHECK(value_of(world.forge->find_issue(repo, IssueNumber{2}, {}))->title.empty());
  CHECK(value_of(world.forge->find_issue(repo, IssueNumber{1}, {}))->title == "again");
  const auto problems = value_of(world.forge->problems(repo, {}));
  REQUIRE(problems.size() == 6);
  CHECK(problems[0].starts_with("issues/1b.json:1: not JSON"));
  CHECK(problems[1].starts_with("issues/2.json:2: not JSON"));
  CHECK(problems[3] == "issues/noname.json:1: no number, in the file or in its name");
  CHECK(problems[4].ends_with("issues/4.md has more than 10000 bytes, the limit"));
  CHECK(problems[5] == "issues: a second issue 1");
}

TEST_CASE("added labels count, and the issue's file stays as it is") {
  const ForgeWorld world;
  world.issue(1, "robot");
  const auto before = world.file("issues/1.md");
  CHECK(world.forge->add_labels(repo, IssueNumber{1}, {"hop:1", "robot", "do-not-fix"}, {}));
  CHECK(world.forge->add_labels(repo, IssueNumber{1}, {"hop:1"}, {}));
  CHECK(world.forge->add_labels(repo, IssueNumber{1}, {}, {}));
  CHECK(world.forge->add_labels(repo, IssueNumber{1}, {"later"}, {}));
  CHECK(world.file("issues/1.md") == before);
  CHECK(world.file("labels/1.txt") == "hop:1\ndo-not-fix\nlater\n");
  CHECK(value_of(world.forge->find_issue(repo, IssueNumber{1}, {}))->labels ==
        std::vector<std::string>{"robot", "hop:1", "do-not-fix", "later"});
  CHECK(world.numbers({.labels = {"hop:1"}}) == Numbers{1});
  support::write_file(world.folder / "labels/1.txt", "hop:2\r\n\n");
  CHECK(world.numbers({.labels = {"hop:2"}}) == Numbers{1});
  CHECK(error_of(world.forge->add_labels(repo, IssueNumber{9}, {"x"}, {})) ==
        Error{ErrorCode::denied, "no number 9 in acme/palette-kit"});
  for (const std::string label : {"", "a\nb"}) {
    CHECK(error_of(world.forge->add_labels(repo, IssueNumber{1}, {label}, {})).code ==
          ErrorCode::invalid_argument);
  }
}

TEST_CASE("a sticky comment is one file, written again and not repeated") {
  const ForgeWorld world;
  world.issue(1);
  const auto comment = [&](const std::string& marker, const std::string& body) {
    return world.forge->upsert_comment(repo, IssueNumber{1}, marker, body, {});
  };
  const std::string ours = "<!-- homeostat:run -->";
  CHECK(comment(ours, "first\n" + ours));
  support::write_file(world.folder / "comments/1/2.md", "a person's own");
  CHECK(comment("<!-- other -->", "other <!-- other -->\n"));
  CHECK(comment(ours, "second\n" + ours));
  CHECK(comment(ours, "second\n" + ours));
  CHECK(world.file("comments/1/1.md") == "second\n" + ours);
  CHECK(world.file("comments/1/2.md") == "a person's own");
  CHECK(world.file("comments/1/3.md") == "other <!-- other -->\n");
  CHECK_FALSE(std::filesystem::exists(world.folder / "comments/1/4.md"));
  CHECK(error_of(comment("", "x")).code == ErrorCode::invalid_argument);
  CHECK(error_of(comment("marker", "body")).code == ErrorCode::invalid_argument);
  CHECK(error_of(world.forge->upsert_comment(repo, IssueNumber{5}, "m", "m", {})).code ==
        ErrorCode::denied);
}

TEST_CASE("a forge without its folder, or with too many files, is an error") {
  const ForgeWorld world;
  for (int i = 1; i <= 51; ++i)
    world.issue(i);
  CHECK(error_of(world.forge->list_issues(repo, {}, {})).code == ErrorCode::denied);
  std::filesystem::remove_all(world.folder / "issues");
  CHECK(error_of(world.forge->list_issues(repo, {}, {})) ==
        Error{ErrorCode::store, "no folder " + world.folder.path() + "/issues"});
}

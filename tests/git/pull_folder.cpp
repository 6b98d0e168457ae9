#include "git/forge_world.hpp"

using namespace homeostat;
using namespace git_test;

TEST_CASE("a pull request is a file that a person can read") {
  const ForgeWorld world;
  world.issue(4);
  const auto made = value_of(world.forge->create_pull_request(repo, new_pull(), {}));
  CHECK(made.number.value == 5);
  CHECK(made.state == PullState::open);
  CHECK(world.file("pulls/5.md") ==
        "---\nnumber: 5\nstate: open\ndraft: true\ntitle: \"Fix: \\\"it\\\"\"\nhead: fix\n"
        "base: main\nhead_commit: \"\"\nlabels: robot, \"a, b\"\nurl: file://" +
            world.folder.path() + "/pulls/5.md\n---\n\nbody\n");
  const auto found = value_of(world.forge->find_pull_requests(repo, "fix", {}));
  REQUIRE(found.size() == 1);
  CHECK(found.front() == made);
  CHECK(value_of(world.forge->find_pull_requests(repo, "fi", {})).empty());
}

TEST_CASE("a person closes, merges and annotates by the front matter") {
  const ForgeWorld world;
  value_of(world.forge->create_pull_request(repo, new_pull(), {}));
  auto text = world.file("pulls/1.md");
  text.replace(text.find("state: open"), 11, "# seen by me\nstate: merged\nreviewer: me");
  text.replace(text.find("draft: true"), 11, "draft: false");
  support::write_file(world.folder / "pulls/1.md", text);
  support::write_file(world.folder / "pulls/notes.md", "no pull request");
  auto found = value_of(world.forge->find_pull_requests(repo, "fix", {}));
  REQUIRE(found.size() == 1);
  CHECK(found.front().state == PullState::merged);
  CHECK_FALSE(found.front().draft);

  const auto updated =
      value_of(world.forge->update_pull_request(repo, {PullNumber{1}, "New", "new body"}, {}));
  CHECK(updated.title == "New");
  CHECK(updated.state == PullState::merged);
  text = world.file("pulls/1.md");
  CHECK(text.find("# seen by me\nstate: merged\nreviewer: me\n") != text.npos);
  CHECK(text.ends_with("---\n\nnew body"));
  CHECK(value_of(world.forge->update_pull_request(repo, {PullNumber{1}, {}, {}}, {})) == updated);

  text.replace(text.find("state: merged"), 13, "state: closed");
  support::write_file(world.folder / "pulls/1.md", text);
  found = value_of(world.forge->find_pull_requests(repo, "fix", {}));
  CHECK(found.front().state == PullState::closed);
}

TEST_CASE("a pull request's file that cannot be read stops every look for pull requests") {
  const ForgeWorld world;
  world.issue(1);
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {"no front matter", "pulls/2.md:1: no front matter"},
           {"---\nstate: open\n", "pulls/2.md:3: the front matter has no end, a line of \"---\""},
           {"---\nstate: done\nhead: x\n---\n",
            "pulls/2.md:2: state is none of open, closed, merged"},
           {"---\nhead: x\ndraft: 1\n---\n", "pulls/2.md:3: draft is neither true nor false"},
           {"---\nhead: \"x\n---\n", "pulls/2.md:2: head is not a JSON string"},
           {"---\nlabels: [x\n---\n", "pulls/2.md:2: labels is not a list"},
           {"---\nstate: open\n---\n", "pulls/2.md:1: no head"},
           {"---\nhead: x\n---\n", "pulls/2.md:1: no state"}}) {
    support::write_file(world.folder / "pulls/2.md", text);
    const Error expected{ErrorCode::store, message};
    CHECK(error_of(world.forge->find_pull_requests(repo, "fix", {})) == expected);
    CHECK(error_of(world.forge->create_pull_request(repo, new_pull(), {})) == expected);
    CHECK(error_of(world.forge->update_pull_request(repo, {PullNumber{2}, {}, {}}, {})) ==
          expected);
    CHECK(error_of(world.forge->upsert_comment(repo, IssueNumber{1}, "m", "m", {})) == expected);
    CHECK(error_of(world.forge->add_labels(repo, IssueNumber{1}, {"x"}, {})) == expected);
  }
  support::write_file(world.folder / "pulls/2.md", std::string(10'001, 'x'));
  CHECK(error_of(world.forge->find_pull_requests(repo, "fix", {})).code == ErrorCode::denied);
}

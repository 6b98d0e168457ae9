#include <atomic>
#include <thread>

#include "git/forge_world.hpp"

using namespace homeostat;
using namespace git_test;

TEST_CASE("an open pull request of a branch is the only one") {
  const ForgeWorld world;
  const auto first = value_of(world.forge->create_pull_request(repo, new_pull(), {}));
  CHECK(error_of(world.forge->create_pull_request(repo, new_pull(), {})) ==
        Error{ErrorCode::conflict, "pull request 1 of fix is open"});
  const auto other = value_of(world.forge->create_pull_request(repo, new_pull("fix2"), {}));
  CHECK(other.number.value == 2);
  auto text = world.file("pulls/1.md");
  text.replace(text.find("state: open"), 11, "state: closed");
  support::write_file(world.folder / "pulls/1.md", text);
  const auto again = value_of(world.forge->create_pull_request(repo, new_pull(), {}));
  CHECK(again.number.value == 3);
  const auto found = value_of(world.forge->find_pull_requests(repo, "fix", {}));
  REQUIRE(found.size() == 2);
  CHECK(found[0].number.value == 3);
  CHECK(found[1].number == first.number);
}

TEST_CASE("of many creations at once one wins, and no number is given twice") {
  const ForgeWorld world;
  std::atomic<int> won{0};
  std::atomic<int> lost{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&, i] {
        const auto forge = world.open();  // as another process would
        auto made = forge->create_pull_request(repo, new_pull(), {});
        if (made) ++won;
        if (!made && made.error().code == ErrorCode::conflict) ++lost;
        [[maybe_unused]] auto own =
            forge->create_pull_request(repo, new_pull("own-" + std::to_string(i)), {});
      });
    }
  }
  CHECK(won == 1);
  CHECK(lost == 5);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(world.folder / "pulls")) {
    CHECK(entry.path().extension() == ".md");
    ++files;
  }
  CHECK(files == 7);
}

TEST_CASE("with a workspace a pull request has the head that its branch has now") {
  World git;
  git.origin.write("a", "1");
  git.origin.commit();
  const ForgeWorld world(git.workspace.get());
  CHECK(error_of(world.forge->create_pull_request(repo, new_pull(), {})) ==
        Error{ErrorCode::denied, "no branch fix"});
  CHECK_FALSE(std::filesystem::exists(world.folder / "pulls/1.md"));
  const auto one = git.make_commit(git.head(), "a", "2");
  CHECK(git.workspace->push(repo, {"fix", one, {}}, {}));
  CHECK(value_of(world.forge->create_pull_request(repo, new_pull(), {})).head_commit == one);
  CHECK(world.file("pulls/1.md").find("head_commit: " + one.str()) != std::string::npos);
  const auto two = git.make_commit(one, "a", "3");
  CHECK(git.workspace->push(repo, {"fix", two, one}, {}));
  CHECK(value_of(world.forge->find_pull_requests(repo, "fix", {})).front().head_commit == two);
  CHECK(
      value_of(world.forge->update_pull_request(repo, {PullNumber{1}, "t", {}}, {})).head_commit ==
      two);
  git.origin.git("branch -q -D fix");
  CHECK(value_of(world.forge->find_pull_requests(repo, "fix", {})).front().head_commit.empty());
  // An error of the workspace is one of the call.
  std::filesystem::remove_all(git.origin.path());
  CHECK(error_of(world.forge->find_pull_requests(repo, "fix", {})).code == ErrorCode::store);
  CHECK(error_of(world.forge->create_pull_request(repo, new_pull("x"), {})).code ==
        ErrorCode::store);
  CHECK(error_of(world.forge->update_pull_request(repo, {PullNumber{1}, {}, {}}, {})).code ==
        ErrorCode::store);
}

TEST_CASE("a pull request takes comments and labels as an issue does") {
  const ForgeWorld world;
  value_of(world.forge->create_pull_request(repo, new_pull(), {}));
  CHECK(world.forge->upsert_comment(repo, IssueNumber{1}, "m", "m", {}));
  CHECK(world.file("comments/1/1.md") == "m");
  CHECK(world.forge->add_labels(repo, IssueNumber{1}, {"robot", "autofix"}, {}));
  CHECK(value_of(world.forge->find_pull_requests(repo, "fix", {})).front().labels ==
        std::vector<std::string>{"robot", "a, b", "autofix"});
}

TEST_CASE("wrong options, unknown repositories and numbers are errors that say so") {
  const ForgeWorld world;
  LocalForgeOptions options;
  options.folders[repo] = "relative";
  CHECK(error_of(LocalForge::make(options)) ==
        Error{ErrorCode::invalid_config,
              "acme/palette-kit: folder \"relative\" is not an absolute path"});
  options.folders[repo] = "/srv";
  options.files_max = 0;
  CHECK(error_of(LocalForge::make(options)).code == ErrorCode::invalid_config);

  auto& forge = *world.forge;
  const RepoId none("acme/none");
  const Error unknown{ErrorCode::invalid_argument, "no repository acme/none"};
  CHECK(error_of(forge.list_issues(none, {}, {})) == unknown);
  CHECK(error_of(forge.find_issue(none, IssueNumber{1}, {})) == unknown);
  CHECK(error_of(forge.find_pull_requests(none, "x", {})) == unknown);
  CHECK(error_of(forge.create_pull_request(none, new_pull(), {})) == unknown);
  CHECK(error_of(forge.update_pull_request(none, {PullNumber{1}, {}, {}}, {})) == unknown);
  CHECK(error_of(forge.upsert_comment(none, IssueNumber{1}, "m", "m", {})) == unknown);
  CHECK(error_of(forge.add_labels(none, IssueNumber{1}, {"x"}, {})) == unknown);
  CHECK(error_of(forge.problems(none, {})) == unknown);
  CHECK(error_of(forge.update_pull_request(repo, {PullNumber{7}, {}, {}}, {})) ==
        Error{ErrorCode::denied, "no number 7 in acme/palette-kit"});
}

TEST_CASE("a stopped or hurried call ends") {
  const ForgeWorld world;
  std::stop_source stopped;
  stopped.request_stop();
  CHECK(error_of(world.forge->list_issues(repo, {}, {stopped.get_token(), Milliseconds(1000)}))
            .code == ErrorCode::cancelled);
}

TEST_CASE("a folder that is gone is an error of every call") {
  const ForgeWorld world;
  world.issue(1);
  std::filesystem::remove_all(world.folder.path());
  auto& forge = *world.forge;
  CHECK(error_of(forge.find_issue(repo, IssueNumber{1}, {})).code == ErrorCode::store);
  CHECK(error_of(forge.create_pull_request(repo, new_pull(), {})).code == ErrorCode::store);
  CHECK(error_of(forge.update_pull_request(repo, {PullNumber{1}, {}, {}}, {})).code ==
        ErrorCode::store);
  CHECK(error_of(forge.upsert_comment(repo, IssueNumber{1}, "m", "m", {})).code ==
        ErrorCode::store);
  CHECK(error_of(forge.add_labels(repo, IssueNumber{1}, {"x"}, {})).code == ErrorCode::store);
  CHECK(error_of(forge.problems(repo, {})).code == ErrorCode::store);
}

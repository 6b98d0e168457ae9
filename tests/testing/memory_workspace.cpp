#include <homeostat/testing/memory_workspace.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryWorkspace;

namespace {

const RepoId repo{"acme/palette-kit"};

}  // namespace

TEST_CASE("a repository begins with one commit on its branch") {
  MemoryWorkspace workspace;
  const CommitId first = workspace.add_repository(repo, "main", {{"src/a.js", "1\n"}});
  CHECK(first.str().size() == 40);
  CHECK(workspace.head(repo, "main", {}).value() == first);
  CHECK(workspace.head_of(repo, "main") == first);
  CHECK(workspace.head_of(repo, "other").empty());
  CHECK(workspace.head_of(RepoId{"no/body"}, "main").empty());
  CHECK(workspace.branches(repo) == std::vector<std::string>{"main"});
  CHECK(workspace.find_commit(repo, first).parent.empty());
  CHECK(workspace.find_commit(repo, CommitId{"00"}).tree.empty());
}

TEST_CASE("a person's commit goes past the checks and keeps the other files") {
  MemoryWorkspace workspace;
  const CommitId first = workspace.add_repository(repo, "main", {{"a", "1"}});
  const CommitId second = workspace.commit_by_hand(repo, "main", {{"b", "2"}});
  const CommitRequest made = workspace.find_commit(repo, second);
  CHECK(made.parent == first);
  CHECK(workspace.files(repo, made.tree) == MemoryWorkspace::Files{{"a", "1"}, {"b", "2"}});
  CHECK(workspace.files(repo, TreeId{"00"}).empty());
  const CommitId fresh = workspace.commit_by_hand(repo, "new", {{"c", "3"}});
  CHECK(workspace.find_commit(repo, fresh).parent.empty());
}

TEST_CASE("checkouts are counted while they live") {
  MemoryWorkspace workspace;
  const CommitId head = workspace.add_repository(repo, "main", {{"a", "1"}});
  const TreeId tree = workspace.tree_of(repo, head, {}).value();
  {
    auto checkout = workspace.checkout(repo, tree, {});
    REQUIRE(checkout.has_value());
    CHECK(checkout.value()->directory() == MemoryWorkspace::directory_of(tree));
    CHECK(workspace.checkouts() == 1);
  }
  CHECK(workspace.checkouts() == 0);
}

TEST_CASE("what is not there is named") {
  MemoryWorkspace workspace;
  const CommitId head = workspace.add_repository(repo, "main", {{"a", "1"}});
  const CommitId no_commit{"00"};
  const TreeId no_tree{"00"};
  CHECK(workspace.head(RepoId{"no/body"}, "main", {}).error().message == "no repository no/body");
  CHECK(workspace.list(repo, no_commit, {}).error().message == "no commit 00");
  CHECK(workspace.read(repo, no_commit, "a", 9, {}).error().message == "no commit 00");
  CHECK(workspace.tree_of(repo, no_commit, {}).error().message == "no commit 00");
  CHECK(workspace.write_tree(repo, no_commit, {}, {}).error().message == "no commit 00");
  CHECK(workspace.checkout(repo, no_tree, {}).error().message == "no tree 00");
  CHECK(workspace.commit(repo, {no_commit, no_tree, "", {}}, {}).error().message == "no commit 00");
  CHECK(workspace.commit(repo, {head, no_tree, "", {}}, {}).error().message == "no tree 00");
  CHECK(workspace.push(repo, {"b", no_commit, {}}, {}).error().message == "no commit 00");
  const RepoId nobody{"no/body"};
  CHECK_FALSE(workspace.list(nobody, head, {}).has_value());
  CHECK_FALSE(workspace.tree_of(nobody, head, {}).has_value());
  CHECK_FALSE(workspace.checkout(nobody, no_tree, {}).has_value());
  CHECK_FALSE(workspace.commit(nobody, {}, {}).has_value());
  CHECK_FALSE(workspace.push(nobody, {}, {}).has_value());
}

#include <algorithm>

#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

FileContent file_of(std::string path, std::string content, FileMode mode = FileMode::regular) {
  return FileContent{std::move(path), mode, std::move(content)};
}

/// The head of the branch; empty after a failure (reported).
CommitId head_of(WorkspaceUnderTest& test, const std::string& branch, const Expect& expect) {
  auto head = test.workspace().head(test.repo(), branch, {});
  if (!expect.success(head, "head") || !*head) return {};
  return **head;
}

/// The content of a file; "(none)": there is none.
std::string content_of(WorkspaceUnderTest& test, const CommitId& commit, const std::string& path,
                       const Expect& expect) {
  auto found = test.workspace().read(test.repo(), commit, path, 1'000'000, {});
  if (!expect.success(found, "read of " + path) || !*found) return "(none)";
  return (*found)->content;
}

/// A commit with `writes` over the head of the branch.
CommitId commit_with(WorkspaceUnderTest& test, const CommitId& parent,
                     const std::vector<FileWrite>& writes, const Expect& expect) {
  auto tree = test.workspace().write_tree(test.repo(), parent, writes, {});
  if (!expect.success(tree, "write_tree")) return {};
  auto made = test.workspace().commit(
      test.repo(), {parent, *tree, "fix: one\n", Time{Milliseconds{1'767'225'600'000}}}, {});
  if (!expect.success(made, "commit")) return {};
  return *made;
}

void reads_what_is_there(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  expect.that(head.str().size() == 40, "a branch has a head");
  auto none = test.workspace().head(test.repo(), "no/such-branch", {});
  expect.that(none && !*none, "a branch that is not there has none, and that is no error");
  auto listing = test.workspace().list(test.repo(), head, {});
  if (!expect.success(listing, "list")) return;
  expect.that(listing->commit == head, "a listing says of which commit it is");
  const auto files = workspace_contract_files();
  expect.that(listing->entries.size() == files.size(), "every file is listed, and no more");
  for (std::size_t i = 0; i < std::min(listing->entries.size(), files.size()); ++i) {
    const TreeEntry& entry = listing->entries[i];
    expect.that(entry.path == files[i].path && entry.mode == files[i].mode,
                files[i].path + " is listed in order, with its mode");
    expect.that(entry.size_bytes == -1 || std::cmp_equal(entry.size_bytes, files[i].content.size()),
                files[i].path + " has its size, if any is told");
    auto read = test.workspace().read(test.repo(), head, files[i].path, 1'000'000, {});
    expect.that(read && *read && **read == files[i], files[i].path + " is read as it is");
  }
}

void bounds_reading(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  const FileContent file = workspace_contract_files().back();
  const auto size = static_cast<std::int64_t>(file.content.size());
  auto read = test.workspace().read(test.repo(), head, file.path, size, {});
  expect.that(read && *read, "a file as large as the limit is read");
  read = test.workspace().read(test.repo(), head, file.path, size - 1, {});
  expect.that(!read.has_value(), "a larger one is an error");
  for (const char* path : {"no/such.file", "src", "../src/a.js", "/etc/passwd"}) {
    read = test.workspace().read(test.repo(), head, path, 1000, {});
    expect.that(!read || !*read, std::string("nothing is read at ") + path);
  }
}

void makes_trees(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  const std::string bytes("\r\n\0\xff no newline", 15);
  const CommitId made = commit_with(test, head,
                                    {{"src/a.js", FileMode::regular, "changed\n"},
                                     {"src/new/deep.bin", FileMode::executable, bytes},
                                     {"src/b/c.txt", FileMode::regular, std::nullopt}},
                                    expect);
  expect.that(content_of(test, made, "src/a.js", expect) == "changed\n", "a file is changed");
  expect.that(content_of(test, made, "src/b/c.txt", expect) == "(none)", "a file is deleted");
  auto added = test.workspace().read(test.repo(), made, "src/new/deep.bin", 1000, {});
  expect.that(
      added && *added && **added == file_of("src/new/deep.bin", bytes, FileMode::executable),
      "a file is added, bytes and mode");
  expect.that(content_of(test, made, "readme.md", expect) == "read me\n", "others stay");
  expect.that(head_of(test, test.branch(), expect) == head, "no branch moves");
  expect.that(content_of(test, head, "src/a.js", expect) == "one\n", "the base stays");
}

void names_by_content(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  const std::vector<FileWrite> writes{{"src/a.js", FileMode::regular, "changed\n"}};
  const CommitId first = commit_with(test, head, writes, expect);
  expect.that(commit_with(test, head, writes, expect) == first,
              "the same request, the same commit");
  auto tree = test.workspace().write_tree(test.repo(), head, writes, {});
  auto of_commit = test.workspace().tree_of(test.repo(), first, {});
  expect.that(tree && of_commit && *tree == *of_commit, "a commit has the tree it was made with");
  auto same = test.workspace().write_tree(test.repo(), head, {}, {});
  of_commit = test.workspace().tree_of(test.repo(), head, {});
  expect.that(same && of_commit && *same == *of_commit, "without writes the tree is the base's");
  auto back = test.workspace().write_tree(test.repo(), first,
                                          {{"src/a.js", FileMode::regular, "one\n"}}, {});
  expect.that(back && of_commit && *back == *of_commit, "the same files, the same tree");
}

void refuses_bad_paths(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  for (const char* path : {"", "/abs", "../up", "src/../../up", "a//b", "./a", "a/", ".git/config",
                           "src/.git/hooks/x"}) {
    auto tree =
        test.workspace().write_tree(test.repo(), head, {{path, FileMode::regular, "x"}}, {});
    expect.that(!tree.has_value(), std::string("no tree is made with the path '") + path + "'");
  }
}

void pushes_by_comparison(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  const CommitId one = commit_with(test, head, {{"src/a.js", FileMode::regular, "1\n"}}, expect);
  const CommitId two = commit_with(test, head, {{"src/a.js", FileMode::regular, "2\n"}}, expect);
  const std::string branch = "homeostat/fix-0123456789ab";
  const auto push = [&](const CommitId& commit, const CommitId& expected) {
    return test.workspace().push(test.repo(), {branch, commit, expected}, {});
  };
  expect.error(push(one, head), ErrorCode::conflict, "push to a branch that is not there");
  expect.success(push(one, {}), "push of a new branch");
  expect.that(head_of(test, branch, expect) == one, "the branch is there");
  expect.error(push(two, {}), ErrorCode::conflict, "push of a new branch that is there");
  expect.error(push(two, head), ErrorCode::conflict, "push over another head");
  expect.that(head_of(test, branch, expect) == one, "a conflict moves nothing");
  expect.success(push(two, one), "push over the expected head, not a fast-forward");
  expect.that(head_of(test, branch, expect) == two, "the branch has moved");
  expect.that(head_of(test, test.branch(), expect) == head, "the others have not");
}

void checks_out(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  auto tree = test.workspace().tree_of(test.repo(), head, {});
  if (!expect.success(tree, "tree_of")) return;
  auto first = test.workspace().checkout(test.repo(), *tree, {});
  expect.success(first, "checkout");
  expect.that(first && *first != nullptr && !(*first)->directory().empty(), "it has a directory");
  auto second = test.workspace().checkout(test.repo(), *tree, {});
  expect.success(second, "a second checkout of the same tree at the same time");
}

void names_what_is_absent(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId none{std::string(40, '1')};
  const TreeId no_tree{std::string(40, '1')};
  Workspace& workspace = test.workspace();
  expect.that(!workspace.list(test.repo(), none, {}), "no commit is not listed");
  expect.that(!workspace.read(test.repo(), none, "a", 9, {}), "no commit is not read");
  expect.that(!workspace.tree_of(test.repo(), none, {}), "no commit has no tree");
  expect.that(!workspace.write_tree(test.repo(), none, {}, {}), "no tree is made on no commit");
  expect.that(!workspace.checkout(test.repo(), no_tree, {}), "no tree is not checked out");
  expect.that(!workspace.head(RepoId{"no/body"}, "main", {}), "no repository has no branch");
}

void obeys_stop(WorkspaceUnderTest& test, const Expect& expect) {
  const CommitId head = head_of(test, test.branch(), expect);
  const CallContext stopped = stopped_context();
  Workspace& workspace = test.workspace();
  expect.error(workspace.head(test.repo(), test.branch(), stopped), ErrorCode::cancelled, "head");
  expect.error(workspace.list(test.repo(), head, stopped), ErrorCode::cancelled, "list");
  expect.error(workspace.push(test.repo(), {"homeostat/fix-0", head, {}}, stopped),
               ErrorCode::cancelled, "push");
  expect.that(head_of(test, "homeostat/fix-0", expect).empty(), "a stopped push moves nothing");
}

}  // namespace

std::vector<FileContent> workspace_contract_files() {
  return {file_of("readme.md", "read me\n"), file_of("run.sh", "#!/bin/sh\n", FileMode::executable),
          file_of("src/a.js", "one\n"), file_of("src/b/c.txt", "two\r\n"),
          file_of("src/\xc3\xa9 '\".txt", std::string("odd name\0", 9))};
}

Contract workspace_contract(std::function<std::unique_ptr<WorkspaceUnderTest>()> make) {
  return make_cases<WorkspaceUnderTest>(
      make, {{"a commit is listed and read as it is", reads_what_is_there},
             {"reading is bounded, and stays in the tree", bounds_reading},
             {"a tree is made of a commit and writes", makes_trees},
             {"trees and commits are named by their content", names_by_content},
             {"no tree has a path that leaves it", refuses_bad_paths},
             {"a push compares and swaps", pushes_by_comparison},
             {"a tree can be checked out twice", checks_out},
             {"what is absent is an error", names_what_is_absent},
             {"a stop ends a call before it acts", obeys_stop}});
}

}  // namespace homeostat::testing

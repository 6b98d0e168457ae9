#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::file;
using helpers::numbers;
using helpers::parsed;

namespace {

using Files = std::vector<FileContent>;

const std::string change_x = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
const std::string add_x =
    "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+b\n";
const std::string delete_x =
    "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";

std::string moved(const std::string& verb, const std::string& from, const std::string& to) {
  return "diff --git a/" + from + " b/" + to + "\nsimilarity index 100%\n" + verb + " from " +
         from + "\n" + verb + " to " + to + "\n";
}

std::vector<FileWrite> writes(const std::string& patch, const Files& files) {
  const auto result = apply_patch(parsed(patch), files);
  if (!result) FAIL(result.error().message);
  return result->writes;
}

std::string why(const std::string& patch, const Files& files) {
  const auto result = apply_patch(parsed(patch), files);
  if (result) FAIL("it applies");
  CHECK(result.error().code == ErrorCode::invalid_argument);
  return result.error().message;
}

FileWrite write(std::string path, std::string content, FileMode mode = FileMode::regular) {
  return {std::move(path), mode, std::move(content)};
}
FileWrite removal(std::string path, FileMode mode = FileMode::regular) {
  return {std::move(path), mode, std::nullopt};
}

using Writes = std::vector<FileWrite>;

}  // namespace

TEST_CASE("a change keeps the file's mode") {
  CHECK(writes(change_x, {file("x", "a\n", FileMode::executable), file("y", "")}) ==
        Writes{write("x", "b\n", FileMode::executable)});
  CHECK(
      writes("diff --git a/x b/x\nindex 1a2b..3c4d 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
             {file("x", "a\n", FileMode::executable)}) ==
      Writes{write("x", "b\n", FileMode::executable)});
}

TEST_CASE("a change of mode writes the same content") {
  const std::string patch = "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n";
  CHECK(writes(patch, {file("x", "a\n")}) == Writes{write("x", "a\n", FileMode::executable)});
  CHECK(writes(patch, {file("x", "a\n", FileMode::executable)}).empty());
}

TEST_CASE("a new file must not exist") {
  CHECK(writes(add_x, {}) == Writes{write("x", "b\n")});
  CHECK(why(add_x, {file("x", "b\n")}) == "x: the file exists already");
  CHECK(why(add_x, {file("x", "")}) == "x: the file exists already");
}

TEST_CASE("a deleted file must be what the patch deletes, whole") {
  CHECK(writes(delete_x, {file("x", "a\n")}) == Writes{removal("x")});
  CHECK(why(delete_x, {}) == "x: there is no such file");
  CHECK(why(delete_x, {file("x", "b\n")}) == "x: hunk 1 does not fit at line 1");
  CHECK(why(delete_x, {file("x", "a\nb\n")}) ==
        "x: the patch deletes the file but leaves some of its lines");
  const std::string empty = "diff --git a/x b/x\ndeleted file mode 100644\n";
  CHECK(writes(empty, {file("x", "")}) == Writes{removal("x")});
  CHECK(why(empty, {file("x", "a")}) ==
        "x: the patch deletes the file but leaves some of its lines");
}

TEST_CASE("a rename moves content and mode, a copy leaves the source") {
  const Files files{file("x", "a\n", FileMode::executable)};
  CHECK(writes(moved("rename", "x", "y"), files) ==
        Writes{removal("x", FileMode::executable), write("y", "a\n", FileMode::executable)});
  CHECK(writes(moved("copy", "x", "y"), files) == Writes{write("y", "a\n", FileMode::executable)});
  CHECK(why(moved("rename", "x", "y"), {file("x", "a\n"), file("y", "")}) ==
        "y: the file exists already");
  CHECK(why(moved("copy", "x", "y"), {}) == "x: there is no such file");
}

TEST_CASE("a rename may change the content on its way") {
  CHECK(writes("diff --git a/x b/y\nold mode 100644\nnew mode 100755\nrename from x\nrename to y\n"
               "--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n",
               {file("x", "a\n")}) ==
        Writes{removal("x"), write("y", "b\n", FileMode::executable)});
}

TEST_CASE("files may swap their names") {
  CHECK(writes(moved("rename", "x", "y") + moved("rename", "y", "x"),
               {file("x", "1\n"), file("y", "2\n")}) ==
        Writes{write("x", "2\n"), write("y", "1\n")});
}

TEST_CASE("renames and copies read what was there before the patch") {
  CHECK(writes(change_x + moved("copy", "x", "y"), {file("x", "a\n")}) ==
        Writes{write("x", "b\n"), write("y", "a\n")});
}

TEST_CASE("a file may be changed twice, each time as the patch left it") {
  const std::string again = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-b\n+c\n";
  CHECK(writes(change_x + again, {file("x", "a\n")}) == Writes{write("x", "c\n")});
  CHECK(writes(add_x + again, {}) == Writes{write("x", "c\n")});
  CHECK(why(change_x + change_x, {file("x", "a\n")}) == "x: hunk 1 does not fit at line 1");
  CHECK(why(delete_x + change_x, {file("x", "a\n")}) == "x: there is no such file");
  CHECK(why(moved("rename", "x", "y") + change_x, {file("x", "a\n")}) ==
        "x: there is no such file");
}

TEST_CASE("a file may be deleted and made anew, but not made twice") {
  CHECK(writes(delete_x + add_x, {file("x", "a\n")}) == Writes{write("x", "b\n")});
  CHECK(writes(add_x + "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n"
                       "@@ -1 +0,0 @@\n-b\n",
               {})
            .empty());
  CHECK(why(add_x + add_x, {}) == "x: the patch makes this file twice");
  CHECK(why(moved("copy", "y", "x") + moved("rename", "y", "x"), {file("y", "a\n")}) ==
        "x: the patch makes this file twice");
}

TEST_CASE("a file that becomes a link is deleted and added in one write") {
  const Files before{file("x", "a\n")};
  const Files after{file("x", "target", FileMode::symlink)};
  const auto applied = apply_patch(make_patch(before, after), before);
  REQUIRE(applied.has_value());
  CHECK(applied->writes == Writes{write("x", "target", FileMode::symlink)});
}

TEST_CASE("a patch for another type of file is refused") {
  const std::string link =
      "diff --git a/x b/x\nindex 1a2b..3c4d 120000\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
  CHECK(writes(link, {file("x", "a\n", FileMode::symlink)}) ==
        Writes{write("x", "b\n", FileMode::symlink)});
  CHECK(why(link, {file("x", "a\n")}) == "x: is a regular file, the patch is for a symbolic link");
  CHECK(why(delete_x, {file("x", "a\n", FileMode::submodule)}) ==
        "x: is a submodule, the patch is for a regular file");
  CHECK(why("diff --git a/x b/x\nold mode 100644\nnew mode 120000\n", {file("x", "a\n")}) ==
        "x: is a regular file, a change of mode cannot make it a symbolic link");
}

TEST_CASE("it is all or nothing") {
  const std::string change_y =
      "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n@@ -9 +9 @@\n-a\n+b\n";
  CHECK(why(change_x + change_y, {file("x", "a\n"), file("y", "a\n")}) ==
        "y: hunk 2 does not fit at line 9");
}

TEST_CASE("binary patches are refused") {
  CHECK(why("diff --git a/x b/x\nBinary files a/x and b/x differ\n", {file("x", "a\n")}) ==
        "x: a binary patch cannot be applied");
}

TEST_CASE("a change that changes nothing writes nothing") {
  FilePatch same;
  same.old_path = same.new_path = "x";
  const Files files{file("x", "a\n")};
  const auto result = apply_patch({{same}}, files);
  REQUIRE(result.has_value());
  CHECK(result->writes.empty());
  CHECK(apply_patch({}, {}).value().writes.empty());
}

TEST_CASE("paths that do not go with the kind of change are refused") {
  const auto refused = [](FileChangeKind kind, std::string before, std::string after) {
    FilePatch patch;
    patch.kind = kind;
    patch.old_path = std::move(before);
    patch.new_path = std::move(after);
    const Files files{file("x", ""), file("", "")};
    const auto result = apply_patch({{patch}}, files);
    return !result && result.error().message.ends_with("do not go with the kind of the change");
  };
  CHECK(refused(FileChangeKind::modified, "x", "y"));
  CHECK(refused(FileChangeKind::modified, "", "x"));
  CHECK(refused(FileChangeKind::added, "x", "x"));
  CHECK(refused(FileChangeKind::added, "", ""));
  CHECK(refused(FileChangeKind::deleted, "x", "x"));
  CHECK(refused(FileChangeKind::renamed, "x", "x"));
  CHECK(refused(FileChangeKind::copied, "x", ""));
}

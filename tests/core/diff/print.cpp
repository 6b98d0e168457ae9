#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed;

TEST_CASE("a patch is printed as git prints it") {
  const std::string text =
      "diff --git a/with space b/with space\n"
      "index 1a2b3c4..5d6e7f8 100644\n"
      "--- a/with space\t\n"
      "+++ b/with space\t\n"
      "@@ -1,2 +1,3 @@ int f() {\n"
      " a\n"
      "-b\n"
      "\\ No newline at end of file\n"
      "+b\n"
      "+\r\n"
      "diff --git \"a/\\303\\251 x\" \"b/\\303\\251 x\"\n"
      "new file mode 120000\n"
      "index 0000000..5d6e7f8\n"
      "--- /dev/null\n"
      "+++ \"b/\\303\\251 x\"\t\n"
      "@@ -0,0 +1 @@\n"
      "+target\n"
      "\\ No newline at end of file\n"
      "diff --git a/gone b/gone\n"
      "deleted file mode 100755\n"
      "index 5d6e7f8..0000000\n"
      "--- a/gone\n"
      "+++ /dev/null\n"
      "@@ -1,2 +0,0 @@\n"
      "-a\n"
      "-b\n"
      "diff --git a/mode b/mode\n"
      "old mode 100644\n"
      "new mode 100755\n"
      "diff --git a/old b/new\n"
      "old mode 100644\n"
      "new mode 100755\n"
      "similarity index 80%\n"
      "rename from old\n"
      "rename to new\n"
      "index 1a2b3c4..5d6e7f8\n"
      "--- a/old\n"
      "+++ b/new\n"
      "@@ -3,0 +4 @@\n"
      "+c\n"
      "diff --git a/x b/y\n"
      "similarity index 100%\n"
      "copy from x\n"
      "copy to y\n";
  CHECK(print_patch(parsed(text)) == text);
}

TEST_CASE("a plain diff is printed as a git patch that is read as the same") {
  const auto patch = parsed(
      "--- a/x\tdate\n+++ b/x\tdate\n@@ -1 +1 @@\n-a\n+b\n"
      "--- /dev/null\n+++ y\n@@ -0,0 +1 @@\n+b\n");
  CHECK(print_patch(patch) ==
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"
        "diff --git a/y b/y\nnew file mode 100644\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+b\n");
}

TEST_CASE("what an index line without ids says of the mode is not lost") {
  auto patch = parsed(
      "diff --git a/x b/x\nindex what..ever 120000\n--- a/x\n+++ b/x\n"
      "@@ -1 +1 @@\n-a\n+b\n");
  const auto again = parsed(print_patch(patch));
  CHECK(again == patch);
  CHECK(again.files[0].old_mode == FileMode::symlink);
}

TEST_CASE("modes that nobody gave are those of a regular file") {
  FilePatch added;
  added.kind = FileChangeKind::added;
  added.new_path = "x";
  FilePatch deleted;
  deleted.kind = FileChangeKind::deleted;
  deleted.old_path = "x";
  CHECK(print_patch({{added, deleted}}) ==
        "diff --git a/x b/x\nnew file mode 100644\ndiff --git a/x b/x\ndeleted file mode 100644\n");
}

TEST_CASE("the text behind a hunk's numbers keeps its own spaces") {
  const std::string head = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@";
  const std::string body = "\n-a\n+b\n";
  for (const std::string section : {"", " f", "  f ", " \tf"}) {
    CHECK(print_patch(parsed(head + section + body)) == head + section + body);
  }
  CHECK(print_patch(parsed(head + "f" + body)) == head + " f" + body);
  CHECK(print_patch({}).empty());
}

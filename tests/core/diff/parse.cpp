#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed;
using helpers::refusal;

namespace {

const std::string file_x = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
const std::string file_y = "--- y\n+++ y\n@@ -1 +1 @@\n-a\n+b\n";

}  // namespace

TEST_CASE("git and plain files may stand in one patch, in their order") {
  const auto patch = parsed(file_x + file_y + file_x);
  REQUIRE(patch.files.size() == 3);
  CHECK(patch.files[0].path() == "x");
  CHECK(patch.files[1].path() == "y");
  CHECK(patch.files[1].patch_line == 7);
  CHECK(patch.files[2].patch_line == 12);
}

TEST_CASE("text in front of a file is passed over") {
  const auto patch = parsed(
      "From 1234 Mon Sep 17 00:00:00 2001\nSubject: x\n\n--- \n - a list\n + more\n\n x | 2 +-\n" +
      file_x + "-- \n2.39.5\n\nFrom 1235 Mon Sep 17 00:00:00 2001\n--- no header\n" + file_y);
  REQUIRE(patch.files.size() == 2);
  CHECK(patch.files[0].patch_line == 9);
}

TEST_CASE("a commit's message may stand between files, and anything behind the last") {
  CHECK(parsed(file_x + "\ncommit 1234\n\n    message\n    - with a list\n\n" + file_y +
               "\n--\nsignature")
            .files.size() == 2);
  CHECK(parsed(file_x + "Only in b: z\n" + file_y).files.size() == 2);
}

TEST_CASE("text without a patch is refused") {
  for (const std::string text :
       {"", "\n", "I cannot fix this.\n", "--- a/x\n", "+++ b/x\n", "*** a/x\n--- b/x\n"}) {
    INFO(text);
    CHECK(refusal(text) ==
          "the text holds no patch: no file header (\"diff --git\" or \"---\" and \"+++\")");
  }
}

TEST_CASE("a line that was left over from a hunk is refused, where git would drop it") {
  const std::string why = ": a line of a hunk follows behind the end of its hunk";
  for (const std::string line : {"+c", "-c", " c", "\\c", "@ -3 +3 @@"}) {
    INFO(line);
    CHECK(refusal(file_x + line + "\n") == "line 7" + why);
    CHECK(refusal(file_x + "\n\r\n" + line + "\n") == "line 9" + why);
  }
  CHECK(refusal(file_x + "words\n@@ -3 +3 @@\n-c\n+d\n") == "line 8: a hunk without a file header");
  CHECK(refusal("@@ -3 +3 @@\n-c\n+d\n" + file_x) == "line 1: a hunk without a file header");
}

TEST_CASE("combined diffs of merges are refused") {
  for (const std::string header : {"diff --cc x\n", "diff --combined x\n"}) {
    CHECK(refusal(header + "index 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n") ==
          "line 1: combined diffs of merges cannot be applied");
  }
}

#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed_file;
using helpers::refusal;
using helpers::with_header;

namespace {

std::vector<Hunk> hunks_of(const std::string& text) { return parsed_file(with_header(text)).hunks; }
std::string hunks_refusal(const std::string& text) { return refusal(with_header(text)); }

}  // namespace

TEST_CASE("a hunk is read with its numbers, section and lines") {
  const auto hunks = hunks_of("@@ -3,3 +4,4 @@ int main() {\n a\n-b\n+c\n+d\n e\n");
  REQUIRE(hunks.size() == 1);
  CHECK(hunks[0] == Hunk{3,
                         3,
                         4,
                         4,
                         "int main() {",
                         {{LineKind::context, "a", false},
                          {LineKind::removed, "b", false},
                          {LineKind::added, "c", false},
                          {LineKind::added, "d", false},
                          {LineKind::context, "e", false}}});
}

TEST_CASE("a count that is left out is one") {
  const auto hunks = hunks_of("@@ -7 +7 @@\n-a\n+b\n");
  CHECK(hunks[0].old_count == 1);
  CHECK(hunks[0].new_count == 1);
}

TEST_CASE("counts decide what is a line of a hunk") {
  const auto file = parsed_file(
      with_header("@@ -1,3 +1,3 @@\n--- a/y\n-@@ -1 +1 @@\n+++ b/y\n+diff --git a/z b/z\n \n"));
  REQUIRE(file.hunks.size() == 1);
  CHECK(file.hunks[0].lines[0].text == "-- a/y");
  CHECK(file.hunks[0].lines[2].text == "++ b/y");
  CHECK(file.hunks[0].lines.size() == 5);
}

TEST_CASE("an empty line is an empty line of context that lost its space") {
  const auto hunks = hunks_of("@@ -1,3 +1,3 @@\n\n-a\n+b\n\n");
  CHECK(hunks[0].lines[0] == HunkLine{LineKind::context, "", false});
  CHECK(hunks[0].lines[3] == HunkLine{LineKind::context, "", false});
}

TEST_CASE("carriage returns stay in lines and go from headers") {
  const auto file = parsed_file("--- a/x\r\n+++ b/x\r\n@@ -1,2 +1,2 @@ f\r\n a\r\n-b\r\n+c\r\r\n");
  CHECK(file.path() == "x");
  CHECK(file.hunks[0].section == "f");
  CHECK(file.hunks[0].lines[0].text == "a\r");
  CHECK(file.hunks[0].lines[2].text == "c\r\r");
}

TEST_CASE("the end of file mark belongs to the line before it") {
  const auto hunks = hunks_of("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
  CHECK(hunks[0].lines[0].no_newline);
  CHECK(!hunks[0].lines[1].no_newline);
  CHECK(hunks_of("@@ -1 +1,2 @@\n+b\n a\n\\ Kein Zeilenumbruch")[0].lines[1].no_newline);
}

TEST_CASE("a hunk header that is not well formed is refused") {
  for (const std::string header :
       {"@@ -1,2 +1,2", "@@ -a +1 @@", "@@ -1 1 @@", "@@ -1, +1 @@", "@@ -1 +1,x @@", "@@",
        "@@ ... @@", "@@ -99999999999 +1 @@", "@@ -1 +1 -1 @@", "@@ -1,2+1,2 @@", "@@ - +1 @@"}) {
    INFO(header);
    CHECK(hunks_refusal(header + "\n-a\n+b\n") ==
          "line 4: a hunk header has the form \"@@ -line,count +line,count @@\"");
  }
  CHECK(hunks_refusal("@@@ -1 -1 +1 @@@\n") ==
        "line 4: combined diffs of merges cannot be applied");
  CHECK(hunks_refusal("@@ -0,1 +1 @@\n-a\n+b\n") ==
        "line 4: a hunk with old lines cannot begin at old line 0");
  CHECK(hunks_refusal("@@ -1 +0,1 @@\n-a\n+b\n") ==
        "line 4: a hunk with new lines cannot begin at new line 0");
  CHECK(hunks_refusal("@@ -1 +1 @@") == "line 4: the text ends in a hunk header");
}

TEST_CASE("a hunk that does not keep its counts is refused") {
  CHECK(hunks_refusal("@@ -1,2 +1 @@\n-a\n") ==
        "line 6: the text ends in the hunk of line 4, 1 old and 1 new lines before its end");
  CHECK(hunks_refusal("@@ -1 +1,2 @@\n-a\n-b\n") ==
        "line 6: the hunk of line 4 has more old lines than the 1 of its header");
  CHECK(hunks_refusal("@@ -1,2 +1 @@\n-a\n+b\n+c\n") ==
        "line 7: the hunk of line 4 has more new lines than the 1 of its header");
  CHECK(hunks_refusal("@@ -1,2 +1,2 @@\n-a\n+b\nfoo\n") ==
        "line 7: a line of a hunk begins with ' ', '+', '-' or '\\'; the hunk of line 4 lacks 1 "
        "old and 1 new lines");
  CHECK(hunks_refusal("@@ -1 +1 @@\n-a\n+b") == "line 6: the text ends in the middle of a line");
  CHECK(hunks_refusal("@@ -1 +1 @@\n a\n") == "line 4: the hunk changes nothing");
  CHECK(hunks_refusal("@@ -0,0 +0,0 @@\n") == "line 4: the hunk changes nothing");
}

TEST_CASE("an end of file mark in the wrong place is refused") {
  const std::string mark = "\\ No newline at end of file\n";
  CHECK(hunks_refusal("@@ -1 +1 @@\n" + mark + "-a\n+b\n") ==
        "line 5: no line stands before the end of file mark");
  CHECK(hunks_refusal("@@ -1 +1 @@\n-a\n" + mark + mark + "+b\n") ==
        "line 7: the end of file mark stands twice");
  CHECK(hunks_refusal("@@ -1 +1 @@\n-a\n+b\n" + mark + mark) ==
        "line 8: a line of a hunk follows behind the end of its hunk");
  CHECK(hunks_refusal("@@ -1,2 +1 @@\n-a\n" + mark + "-b\n+c\n") ==
        "line 7: an old line follows the end of the old file");
  CHECK(hunks_refusal("@@ -1 +1,2 @@\n-a\n+b\n" + mark + "+c\n") ==
        "line 8: a new line follows the end of the new file");
  CHECK(hunks_refusal("@@ -1 +1 @@\n-a\n+b\n" + mark + "@@ -5 +5 @@\n-a\n+b\n") ==
        "line 8: a hunk follows the end of the file");
}

TEST_CASE("hunks must follow each other without overlap") {
  const std::string first = "@@ -5,2 +5 @@\n-a\n b\n";
  const std::string wrong = "line 7: the hunk overlaps the one before it or goes backwards";
  CHECK(hunks_refusal(first + "@@ -2 +2 @@\n-a\n+b\n") == wrong);
  CHECK(hunks_refusal(first + "@@ -6 +5 @@\n-b\n+c\n") == wrong);
  CHECK(hunks_refusal(first + "@@ -5,0 +5 @@\n+c\n") == wrong);
  CHECK(hunks_of(first + "@@ -7 +6 @@\n-c\n+d\n").size() == 2);
  CHECK(hunks_of(first + "@@ -6,0 +6 @@\n+d\n").size() == 2);
}

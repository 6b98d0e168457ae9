#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::applied;
using helpers::file;
using helpers::numbers;
using helpers::parsed;
using helpers::with_header;

namespace {

const std::string middle = "@@ -4,3 +4,4 @@\n 4\n+new\n 5\n 6\n";

std::vector<ApplyNote> notes(const std::string& hunks, const std::string& content) {
  const std::vector<FileContent> files{file("x", content)};
  const auto result = apply_patch(parsed(with_header(hunks)), files, {.lenient = true});
  if (!result) FAIL(result.error().message);
  return result->notes;
}

}  // namespace

TEST_CASE("strictly, a hunk fits at its stated place or not at all") {
  CHECK(applied(middle, numbers(9)) == numbers(4) + "new\n" + numbers(9, 5));
  CHECK(applied(middle, "0\n" + numbers(9)) == "error: x: hunk 1 does not fit at line 4");
  CHECK(applied(middle, numbers(5)) == "error: x: hunk 1 does not fit at line 4");
  CHECK(applied(middle, "") == "error: x: hunk 1 does not fit at line 4");
  CHECK(applied(middle, numbers(4) + "5 \n" + numbers(9, 6)) ==
        "error: x: hunk 1 does not fit at line 4");
}

TEST_CASE("leniently, a hunk goes to the one place where it fits, and a note says so") {
  const auto drifted = "a\nb\n" + numbers(9);
  CHECK(applied(middle, drifted, true) == "a\nb\n" + numbers(4) + "new\n" + numbers(9, 5));
  CHECK(notes(middle, drifted) == std::vector{ApplyNote{"x", 0, 2, false}});
  CHECK(notes(middle, numbers(9, 3)) == std::vector{ApplyNote{"x", 0, -2, false}});
  CHECK(notes(middle, numbers(9)).empty());
}

TEST_CASE("white space that differs is noted, and the file's own stays") {
  const auto content = numbers(3) + "4\r\n5\r\n" + numbers(9, 6);
  CHECK(applied(middle, content, true) == numbers(3) + "4\r\nnew\n5\r\n" + numbers(9, 6));
  CHECK(notes(middle, content) == std::vector{ApplyNote{"x", 0, 0, true}});
  CHECK(notes(middle, "0\n" + content) == std::vector{ApplyNote{"x", 0, 1, true}});
}

TEST_CASE("a hunk that fits in several places is refused, unless it states one of them") {
  const std::string block = "a\nb\nc\n";
  const std::string hunk = "@@ -8,3 +8,4 @@\n a\n b\n+new\n c\n";
  const auto twice = block + numbers(4) + block + numbers(2);
  CHECK(applied(hunk, twice) == block + numbers(4) + "a\nb\nnew\nc\n" + numbers(2));
  CHECK(applied(hunk, twice, true) == block + numbers(4) + "a\nb\nnew\nc\n" + numbers(2));
  CHECK(applied(hunk, "0\n" + twice, true) ==
        "error: x: hunk 1 fits in several places, first at lines 2 and 9");
  CHECK(applied(hunk, block + numbers(3) + "a \nb\nc\n" + block, true) ==
        "error: x: hunk 1 fits in several places, first at lines 1 and 10");
  CHECK(applied(hunk, numbers(7) + "a\nb\n\nc\n", true) == "error: x: hunk 1 fits nowhere");
}

TEST_CASE("an exact place elsewhere is no better than a loose one here") {
  const std::string hunk = "@@ -2,2 +2,3 @@\n a b\n+new\n c\n";
  CHECK(applied(hunk, "0\na  b\nc\n1\na b\nc\n", true) ==
        "error: x: hunk 1 fits in several places, first at lines 2 and 5");
}

TEST_CASE("once a hunk has moved, the next needs an only place") {
  const std::string first = "@@ -4,3 +4,4 @@\n 4\n+new\n 5\n 6\n";
  const std::string second = "@@ -10,3 +11,4 @@\n a\n b\n+new\n c\n";
  const std::string block = "a\nb\nc\n";
  // The second hunk fits where it says, but it says so for a file that was another one.
  const auto drifted = "0\n" + numbers(8) + block + "y\n" + block;
  CHECK(applied(first + second, drifted, true) ==
        "error: x: hunk 2 fits in several places, first at lines 10 and 14");
  CHECK(applied(first + second, "0\n" + numbers(9) + block, true) ==
        "0\n" + numbers(4) + "new\n" + numbers(9, 5) + "a\nb\nnew\nc\n");
}

TEST_CASE(
    "a hunk that begins at line 1 fits at the begin only, one without context behind at the "
    "end only") {
  const std::string first = "@@ -1,2 +1,3 @@\n+new\n 1\n 2\n";
  CHECK(applied(first, numbers(5), true) == "new\n" + numbers(5));
  CHECK(applied(first, "0\n" + numbers(5), true) == "error: x: hunk 1 fits nowhere");
  const std::string last = "@@ -4,2 +4,3 @@\n 4\n 5\n+new\n";
  CHECK(applied(last, numbers(5), true) == numbers(5) + "new\n");
  CHECK(applied(last, numbers(6)) == "error: x: hunk 1 does not fit at line 4");
  CHECK(applied(last, numbers(6), true) == "error: x: hunk 1 fits nowhere");
  CHECK(applied(last, "0\n" + numbers(5), true) == "0\n" + numbers(5) + "new\n");
}

TEST_CASE("a patch without any context is bound to its numbers only") {
  CHECK(applied("@@ -1 +1 @@\n-1\n+new\n", numbers(3)) == "new\n2\n3\n");
  CHECK(applied("@@ -2,0 +3 @@\n+new\n", numbers(3)) == "1\n2\nnew\n3\n");
  CHECK(applied("@@ -0,0 +1 @@\n+new\n", numbers(3)) == "new\n1\n2\n3\n");
  CHECK(applied("@@ -3,0 +4 @@\n+new\n", numbers(3)) == "1\n2\n3\nnew\n");
  CHECK(applied("@@ -4,0 +5 @@\n+new\n", numbers(3)) == "error: x: hunk 1 does not fit at line 5");
  CHECK(applied("@@ -4,0 +5 @@\n+new\n", numbers(3), true) ==
        "error: x: hunk 1 has no old lines to find its place by");
  CHECK(applied("@@ -2 +2 @@\n-1\n+new\n", numbers(3), true) == "new\n2\n3\n");
}

TEST_CASE("hunks do not share lines, nor lie inside each other") {
  const std::string hunks = "@@ -2 +2 @@\n-2\n+x\n@@ -3 +3 @@\n-2\n+y\n";
  CHECK(applied(hunks, "1\n2\n2\n") == "1\nx\ny\n");
  CHECK(applied(hunks, "1\n2\n3\n", true) == "error: x: hunk 2 fits nowhere");
  // Lines around a place where an earlier hunk put something are no run any more.
  const std::string around = "@@ -1,0 +2 @@\n+x\n@@ -5,2 +6 @@\n-1\n-2\n+y\n";
  CHECK(applied(around, numbers(3), true) == "error: x: hunk 2 fits nowhere");
  CHECK(applied("@@ -1,2 +1 @@\n-1\n-2\n+x\n@@ -2,0 +2 @@\n+y\n", numbers(3)) == "x\ny\n3\n");
}

TEST_CASE("hunks may change their order with the lines that they change") {
  const std::string hunks = "@@ -2,3 +2,4 @@\n 2\n 3\n+x\n 4\n@@ -7,3 +8,4 @@\n 7\n 8\n+y\n 9\n";
  CHECK(applied(hunks, numbers(9, 6) + numbers(5), true) == "6\n7\n8\ny\n9\n1\n2\n3\nx\n4\n5\n");
}

TEST_CASE("a last line without newline fits exactly only there") {
  const std::string mark = "\\ No newline at end of file\n";
  const std::string change = "@@ -2,2 +2,2 @@\n 2\n-3\n" + mark + "+new\n" + mark;
  CHECK(applied(change, "1\n2\n3") == "1\n2\nnew");
  CHECK(applied(change, "1\n2\n3\n") == "error: x: hunk 1 does not fit at line 2");
  CHECK(applied(change, "1\n2\n3\n", true) == "1\n2\nnew");
  CHECK(applied(change, "1\n2\n3\n4\n", true) == "error: x: hunk 1 fits nowhere");
  CHECK(applied("@@ -2 +2 @@\n-2\n+new\n" + mark, "1\n2\n3\n") ==
        "error: x: hunk 1 does not fit at line 2");
  const std::string context = "@@ -2,2 +2,3 @@\n 2\n+new\n 3\n" + mark;
  CHECK(applied(context, "1\n2\n3") == "1\n2\nnew\n3");
  CHECK(applied(context, "1\n2\n3\n", true) == "1\n2\nnew\n3\n");
  CHECK(applied(context, "1\n2\n3\n4", true) == "1\n2\nnew\n3\n4");
  CHECK(applied("@@ -2 +2,2 @@\n 2\n+3\n", "1\n2", true) == "1\n2\n3\n");
}

TEST_CASE("hunks that a program made wrongly are refused, whatever their numbers") {
  const std::vector<FileContent> files{file("x", numbers(3))};
  for (const std::int64_t start : {std::int64_t{-5}, std::int64_t{0}, std::int64_t{1} << 60}) {
    for (const bool lenient : {false, true}) {
      FilePatch patch;
      patch.old_path = patch.new_path = "x";
      patch.hunks = {{start, 1, start, 1, "", {{LineKind::removed, "9", false}}}};
      CHECK(!apply_patch({{patch}}, files, {.lenient = lenient}).has_value());
      patch.hunks = {{start, 0, start, 0, "", {}}};
      CHECK(apply_patch({{patch}}, files, {.lenient = lenient}).has_value() == (start == 0));
    }
  }
}

// Diffs as they are written by hand.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;

namespace {
const std::string file = "def f(a):\n  b = a\n  return b\n\nf(1)\n";
const std::string fixed = "def f(a):\n  b = a + 1\n  return b\n\nf(1)\n";
const std::string hunk = " def f(a):\n-  b = a\n+  b = a + 1\n   return b\n";
}  // namespace

TEST_CASE("a diff may lack its names, its line of numbers, or both") {
  CHECK(answered(file, "@@ -1,3 +1,3 @@\n" + hunk) == fixed);
  CHECK(answered(file, "--- a/src/a.py\n+++ b/src/a.py\n" + hunk) == fixed);
  CHECK(answered(file, "diff --git a/src/a.py b/src/a.py\n" + hunk) == fixed);
  CHECK(answered(file, "+++ b/src/a.py\n@@\n" + hunk) == fixed);
  CHECK(answered(file, "```diff\n" + hunk + "```\n") == fixed);
  CHECK(answered(file, "src/a.py\n```diff\n" + hunk + "```\n") == fixed);
  CHECK(answered(file, "*** Begin Patch\n*** Update File: src/a.py\n@@ def f(a):\n" + hunk +
                           "*** End Patch\n") == fixed);
  CHECK(answered(file, "*** Add File: src/b.py\n+x = 1\n") == "x = 1\n");
}

TEST_CASE("context that lost its space is found as it is") {
  CHECK(answered(file,
                 "```diff\n--- a/src/a.py\n+++ b/src/a.py\n@@ -1,3 +1,3 @@\ndef f(a):\n"
                 "-  b = a\n+  b = a + 1\n  return b\n```\n") == fixed);
  // Indented by four more: odd numbers would be if the first space were a mark.
  CHECK(answered(file,
                 "```diff\n@@\n    def f(a):\n-      b = a\n+      b = a + 1\n"
                 "      return b\n```\n") == fixed);
}

TEST_CASE("a line that lost its mark is no context, if the numbers say so") {
  CHECK(answered(file, "```diff\n@@ -1,4 +1,2 @@\ndef f(a):\n  b = a\n  return b\n-f(1)\n```\n") ==
        "no_patch");
}

TEST_CASE("lists and signatures behind a diff are no lines of it") {
  CHECK(answered(file, "--- a/src/a.py\n+++ b/src/a.py\n@@ -1 +1 @@\n" + hunk +
                           "\n- I changed one line\n- and nothing else\n") == fixed);
  CHECK(answered(file, "--- a/src/a.py\n+++ b/src/a.py\n@@ -1 +1 @@\n" + hunk + "-- \n2.40.1\n") ==
        fixed);
}

TEST_CASE("lines that look like headers or fences are lines of the file") {
  CHECK(answered("-- x\ny\n",
                 "--- a/src/a.py\n+++ b/src/a.py\n@@ -1,2 +1,2 @@\n--- x\n+++ y z\n"
                 " y\n") == "++ y z\ny\n");
  CHECK(answered("T\n~~~~~\na\n",
                 "--- a/src/a.py\n+++ b/src/a.py\n@@ -1,3 +1,3 @@\n T\n ~~~~~\n"
                 "-a\n+b\n") == "T\n~~~~~\nb\n");
}

TEST_CASE("later hunks stand below earlier ones") {
  CHECK(answered("x\na\ny\na\n",
                 "--- a/src/a.py\n+++ b/src/a.py\n@@ -9 +9 @@\n-y\n+z\n"
                 "@@ -1 +1 @@\n-a\n+b\n") == "x\na\nz\nb\n");
}

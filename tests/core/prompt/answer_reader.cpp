// How answers are written: every form that models are known to use.
#include <string>
#include <vector>

#include <homeostat/prompt.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

const std::vector<FileContent> files{
    {"src/a.js", FileMode::regular, "function f(x) {\n  return x.y;\n}\n\nf(1);\n"},
    {"src/deep/b.py", FileMode::regular, "def g(d):\n    return d['k']\n"}};

std::string result(std::string_view answer) {
  const AnswerResult read = parse_answer(answer, files);
  if (read.refusal) return std::string(to_string(read.refusal->reason));
  std::string out;
  for (const FileWrite& write : read.writes)
    out += write.path + ":" + write.content.value_or("-");
  return out;
}

const std::string fixed_a = "src/a.js:function f(x) {\n  return x?.y;\n}\n\nf(1);\n";
const std::string block =
    "<<<<<<< SEARCH\n  return x.y;\n=======\n  return x?.y;\n>>>>>>> REPLACE\n";

}  // namespace

TEST_CASE("a block may be named in many ways") {
  for (const std::string head :
       {"src/a.js\n", "src/a.js\n```js\n", "```js\nsrc/a.js\n", "**src/a.js**\n", "`src/a.js`:\n",
        "### src/a.js\n\n```\n", "File: src/a.js\n", "./src/a.js\n", "a.js\n", "repo/src/a.js\n",
        "```js src/a.js\n", "\"src/a.js\"\n", "FILE src/a.js\n", "I change one line.\n", ""}) {
    INFO(head);
    CHECK(result(head + block) == fixed_a);
  }
}

TEST_CASE("prose around, marks of other length and line ends of Windows change nothing") {
  CHECK(result("Sure! The cause is that x may be null.\n\nsrc/a.js\n```\n" + block +
               "```\nThis is safe.\n") == fixed_a);
  CHECK(result("src/a.js\n<<<<< SEARCH\n  return x.y;\n=====\n  return x?.y;\n>>>>> REPLACE") ==
        fixed_a);
  std::string windows;
  for (const char c : "src/a.js\n" + block)
    windows += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(result(windows) == fixed_a);
}

TEST_CASE("blocks without a path of their own belong to the file above") {
  CHECK(result("src/a.js\n" + block + "<<<<<<< SEARCH\nf(1);\n=======\nf(2);\n>>>>>>> REPLACE\n") ==
        "src/a.js:function f(x) {\n  return x?.y;\n}\n\nf(2);\n");
}

TEST_CASE("a block without its end proposes nothing") {
  CHECK(result("src/a.js\n<<<<<<< SEARCH\n  return x.y;\n=======\n  return 1;\n") == "no_patch");
  CHECK(result("src/a.js\n<<<<<<< SEARCH\n  return x.y;\n") == "no_patch");
  CHECK(result("src/a.js\n<<<<<<< SEARCH\nf(1);\n=======\n" + block) == "no_patch");
}

TEST_CASE("unified diffs are read whatever their numbers say") {
  for (const std::string head : {"@@ -2,1 +2,1 @@\n", "@@ -90,7 +95,12 @@ function f\n", "@@ @@\n",
                                 "@@\n", "@@ -99999999999999999999 +1 @@\n"}) {
    INFO(head);
    const std::string diff = "--- a/src/a.js\n+++ b/src/a.js\n" + head +
                             " function f(x) {\n-  return x.y;\n+  return x?.y;\n }\n";
    CHECK(result(diff) == fixed_a);
    CHECK(result("Here:\n```diff\n" + diff + "```\nDone.\n") == fixed_a);
    CHECK(result("diff --git a/src/a.js b/src/a.js\nindex 1..2 100644\n" + diff) == fixed_a);
    CHECK(result(diff + "\n\nThat is all.\n") == fixed_a);
  }
}

TEST_CASE("a diff's blank context may have lost its space, its file may end without a line end") {
  CHECK(result("--- src/a.js\t2026-01-01\n+++ src/a.js\t2026-01-02\n@@ -1,5 +1,5 @@\n"
               "   return x.y;\n }\n\n-f(1);\n+f(2);\n\\ No newline at end of file\n") ==
        "src/a.js:function f(x) {\n  return x.y;\n}\n\nf(2);\n");
}

TEST_CASE("several hunks and files make one patch") {
  CHECK(result("--- a/src/a.js\n+++ b/src/a.js\n@@ -1 +1 @@\n-  return x.y;\n+  return x?.y;\n"
               "@@ -9 +9 @@\n-f(1);\n+f(2);\n--- a/src/deep/b.py\n+++ b/src/deep/b.py\n"
               "@@ -1 +1 @@\n-    return d['k']\n+    return d.get('k')\n") ==
        "src/a.js:function f(x) {\n  return x?.y;\n}\n\nf(2);\n"
        "src/deep/b.py:def g(d):\n    return d.get('k')\n");
}

TEST_CASE("a file may be made, but not deleted") {
  CHECK(result("--- /dev/null\n+++ b/src/new.js\n@@ -0,0 +1 @@\n+let a;\n") ==
        "src/new.js:let a;\n");
  CHECK(result("src/new.js\n<<<<<<< SEARCH\n=======\nlet a;\n>>>>>>> REPLACE\n") ==
        "src/new.js:let a;\n");
  CHECK(result("--- a/src/a.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-f(1);\n") == "does_not_apply");
}

TEST_CASE("a whole file in the only fence replaces its file") {
  const std::string whole = "function f(x) {\n  return x?.y;\n}\n\nf(1);\n";
  CHECK(result("src/a.js\n```js\n" + whole + "```\n") == fixed_a);
  CHECK(result("```js src/a.js\n" + whole + "```\n") == fixed_a);
  CHECK(result("```js\n" + whole + "```\n") == fixed_a);
  CHECK(result(whole) == fixed_a);
  CHECK(result("src/a.js\n```js\n" + whole + "```\n```\nx\n```\n") == fixed_a);
  // A part of it would delete the rest.
  CHECK(result("src/a.js\n```js\n  return x?.y;\n```\n") == "no_patch");
  CHECK(result("src/a.js\n```js\n" + whole) == "no_patch");
  CHECK(result("src/zzz.js\n```js\n" + whole + "```\n") == "no_patch");
}

// Context that is not quite that of the file.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

namespace {
const std::string file =
    "def load(path):\n    text = read(path)\n    lines = text.split()\n    count = len(lines)\n"
    "    return lines\n";
}  // namespace

TEST_CASE("a line of context that reads otherwise does not hide the place, and stays") {
  CHECK(answered(file, block("    text = read(file)\n    lines = text.split()\n"
                             "    count = len(lines)\n",
                             "    text = read(file)\n    lines = text.split()\n"
                             "    count = len(lines) + 1\n")) ==
        "def load(path):\n    text = read(path)\n    lines = text.split()\n"
        "    count = len(lines) + 1\n    return lines\n");
}

TEST_CASE("lines that the answer forgot stay") {
  CHECK(
      answered(file, block("    text = read(path)\n    count = len(lines)\n    return lines\n",
                           "    text = read(path)\n    count = len(lines)\n    return count\n")) ==
      "def load(path):\n    text = read(path)\n    lines = text.split()\n"
      "    count = len(lines)\n    return count\n");
}

TEST_CASE("where a new line would go is never guessed") {
  // Between two lines that are not neighbours in the file.
  CHECK(answered(file, block("    text = read(path)\n    count = len(lines)\n",
                             "    text = read(path)\n    check(text)\n"
                             "    count = len(lines)\n")) == "does_not_apply");
}

TEST_CASE("what goes must stand as it is said, and together") {
  CHECK(answered(file, block("    text = read(path)\n    lines = text.cut()\n"
                             "    count = len(lines)\n",
                             "    text = read(path)\n    count = len(lines)\n")) ==
        "does_not_apply");
  CHECK(answered(file, block("    text = read(path)\n    count = len(lines)\n    return lines\n",
                             "    return lines\n")) == "does_not_apply");
}

TEST_CASE("an addition that lost its mark is not dropped") {
  CHECK(answered(file,
                 "--- a/src/a.py\n+++ b/src/a.py\n@@ -2,3 +2,4 @@\n     text = read(path)\n"
                 "-    lines = text.split()\n+    lines = text.split(9)\n"
                 "     checked = verify_everything(lines)\n     count = len(lines)\n") ==
        "does_not_apply");
  CHECK(answered(file,
                 "--- a/src/a.py\n+++ b/src/a.py\n@@ -4,2 +4,3 @@\n     text = read(path)\n"
                 "     lines = text.split()\n-    count = len(lines)\n+    count = 0\n"
                 "     wholly_new_statement()\n") == "does_not_apply");
}

TEST_CASE("two places that are nearly as good are refused") {
  const std::string twice = file + "\n" + file;
  CHECK(answered(twice, block("    text = read(file)\n    lines = text.split()\n"
                              "    count = len(lines)\n",
                              "    text = read(file)\n    lines = text.split()\n"
                              "    count = 0\n")) == "does_not_apply");
}

TEST_CASE("too long an edit has no place but its own") {
  std::string search;
  for (int i = 0; i < 210; ++i)
    search += "line_number_" + std::to_string(i) + "\n";
  CHECK(answered("other\n" + search, block("drifted\n" + search, "drifted\n")) == "does_not_apply");
}

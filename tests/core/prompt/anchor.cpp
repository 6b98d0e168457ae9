// Where an edit's lines stand, and what becomes of the bytes around them.
#include <string>
#include <vector>

#include <homeostat/prompt.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

std::string edited(std::string_view content, std::string_view search, std::string_view replace) {
  const std::vector<FileContent> files{{"src/a.py", FileMode::regular, std::string(content)}};
  const std::string answer = "src/a.py\n<<<<<<< SEARCH\n" + std::string(search) + "=======\n" +
                             std::string(replace) + ">>>>>>> REPLACE\n";
  const AnswerResult read = parse_answer(answer, files);
  if (read.refusal) return std::string(to_string(read.refusal->reason));
  return read.writes[0].content.value_or("-");
}

}  // namespace

TEST_CASE("lines are found as they are, and only they change") {
  CHECK(edited("a\n  b  \nc\n", "  b  \n", "  x\n") == "a\n  x\nc\n");
  CHECK(edited("a\nb\nc\n", "b\n", "") == "a\nc\n");
  CHECK(edited("a\nb\nc\n", "a\nb\nc\n", "a\nb\nz\nc\n") == "a\nb\nz\nc\n");
}

TEST_CASE("an exact place wins over those that differ in white space") {
  CHECK(edited("x  =  1\nx = 1\n", "x = 1\n", "x = 2\n") == "x  =  1\nx = 2\n");
}

TEST_CASE("other white space within a line is overlooked, and kept where the line stays") {
  CHECK(edited("if  a:\n    b  =  1\n    c\n", "if a:\n    b = 1\n    c\n",
               "if a:\n    b = 1\n    d\n") == "if  a:\n    b  =  1\n    d\n");
  CHECK(edited("a \t\nb\n", "a\nb\n", "a\nc\n") == "a \t\nc\n");
}

TEST_CASE("new lines take over the indentation that the file has") {
  CHECK(edited("class A:\n    def f(self):\n        return 1\n", "def f(self):\n    return 1\n",
               "def f(self):\n    if x:\n        return 0\n    return 1\n") ==
        "class A:\n    def f(self):\n        if x:\n            return 0\n        return 1\n");
  CHECK(edited("def f():\n\tif a:\n\t\treturn 1\n", "    if a:\n        return 1\n",
               "    if a:\n        if b:\n            return 2\n        return 1\n") ==
        "def f():\n\tif a:\n\t\tif b:\n\t\t\treturn 2\n\t\treturn 1\n");
  CHECK(edited("a:\n    b\n", "        b\n", "        b\n    c\n") == "a:\n    b\nc\n");
}

TEST_CASE("one indentation for two depths of the file is refused") {
  CHECK(edited("a:\n  b\n    c\n", "b\nc\n", "b\nd\n") == "does_not_apply");
}

TEST_CASE("blank lines at the ends of what is searched do not count") {
  CHECK(edited("a\nb\nc\n", "\n\nb\n\n", "\n\nx\n\n") == "a\nx\nc\n");
  CHECK(edited("a\nb\nc\n", "\nb\n", "x\n") == "a\nx\nc\n");
  CHECK(edited("a\nb\nc\n", "\n\n", "x\n") == "does_not_apply");
}

TEST_CASE("line ends are those of the file") {
  CHECK(edited("a\r\nb\r\n", "b\n", "x\ny\n") == "a\r\nx\r\ny\r\n");
  CHECK(edited("a\nb\n", "b\r\n", "x\r\n") == "a\nx\n");
}

TEST_CASE("a file without a line end at its end stays so") {
  CHECK(edited("a\nb", "b\n", "x\n") == "a\nx");
  CHECK(edited("a\nb", "b\n", "b\nc\n") == "a\nb\nc");
  CHECK(edited("a\nb", "a\n", "x\n") == "x\nb");
  CHECK(edited("a\r\nb", "b\n", "") == "a");
}

TEST_CASE("an empty file may be filled, another one needs a place") {
  CHECK(edited("", "", "x\n") == "x\n");
  CHECK(edited("a\n", "", "x\n") == "does_not_apply");
  CHECK(edited("", "", "") == "no_patch");
}

TEST_CASE("the line number of a diff decides between equal places, if it is exact") {
  const std::vector<FileContent> files{{"src/a.js", FileMode::regular, "a\nb\na\nb\n"}};
  const auto at = [&](int line) {
    const AnswerResult read = parse_answer(
        "--- a/src/a.js\n+++ b/src/a.js\n@@ -" + std::to_string(line) + ",2 +1,2 @@\n a\n-b\n+c\n",
        files);
    return read.refusal ? std::string("refused") : read.writes[0].content.value_or("-");
  };
  CHECK(at(1) == "a\nc\na\nb\n");
  CHECK(at(3) == "a\nb\na\nc\n");
  CHECK(at(2) == "refused");
}

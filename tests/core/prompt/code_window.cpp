#include <string>

#include "core/prompt/input.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::test::Ask;
using homeostat::test::contains;

namespace {

std::string filler(int from, int to) {
  std::string text;
  for (int i = from; i <= to; ++i)
    text += "filler_" + std::to_string(i) + " = 1\n";
  return text;
}

}  // namespace

TEST_CASE("the function around the frame is shown whole, and the imports") {
  Ask ask;
  ask.tokens_max = 2400;
  ask.diagnosis.language = Language::python;
  ask.diagnosis.locations = {{"src/a.py", 206, 0, "g"}};
  ask.files = {{"src/a.py", homeostat::FileMode::regular,
                "import os\nfrom x import y\n" + filler(3, 200) +
                    "class A:\n    def g(self):\n        a = 1\n\n        if a:\n"
                    "            return y[a]\n        return None\n\n    def h(self):\n"
                    "        pass\n" +
                    filler(211, 400)}};
  const std::string user = ask.user();
  CHECK(contains(user,
                 "    def g(self):\n        a = 1\n\n        if a:\n"
                 "            return y[a]\n        return None\n"));
  CHECK(contains(user, "FILE src/a.py lines 1-2 of 400\n"));
  CHECK(contains(user, "FILE src/a.py lines 202-207 of 400\n"));
  CHECK_FALSE(contains(user, "def h(self)"));
}

TEST_CASE("braces on their own lines belong to the function") {
  Ask ask;
  ask.tokens_max = 1800;
  ask.diagnosis.language = Language::php;
  ask.diagnosis.locations = {{"src/a.php", 104, 0, "g"}};
  ask.files = {{"src/a.php", homeostat::FileMode::regular,
                "<?php\n" + filler(2, 100) + "function g($x)\n{\n    if ($x) {\n" +
                    "        return $x->y;\n    }\n}\n" + filler(107, 300)}};
  CHECK(contains(ask.user(), "FILE src/a.php lines 101-106 of 300\n"));
}

TEST_CASE("without a function the lines around are shown") {
  Ask ask;
  ask.tokens_max = 2000;
  ask.diagnosis.locations = {{"src/a.js", 100, 0, ""}};
  ask.files[0].content = filler(1, 300);
  CHECK(contains(ask.user(), "FILE src/a.js lines 80-120 of 300\n"));
}

TEST_CASE("a small file is shown whole, an empty one not at all") {
  Ask ask;
  ask.files.push_back({"src/empty.js", homeostat::FileMode::regular, ""});
  const auto prompt = ask.prompt();
  CHECK(prompt.files == std::vector<std::string>{"src/a.js"});
  CHECK(contains(prompt.messages[1].text, "FILE src/a.js lines 1-3 of 3\n"));
}

TEST_CASE("a frame beyond the end of its file does no harm") {
  Ask ask;
  ask.diagnosis.locations = {{"src/a.js", 2'000'000'000, 0, ""}, {"src/a.js", -5, 0, ""}};
  CHECK(contains(ask.user(), "return x();"));
}

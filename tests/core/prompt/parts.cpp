// Edits of which only parts are shown.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

namespace {
const std::string file =
    "def f(x):\n    a = 1\n    b = 2\n    return x\n\ndef g(x):\n    c = 3\n    return x\n";
}  // namespace

TEST_CASE("parts pair up, and each that changes has one place") {
  CHECK(
      answered(file, block("def f(x):\n    ...\n    b = 2\n", "def f(x):\n    ...\n    b = 5\n")) ==
      "def f(x):\n    a = 1\n    b = 5\n    return x\n\ndef g(x):\n    c = 3\n    return x\n");
}

TEST_CASE("a line that stands in two functions is meant in the one that is named") {
  CHECK(answered(file, block("def f(x):\n    # ...\n    return x\n",
                             "def f(x):\n    # ...\n    return 0\n")) ==
        "def f(x):\n    a = 1\n    b = 2\n    return 0\n\ndef g(x):\n    c = 3\n    return x\n");
  CHECK(answered(file, block("def g(x):\n    # ...\n    return x\n",
                             "def g(x):\n    # ...\n    return 0\n")) ==
        "def f(x):\n    a = 1\n    b = 2\n    return x\n\ndef g(x):\n    c = 3\n    return 0\n");
}

TEST_CASE("new lines at the head of a part belong to it") {
  CHECK(answered(file, block("def f(x):\n    ...\n    return x\n",
                             "def f(x):\n    ...\n    y = 1\n    return x\n")) ==
        "def f(x):\n    a = 1\n    b = 2\n    y = 1\n    return x\n\ndef g(x):\n    c = 3\n"
        "    return x\n");
}

TEST_CASE("parts that do not pair up, have no place or several are refused") {
  CHECK(answered(file, block("def f(x):\n    ...\n    return x\n", "def f(x):\n    return 0\n")) ==
        "does_not_apply");
  CHECK(answered(file, block("def f(x):\n    ...\n    c = 9\n",
                             "def f(x):\n    ...\n    c = 1\n")) == "does_not_apply");
  CHECK(answered(file, block("def g(x):\n    ...\ndef f(x):\n",
                             "def g(x):\n    ...\ndef h(x):\n")) == "does_not_apply");
  const std::string twice = "def f(x):\n    return x\n    y = 1\n    return x\n";
  CHECK(answered(twice, block("def f(x):\n    ...\n    return x\n",
                              "def f(x):\n    ...\n    return 0\n")) == "does_not_apply");
}

TEST_CASE("a part whose context has drifted is placed by what goes") {
  CHECK(answered(file, block("def f(x):\n    ...\n    b = 2\n    return X\n",
                             "def f(x):\n    ...\n    b = 3\n    return X\n")) ==
        "does_not_apply");  // too little agrees
}

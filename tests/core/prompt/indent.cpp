// The file's indentation wins.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

TEST_CASE("tabs and spaces of the answer become those of the file") {
  CHECK(answered("def f():\n\tif a:\n\t\treturn 1\n",
                 block("    if a:\n        return 1\n",
                       "    if a:\n        if b:\n            return 2\n        return 1\n")) ==
        "def f():\n\tif a:\n\t\tif b:\n\t\t\treturn 2\n\t\treturn 1\n");
  CHECK(answered("def f():\n  if a:\n    return 1\n",
                 block("\tif a:\n\t\treturn 1\n",
                       "\tif a:\n\t\tif b:\n\t\t\treturn 2\n\t\treturn 1\n")) ==
        "def f():\n  if a:\n    if b:\n      return 2\n    return 1\n");
}

TEST_CASE("two steps of the answer for one of the file scale") {
  CHECK(answered("a:\n  b:\n    c\n",
                 block("a:\n    b:\n        c\n", "a:\n    b:\n        c:\n            d\n")) ==
        "a:\n  b:\n    c:\n      d\n");
}

TEST_CASE("less deep than all that is known") {
  CHECK(answered("x:\n        a\n", block("    a\n", "    a\nb\n")) == "x:\n        a\n    b\n");
  CHECK(answered("x:\n  a\n", block("    a\n", "        a\n        \n    c\n")) ==
        "x:\n      a\n\n  c\n");
}

TEST_CASE("indentations that follow no rule reach only themselves") {
  const std::string odd = "a:\n   b:\n       c\n";
  CHECK(answered(odd, block("  a:\n    b:\n      c\n", "  a:\n    b:\n      d\n")) ==
        "a:\n   b:\n       d\n");
  CHECK(answered(odd, block("  a:\n    b:\n      c\n", "  a:\n    b:\n          d\n")) ==
        "does_not_apply");
}

TEST_CASE("tabs in a file of spaces, that nothing explains, are refused") {
  CHECK(answered("a:\n  b\n", block("a:\n", "a:\n\tx\n")) == "does_not_apply");
  CHECK(answered("a:\n\tb\n", block("a:\n", "a:\n  x\n")) == "does_not_apply");
}

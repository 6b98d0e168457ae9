// When two lines agree, and where sequences of them stand.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

TEST_CASE("overlapping places are several places") {
  CHECK(answered("a\na\na\n", block("a\na\n", "b\n")) == "does_not_apply");
  CHECK(answered("a\na\nb\n", block("a\nb\n", "c\n")) == "a\nc\n");
  CHECK(answered("a\nb\na\nb\nc\n", block("a\nb\nc\n", "x\n")) == "a\nb\nx\n");
}

TEST_CASE("runs of white space agree with one space, but not with none") {
  CHECK(answered("a \t=  1\nc\n", block("a = 1\n", "a = 2\n")) == "a = 2\nc\n");
  CHECK(answered("a=1\nc\n", block("a = 1\n", "a = 2\n")) == "does_not_apply");
}

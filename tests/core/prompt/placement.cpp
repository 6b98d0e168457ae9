// What becomes of the bytes of a file.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

TEST_CASE("new lines end as the lines around them") {
  CHECK(answered("a\r\nb\nc\n", block("b\n", "b\nx\n")) == "a\r\nb\nx\nc\n");
  CHECK(answered("a\r\nb\r\nc\n", block("b\n", "b\nx\n")) == "a\r\nb\r\nx\r\nc\n");
}

TEST_CASE("a whole file keeps the line ends of the one that it replaces") {
  CHECK(answered("a\r\nb\r\nc", "src/a.py\n```\na\nx\nc\n```\n") == "a\r\nx\r\nc");
  CHECK(answered("", "src/a.py\n```\na\n```\n") == "a\n");
}

// Quotes as a text editor makes them.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

TEST_CASE("curly quotes are those of code, where the file has no others") {
  CHECK(answered("a = \"x\"\n", block("a = \xE2\x80\x9Cx\xE2\x80\x9D\n",
                                      "a = \xE2\x80\x9Cy\xE2\x80\x9D\n")) == "a = \"y\"\n");
  CHECK(answered("a = 1\n", block("a = 1\n", "a = \xE2\x80\x98y\xE2\x80\x99\n")) == "a = 'y'\n");
  CHECK(answered("a = b 1\n", block("a = b\xC2\xA0"
                                    "1\n",
                                    "a = c\xC2\xA0"
                                    "1\n")) == "a = c 1\n");
}

TEST_CASE("curly quotes that are text stay text") {
  CHECK(answered("a = 1\n", block("a = 1\n", "a = \"\xE2\x80\x9Cy\xE2\x80\x9D\"\n")) ==
        "a = \"\xE2\x80\x9Cy\xE2\x80\x9D\"\n");
  CHECK(answered("s = \xE2\x80\x9Cx\xE2\x80\x9D\n",
                 block("s = \xE2\x80\x9Cx\xE2\x80\x9D\n", "s = \xE2\x80\x9Cy\xE2\x80\x9D\n")) ==
        "s = \xE2\x80\x9Cy\xE2\x80\x9D\n");
}

// Blocks that lost a mark.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;

namespace {
const std::string file = "a = 1\nb = 2\nc = 3\nd = 4\n";
const std::string fixed = "a = 1\nb = 9\nc = 3\nd = 4\n";
}  // namespace

TEST_CASE("a lost first mark is made up for by the path or the fence above") {
  CHECK(answered(file, "src/a.py\na = 1\nb = 2\n=======\na = 1\nb = 9\n>>>>>>> REPLACE\n") ==
        fixed);
  CHECK(answered(file,
                 "Here:\nsrc/a.py\n```\na = 1\nb = 2\n=======\na = 1\nb = 9\n>>>>>>> "
                 "REPLACE\n```\n") == fixed);
  // Nothing says where it began, or there is nothing, or there are fences within.
  CHECK(answered(file, "a = 1\nb = 2\n=======\na = 1\n>>>>>>> REPLACE\n") == "no_patch");
  CHECK(answered(file, "src/a.py\n=======\na = 1\n>>>>>>> REPLACE\n") == "no_patch");
  CHECK(answered(file, "src/a.py\n```\nb = 2\n=======\n```\nx\n>>>>>>> REPLACE\n") == "no_patch");
}

TEST_CASE("a lost middle mark is made up for where the ends come again") {
  const std::string head = "src/a.py\n<<<<<<< SEARCH\n";
  CHECK(answered(file, head + "a = 1\nb = 2\nc = 3\na = 1\nb = 9\nc = 3\n>>>>>>> REPLACE\n") ==
        fixed);
  CHECK(answered("\na\n\nb\nc\n", head + "\nb\nc\n\nx\nc\n>>>>>>> REPLACE\n") == "\na\n\nx\nc\n");
  CHECK(answered(file, head + "b = 2\nb = 9\n>>>>>>> REPLACE\n") == "no_patch");
}

TEST_CASE("a lost last mark is made up for by the fence or the searched last line") {
  const std::string head = "src/a.py\n```\n<<<<<<< SEARCH\nb = 2\nc = 3\n=======\n";
  CHECK(answered(file, head + "b = 9\nc = 3\n```\n") == fixed);
  CHECK(answered(file, head + "b = 9\nc = 3\n") == fixed);
  CHECK(answered(file, head + "b = 9\n") == "no_patch");  // perhaps cut off
  const std::string next = "src/a.py\n<<<<<<< SEARCH\nd = 4\n=======\nd = 5\n>>>>>>> REPLACE\n";
  CHECK(answered(file, head + "b = 9\nc = 3\n\n" + next) == "a = 1\nb = 9\nc = 3\nd = 5\n");
  CHECK(answered("```\nb\n```\n", "src/a.py\n<<<<<<< SEARCH\n```\nb\n=======\n```\nc\n```\n") ==
        "no_patch");
}

TEST_CASE("marks of other tools are known, and two dividers are a riddle") {
  CHECK(answered(file, "src/a.py\n<<<<<<< ORIGINAL\nb = 2\n=======\nb = 9\n>>>>>>> UPDATED\n") ==
        fixed);
  CHECK(answered(file, "src/a.py\n<<<<<<< HEAD\nb = 2\n=======\nb = 9\n=======\n>>>>>>> NEW\n") ==
        "no_patch");
}

TEST_CASE("a block that is said twice is meant once") {
  const std::string once = test_prompt::block("b = 2\n", "b = 9\n");
  CHECK(answered(file, once + "\nIn full:\n" + once) == fixed);
}

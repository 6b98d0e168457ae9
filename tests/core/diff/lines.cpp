#include "core/diff/helpers.hpp"

using namespace homeostat;

TEST_CASE("only \\n ends a line") {
  const auto hunks = make_hunks("a\rb\n", "a\rb\nc\x0b\x0c\n");
  REQUIRE(hunks.size() == 1);
  REQUIRE(hunks[0].lines.size() == 2);
  CHECK(hunks[0].lines[0] == HunkLine{LineKind::context, "a\rb", false});
  CHECK(hunks[0].lines[1] == HunkLine{LineKind::added, "c\x0b\x0c", false});
}

TEST_CASE("an empty text has no lines, one newline is one line") {
  CHECK(make_hunks("", "").empty());
  const auto hunks = make_hunks("", "\n");
  REQUIRE(hunks.size() == 1);
  CHECK(hunks[0].lines == std::vector{HunkLine{LineKind::added, "", false}});
}

TEST_CASE("a last line without newline differs from one with it") {
  const auto hunks = make_hunks("a\nb\n", "a\nb");
  REQUIRE(hunks.size() == 1);
  CHECK(hunks[0].lines == std::vector{HunkLine{LineKind::context, "a", false},
                                      HunkLine{LineKind::removed, "b", false},
                                      HunkLine{LineKind::added, "b", true}});
}

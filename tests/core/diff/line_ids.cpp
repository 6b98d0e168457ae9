#include "core/diff/helpers.hpp"

using namespace homeostat;

TEST_CASE("lines are equal only if every byte is") {
  const std::string before = std::string("a\0b\n", 4) + "ab \nab\nba\n";
  const std::string after = std::string("a\0c\n", 4) + "ab\nab\nab\n";
  const auto hunks = make_hunks(before, after, {.context_lines = 0});
  std::string script;
  for (const auto& hunk : hunks) {
    for (const auto& line : hunk.lines) {
      script += line.kind == LineKind::added ? '+' : '-';
      script += line.text.size() == 3 && line.text[1] == '\0' ? "nul" : line.text;
      script += ';';
    }
  }
  CHECK(script == "-nul;-ab ;+nul;+ab;+ab;-ba;");
}

TEST_CASE("long lines with a long common beginning are told apart") {
  const std::string same(5000, 'x');
  const auto hunks = make_hunks(same + "1\n" + same + "2\n", same + "1\n" + same + "3\n");
  REQUIRE(hunks.size() == 1);
  CHECK(hunks[0].lines.size() == 3);
}

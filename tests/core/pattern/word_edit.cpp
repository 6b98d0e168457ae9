#include "core/pattern/word_edit.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

std::optional<WordEdit> edit_of(std::string_view before, std::string_view after) {
  return find_word_edit(Region(before, Family::javascript), Region(after, Family::javascript));
}

}  // namespace

TEST_CASE("an edit is the words between what is common before and behind") {
  const auto edit = edit_of("f(a, b);", "f(a, c.d);");
  REQUIRE(edit.has_value());
  CHECK(edit->at == 4);
  CHECK(edit->removed == 1);
  CHECK(edit->inserted == 3);
}

TEST_CASE("white space, comments and quotes are no edit") {
  CHECK_FALSE(edit_of("f('a');", "f( \"a\" ); // b").has_value());
}

TEST_CASE("an insertion slides to where it stands alone") {
  // `x && ` before `x.y`, not `&& x` behind the first x.
  const auto guard = edit_of("if (x.y) z();", "if (x && x.y) z();");
  REQUIRE(guard.has_value());
  CHECK(guard->at == 2);
  CHECK(guard->inserted == 2);
  const auto line = edit_of("a();\nc();\n", "a();\nb();\nc();\n");
  REQUIRE(line.has_value());
  CHECK(line->at == 4);
  const auto removed = edit_of("a();\nb();\nc();\n", "a();\nc();\n");
  REQUIRE(removed.has_value());
  CHECK(removed->at == 4);
  CHECK(removed->inserted == 0);
}

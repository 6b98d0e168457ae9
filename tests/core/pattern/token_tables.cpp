#include "core/pattern/tokens.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;
using homeostat::Language;

TEST_CASE("languages share a family where their tokens are the same") {
  CHECK(family_of(Language::javascript) == Family::javascript);
  CHECK(family_of(Language::typescript) == Family::javascript);
  CHECK(family_of(Language::python) == Family::python);
  CHECK(family_of(Language::php) == Family::php);
  CHECK(family_of(Language::go) == Family::generic);
  CHECK(family_of(Language::unknown) == Family::generic);
  CHECK(to_string(Family::javascript) == "javascript");
  CHECK(to_string(Family::generic) == "generic");
}

TEST_CASE("keywords belong to their family") {
  CHECK(is_keyword(Family::javascript, "return"));
  CHECK(is_keyword(Family::javascript, "undefined"));
  CHECK_FALSE(is_keyword(Family::javascript, "elif"));
  CHECK(is_keyword(Family::python, "None"));
  CHECK(is_keyword(Family::php, "isset"));
  CHECK(is_keyword(Family::generic, "nullptr"));
  CHECK_FALSE(is_keyword(Family::generic, ""));
}

TEST_CASE("an operator that begins like another one is read at its full length") {
  for (const Family family : {Family::javascript, Family::python, Family::php, Family::generic}) {
    for (const std::string_view op : table_of(family).operators) {
      if (op == "?>" || op == "//" || op == "#[") continue;  // an end of code, a comment
      const TokenStream stream = read_tokens(op, family);
      INFO(to_string(family) << " " << op);
      REQUIRE_FALSE(stream.tokens.empty());
      CHECK(stream.text_of(0) == op);
    }
  }
}

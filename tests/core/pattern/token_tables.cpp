#include "core/pattern/tokens.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;
using homeostat::Language;

TEST_CASE("languages share a family where their tokens are the same") {
  CHECK(family_of(Language::javascript) == Family::javascript);
  CHECK(family_of(Language::typescript) == Family::javascript);
  CHECK(family_of(Language::python) == Family::python);
  CHECK(family_of(Language::php) == Family::php);
  CHECK(family_of(Language::go) == Family::go);
  CHECK(family_of(Language::java) == Family::java);
  CHECK(family_of(Language::kotlin) == Family::kotlin);
  CHECK(family_of(Language::csharp) == Family::csharp);
  CHECK(family_of(Language::c) == Family::c);
  CHECK(family_of(Language::cpp) == Family::c);
  CHECK(family_of(Language::rust) == Family::rust);
  CHECK(family_of(Language::ruby) == Family::generic);
  CHECK(family_of(Language::unknown) == Family::generic);
  CHECK(to_string(Family::javascript) == "javascript");
  CHECK(to_string(Family::generic) == "generic");
  for (std::size_t i = 0; i < family_count; ++i) {
    CHECK(find_family(to_string(static_cast<Family>(i))) == static_cast<Family>(i));
  }
  CHECK_FALSE(find_family("cobol").has_value());
}

TEST_CASE("keywords belong to their family") {
  CHECK(is_keyword(Family::javascript, "return"));
  CHECK(is_keyword(Family::javascript, "undefined"));
  CHECK_FALSE(is_keyword(Family::javascript, "elif"));
  CHECK(is_keyword(Family::python, "None"));
  CHECK(is_keyword(Family::php, "isset"));
  CHECK(is_keyword(Family::generic, "nullptr"));
  CHECK_FALSE(is_keyword(Family::generic, ""));
  CHECK(is_keyword(Family::php, "NULL"));
  CHECK_FALSE(is_keyword(Family::javascript, "NULL"));
  CHECK(is_keyword(Family::rust, "match"));
  CHECK_FALSE(is_keyword(Family::php, "a_name_longer_than_any_keyword"));
}

TEST_CASE("an operator that begins like another one is read at its full length") {
  for (std::size_t f = 0; f < family_count; ++f) {
    const auto family = static_cast<Family>(f);
    for (const std::string_view op : table_of(family).operators) {
      if (op == "?>" || op == "//" || op == "#[" || op == "##")
        continue;  // an end of code, a comment
      const TokenStream stream = read_tokens(op, family);
      INFO(to_string(family) << " " << op);
      REQUIRE_FALSE(stream.tokens.empty());
      CHECK(stream.text_of(0) == op);
    }
  }
}

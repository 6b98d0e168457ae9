#include "core/pattern/vocabulary.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("built-in words may move between files, names of a program may not") {
  CHECK(is_vocabulary(Family::javascript, "length"));
  CHECK(is_vocabulary(Family::javascript, "map"));
  CHECK(is_vocabulary(Family::python, "len"));
  CHECK(is_vocabulary(Family::python, "get"));
  CHECK(is_vocabulary(Family::php, "is_array"));
  CHECK(is_vocabulary(Family::generic, "len"));
  CHECK(is_vocabulary(Family::go, "len"));
  CHECK(is_vocabulary(Family::java, "requireNonNull"));
  CHECK(is_vocabulary(Family::kotlin, "orEmpty"));
  CHECK(is_vocabulary(Family::csharp, "FirstOrDefault"));
  CHECK(is_vocabulary(Family::c, "size"));
  CHECK(is_vocabulary(Family::rust, "unwrap_or_default"));
  for (std::size_t f = 0; f < family_count; ++f) {
    const auto family = static_cast<Family>(f);
    CHECK_FALSE(is_vocabulary(family, "user"));
    CHECK_FALSE(is_vocabulary(family, "eval"));
    CHECK_FALSE(is_vocabulary(family, "exec"));
    CHECK_FALSE(is_vocabulary(family, ""));
  }
}

TEST_CASE("members are known by their type") {
  CHECK(member_class(Family::javascript, "forEach") == "array");
  CHECK(member_class(Family::javascript, "trim") == "text");
  CHECK(member_class(Family::javascript, "length").empty());
  CHECK(member_class(Family::python, "append") == "array");
  CHECK(member_class(Family::python, "items") == "map");
  CHECK(member_class(Family::python, "strip") == "text");
  CHECK(member_class(Family::php, "trim").empty());
}

TEST_CASE("plain constants mean the same everywhere") {
  CHECK(is_plain_constant("0"));
  CHECK(is_plain_constant("''"));
  CHECK_FALSE(is_plain_constant("'x'"));
  CHECK_FALSE(is_plain_constant("8080"));
}

#include "core/pattern/common_words.hpp"

#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("words that many programs share are known, in each language its own") {
  CHECK(is_common_word(Family::javascript, "length"));
  CHECK(is_common_word(Family::python, "self"));
  CHECK(is_common_word(Family::php, "$this"));
  CHECK_FALSE(is_common_word(Family::javascript, "frobnicate"));
  CHECK_FALSE(is_common_word(Family::python, "$this"));
  // Elsewhere the built-in words must do.
  CHECK(is_common_word(Family::generic, "len"));
  CHECK_FALSE(is_common_word(Family::generic, "self_evident"));
}

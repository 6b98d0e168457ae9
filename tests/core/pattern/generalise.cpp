#include "core/pattern/generalise.hpp"

#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;
using homeostat::test::Fix;

namespace {

constexpr std::string_view read_x = "Cannot read properties of undefined (reading 'x')";

Edit edit_of(const Fix& fix) {
  const auto learned = homeostat::test::learn(fix);
  REQUIRE(learned.has_value());
  return parse_edit(learned->edit_json).value();
}

std::size_t abstract_count(std::string_view before, std::string_view after) {
  return edit_of({"a.js", "TypeError", read_x, before, after}).abstract.size();
}

}  // namespace

TEST_CASE("only what is bound on the left moves to the right") {
  CHECK(abstract_count("@f(a.x);\n", "f(a?.x);\n") == 1);
  CHECK(abstract_count("@f(a.x);\n", "f(other.x);\n") == 0);
  CHECK(abstract_count("@f(a.x);\n", "f(a ? a.x : fallback);\n") == 0);
  CHECK(abstract_count("@f(a.x);\n", "f(a ? a.x : 'some text');\n") == 0);
  CHECK(abstract_count("@f(a.x);\n", "f(a ? a.x : 4711);\n") == 0);
  CHECK(abstract_count("@f(a.x);\n", "f(a ? a.x : null);\n") == 1);
  CHECK(abstract_count("@f(a.x);\n", "f(/q/.test(a) ? a.x : null);\n") == 0);
}

TEST_CASE("a pure deletion and a swallowed error stay at their place") {
  CHECK(abstract_count("@check(a);\nf(a.x);\n", "f(a.x);\n") == 0);
  CHECK(abstract_count("@f(a.x);\n", "try {\n  f(a.x);\n} catch (e) {}\n") == 0);
  CHECK(edit_of({"a.js", "TypeError", read_x, "@check(a);\nf(a.x);\n", "f(a.x);\n"})
            .concrete.has_value());
}

TEST_CASE("what could stand anywhere is not lifted off its place") {
  CHECK(abstract_count("@f(a == b);\n", "f(a === b);\n") == 0);
  CHECK(abstract_count("@const q = load(a);\n", "const q = await load(a);\n") == 0);
  CHECK(abstract_count("@f(a);\n", "f(!a);\n") == 0);
}

TEST_CASE("an edit far from the diagnosed line repairs the same error only") {
  std::string before = "@f(a.x);\n";
  for (int i = 0; i < 20; ++i)
    before += "q();\n";
  std::string after = before.substr(1) + "g(b?.x);\n";
  before += "g(b.x);\n";
  CHECK(abstract_count(before, after) == 0);
}

TEST_CASE("the edit as it is keeps a little of its surroundings") {
  const Edit edit =
      edit_of({"a.js", "TypeError", read_x, "a1; a2; a3; a4; a5;\n@f(a.x);\nb1; b2; b3; b4; b5;\n",
               "a1; a2; a3; a4; a5;\nf(a?.x);\nb1; b2; b3; b4; b5;\n"});
  REQUIRE(edit.concrete.has_value());
  CHECK(edit.concrete->left.size() == 13);
  CHECK(edit.concrete->edit_begin == 6);
}

TEST_CASE("an edit that is too large is not learned") {
  std::string before = "@f(a.x);\n";
  std::string after = "g(a.x);\n";
  for (int i = 0; i < 300; ++i)
    before += "p" + std::to_string(i) + ";\n";
  for (int i = 0; i < 300; ++i)
    after += "q" + std::to_string(i) + ";\n";
  CHECK_FALSE(homeostat::test::learn({"a.js", "TypeError", read_x, before, after}).has_value());
}

TEST_CASE("a hole fills a slot by its bare text") {
  const MessageSlots slots = read_slots("KeyError", "'k'");
  CHECK(fills_slot(slots, Slot::key, "k"));
  CHECK(fills_slot(slots, Slot::key, "\"k\""));
  CHECK_FALSE(fills_slot(slots, Slot::key, "'k"));
  CHECK_FALSE(fills_slot(slots, Slot::property, "k"));
  CHECK(fills_slot(read_slots("Warning", "Undefined variable $u"), Slot::subject, "$u"));
}

#include "core/pattern/lattice_propose.hpp"

#include <algorithm>

#include "core/pattern/lattice_support.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::index_of;
using homeostat::test::proposes;
using homeostat::test::region_of;
using homeostat::test::texts_of;

TEST_CASE("what several repositories taught serves another one") {
  const auto index =
      index_of("a.js", {{"for (i = 0; i <= n; i++) {\n", "for (i = 0; i < n; i++) {\n"}});
  const auto region = region_of("d/four", "b.js", "for (let k = 0; k <= rows.length; ++k) {\n");
  CHECK(proposes(index, region, "for (let k = 0; k < rows.length; ++k) {\n"));
}

TEST_CASE("what one repository taught serves it alone, unless the whole line is the same") {
  const auto index =
      index_of("a.js", {{"x = frob(a, b[0]);\n", "x = frob(a, b[1]);\n"}}, {"a/one"});
  const auto other = region_of("d/four", "b.js", "y = mumble(c.d, e[0], 1);\n");
  CHECK(texts_of(index, other).empty());
  const auto own = region_of("a/one", "b.js", "y = mumble(c.d, e[0], 1);\n");
  CHECK(proposes(index, own, "y = mumble(c.d, e[1], 1);\n"));
  CHECK(texts_of(index, own, {.other_repositories = true}).empty());
  CHECK(proposes(index, region_of("d/four", "b.js", "z = mumble(c, e[0]);\n"),
                 "z = mumble(c, e[1]);\n"));
}

TEST_CASE("a statement goes only where its repository has seen it go") {
  const auto index = index_of("a.js", {{"a();\ndebug(b);\nc();\n", "a();\nc();\n", 2}});
  const auto other = region_of("d/four", "b.js", "x();\ndebug(y);\nz();\n", 2);
  CHECK_FALSE(proposes(index, other, "x();\nz();\n"));
  CHECK(proposes(index, other, "x();\nz();\n", {.deletions = true}));
  CHECK(proposes(index, region_of("a/one", "b.js", "x();\ndebug(y);\nz();\n", 2), "x();\nz();\n"));
}

TEST_CASE("far holes are filled with the expressions and names at hand") {
  const auto index = index_of("a.js", {{"var frobOne = 1, frobTwo = 2;\ngo(frobOne);\n",
                                        "var frobOne = 1, frobTwo = 2;\ngo(frobTwo);\n", 2},
                                       {"let zorkOne = 1, zorkTwo = 2;\nrun(zorkOne);\n",
                                        "let zorkOne = 1, zorkTwo = 2;\nrun(zorkTwo);\n", 2}});
  CHECK(proposes(index, region_of("d/four", "b.js", "const mumA = 3, mumB = 4;\nfly(mumA);\n", 2),
                 "const mumA = 3, mumB = 4;\nfly(mumB);\n"));
}

TEST_CASE("proposals begin on the line, are no more than asked for, and each another text") {
  const auto index = index_of("a.js", {{"return user.name;\n", "return user && user.name;\n"},
                                       {"return user.name;\n", "return user ? user.name : null;\n"},
                                       {"return user.name;\n", "return user?.name;\n"}});
  const std::string text = "a(b.c);\nreturn page.title;\nd(e.f);\n";
  const auto texts = texts_of(index, region_of("d/four", "b.js", text, 2), {.candidates_max = 2});
  REQUIRE(texts.size() == 2);
  CHECK(texts[0] != texts[1]);
  for (const std::string& one : texts) {
    CHECK(one != text);
    CHECK(one.substr(0, 8) == text.substr(0, 8));
    CHECK(one.substr(one.size() - 8) == "d(e.f);\n");
  }
  CHECK(texts_of(index, region_of("d/four", "b.js", text, 2)).size() <= 5);
  CHECK(texts_of(index, region_of("d/four", "b.js", text, 99)).empty());
  CHECK(texts_of(index, region_of("d/four", "b.js", "")).empty());
  CHECK(texts_of(PatternIndex(), region_of("d/four", "b.js", text, 2)).empty());
}

#include "core/pattern/render.hpp"

#include "core/pattern/lattice_support.hpp"
#include "support/catch.hpp"

using homeostat::test::index_of;
using homeostat::test::proposes;
using homeostat::test::region_of;
using homeostat::test::texts_of;

TEST_CASE("bytes outside the edit stay, and the layout is the place's") {
  const auto index = index_of("a.js", {{"return user.name;\n", "return user && user.name;\n"}});
  CHECK(proposes(
      index, region_of("d/four", "b.js", "/* a */\r\n\treturn  /* b */ page.title ; // c\r\n", 2),
      "/* a */\r\n\treturn  /* b */ page && page.title ; // c\r\n"));
}

TEST_CASE("lines that are put before a line are indented as it is") {
  const auto index = index_of("a.js", {{"function f(x) {\n  return x.y;\n}\n",
                                        "function f(x) {\n  if (!x) {\n    return;\n  }\n"
                                        "  return x.y;\n}\n",
                                        2}});
  CHECK(proposes(index, region_of("d/four", "b.js", "function g(p) {\n\t\treturn p.q;\n}\n", 2),
                 "function g(p) {\n\t\tif (!p) {\n\t\t\treturn;\n\t\t}\n\t\treturn p.q;\n}\n"));
}

TEST_CASE("a Python statement that gets a head goes one level deeper, with its block") {
  const auto index =
      index_of("a.py", {{"def f(x):\n    x.go()\n    return 1\n",
                         "def f(x):\n    if x:\n        x.go()\n    return 1\n", 2}});
  CHECK(proposes(index, region_of("d/four", "b.py", "def g(y):\n  y.go()\n  return 2\n", 2),
                 "def g(y):\n  if y:\n    y.go()\n  return 2\n"));
}

TEST_CASE("a bracket that closes nothing does not hold up the block") {
  const auto index =
      index_of("a.py", {{"def f(x):\n    x.go()\n    return 1\n",
                         "def f(x):\n    if x:\n        x.go()\n    return 1\n", 2}});
  const auto texts =
      texts_of(index, region_of("d/four", "b.py", "def g(y):\n  y.go()\n    )\n  return 2\n", 2));
  CHECK(texts.size() <= 5);
}

TEST_CASE("a text takes the quotes of the file") {
  const auto index = index_of("a.js", {{"f(a);\ng('x');\n", "f(a || '');\ng('x');\n"}});
  CHECK(proposes(index, region_of("d/four", "b.js", "f(b);\ng(\"y\");\n"),
                 "f(b || \"\");\ng(\"y\");\n"));
}

TEST_CASE("what was done at a place is not done there again") {
  const auto index = index_of("a.js", {{"return user.name;\n", "return user && user.name;\n"}});
  const std::string_view healed = "return page && page.title;\n";
  CHECK_FALSE(
      proposes(index, region_of("d/four", "b.js", healed), "return page && page && page.title;\n"));
}

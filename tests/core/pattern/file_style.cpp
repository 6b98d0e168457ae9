#include "core/pattern/file_style.hpp"

#include "core/pattern/styled.hpp"
#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat::pattern;
using homeostat::test::growth;
using homeostat::test::linear_growth_max;

namespace {

FileStyle js(std::string_view text) { return style_in(text, Family::javascript); }
FileStyle py(std::string_view text) { return style_in(text, Family::python); }
FileStyle php(std::string_view text) { return style_in(text, Family::php); }

}  // namespace

TEST_CASE("a file says whether its statements end with semicolons") {
  CHECK(js("a();\nb();\n").semicolons == std::optional(true));
  CHECK(js("const a = 1\nb()\nreturn x\nfoo\n").semicolons == std::optional(false));
  CHECK(js("@Input()\nclass A {\n  b = 1\n  c = [\n  1\n]\nd\n}").semicolons ==
        std::optional(false));
  CHECK_FALSE(js("a();\nb()\nc();\nd()\n").semicolons.has_value());
  CHECK_FALSE(js("f(\n  a,\n  b\n)\nif (a)\n  b").semicolons.has_value());
  CHECK_FALSE(js("x = {\n a: b,\n c: d\n}").semicolons.has_value());
  CHECK_FALSE(py("a()\nb()\n").semicolons.has_value());
}

TEST_CASE("a file says how it writes an if over one statement") {
  CHECK(js("if (a) return;\nif (b) c();").branch == BranchForm::bare);
  CHECK(js("if (a)\n  return;\nif (b)\n  c();").branch == BranchForm::bare_below);
  CHECK(js("if (a) { return; }\nif (b) { c(); }").branch == BranchForm::braced);
  CHECK(js("if (a) {\n  return;\n}\nif (b) {\n  c();\n}").branch == BranchForm::block);
  CHECK_FALSE(js("if (a) return;\nif (b) {\n  c();\n}").branch.has_value());
  CHECK_FALSE(js("if (a) {\n b();\n c(); }\nif (b) { {} } if (c) {} if (d) ;").branch.has_value());
  CHECK_FALSE(js("if (a) { b(); } else c(); if (").branch.has_value());
  CHECK_FALSE(php("<?php if ($a): b(); endif; if ($b): c(); endif;").branch.has_value());
}

TEST_CASE("a file says how it tests for missing values") {
  CHECK(js("if (!a) {} if (!b.c && d) {}").null_test == NullTest::falsy);
  CHECK(js("if (a == null) {} x = b != null").null_test == NullTest::loose);
  CHECK(js("if (a === null) {} x = b !== null").null_test == NullTest::strict_null);
  CHECK(js("a === undefined; b !== undefined").null_test == NullTest::strict_undefined);
  CHECK(py("if a is None:\n  b\nif c is not None:\n  d\n").null_test == NullTest::strict_null);
  CHECK(py("if not a:\n  b\nif not c:\n  d\n").null_test == NullTest::falsy);
  CHECK(php("<?php if (is_null($a) || is_null($b)) {}").null_test == NullTest::is_null);
  CHECK(php("<?php if (empty($a) || !empty($b)) {}").null_test == NullTest::empty);
  CHECK_FALSE(js("if (a == null) {} if (!b) {}").null_test.has_value());
  CHECK_FALSE(js("if (!a()) {} if (!b()) {}").null_test.has_value());
}

TEST_CASE("a file says which idioms it knows") {
  CHECK(js("a ?? b").coalesces == std::optional(true));
  CHECK(php("<?php $x = isset($a['k']) ? $a['k'] : 0;").coalesces == std::optional(false));
  CHECK(php("<?php if (isset($a)) {}").coalesces == std::nullopt);
  CHECK(js("a?.b").chains == std::optional(true));
  CHECK(js("x = a.b && a.b.c").chains == std::optional(false));
  CHECK(js("x = a && b.c; y = a && a; z = f() && c.d").chains == std::nullopt);
  CHECK(php("<?php return NULL;").upper_null == std::optional(true));
  CHECK(php("<?php return false;").upper_null == std::optional(false));
  CHECK(js("return null").upper_null == std::nullopt);
}

TEST_CASE("a file says whether it leaves early") {
  CHECK(js("if (!a) return;\nif (b) { throw c; }").exits_early == std::optional(true));
  CHECK(js("if (a) { b(); c(); }\nif (d) {\n  e();\n}").exits_early == std::optional(false));
  CHECK(py("if not a:\n  return\nif b:\n  continue\n").exits_early == std::optional(true));
  CHECK(py("x = 1 if a else 2\ny = [b for b in c if b]\n").exits_early == std::nullopt);
}

TEST_CASE("reading the style is linear") {
  for (const std::string_view part :
       {"if (a) ", "a && ", "a.b.", "! ( ", "if (!a", "{ if (a) { "}) {
    INFO(part);
    CHECK(growth(part, 8'000, [](std::string_view text) {
            CHECK_FALSE(js(text).upper_null.has_value());
          }) < linear_growth_max);
  }
}

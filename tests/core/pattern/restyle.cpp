#include "core/pattern/styled.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

constexpr InsertionPlace statement{true, true};

std::string styled(std::string_view file, std::string_view text, Family family = Family::javascript,
                   InsertionPlace place = statement) {
  return text_of(restyled(tokens_of(text, family), style_in(file, family), family, place));
}

constexpr std::string_view no_semicolons = "a()\nb()\nc\nd\n";
constexpr std::string_view semicolons = "a();\nb();\n";

}  // namespace

TEST_CASE("semicolons are dropped in a file without them") {
  CHECK(styled(no_semicolons, "if (!a) {\n  return;\n}") == "if (!a) {\n  return\n}");
  CHECK(styled(no_semicolons, "return a;") == "return a");
  CHECK(styled(no_semicolons, "for (i = 0; i < n; i++) { b(); }") ==
        "for (i = 0; i < n; i++) { b() }");
  CHECK(styled(no_semicolons, "a();\n(b)();\nc();") == "a();\n(b)()\nc()");
  CHECK(styled(no_semicolons, "a(); b()") == "a(); b()");
  CHECK(styled(no_semicolons, "a;", Family::javascript, {true, false}) == "a;");
}

TEST_CASE("semicolons are added in a file that has them") {
  CHECK(styled(semicolons, "if (!a) {\n  return\n}") == "if (!a) {\n  return;\n}");
  CHECK(styled(semicolons, "const a = b[0]\nc(d)\ne = 'f'\nreturn a") ==
        "const a = b[0];\nc(d);\ne = 'f';\nreturn a;");
  CHECK(styled(semicolons, "if (a)\n  b()\nelse {\n  c = {\n    d: e\n  }\n}") ==
        "if (a)\n  b()\nelse {\n  c = {\n    d: e\n  }\n}");
  CHECK(styled(semicolons, "f(\n  a\n)\n.b()") == "f(\n  a\n)\n.b()");
  CHECK(styled(semicolons, "a.b", Family::javascript, {false, true}) == "a.b");
  CHECK(styled(semicolons, "return KEPTa") == "return a");
  CHECK(styled(semicolons, "return (a)") == "return (a);");
  CHECK(styled("", "return (a)") == "return (a)");
}

TEST_CASE("quotes are those of the file") {
  CHECK(styled("f(\"a\", \"b\")", "g('c')") == "g(\"c\")");
  CHECK(styled("f('a')", "g(\"c\", \"it's\", \"\\n\", `d`)") == "g('c', \"it's\", \"\\n\", `d`)");
  CHECK(styled("f('a')", "g(\"$c\")", Family::php) == "g(\"$c\")");
  CHECK(styled("f('a')", "g(\"c\")", Family::java) == "g(\"c\")");
}

TEST_CASE("an if over one statement is written as the file writes it") {
  constexpr std::string_view bare = "if (a) return;\nif (b) return;\n";
  constexpr std::string_view below = "if (a)\n  return;\nif (b)\n  return;\n";
  constexpr std::string_view braced = "if (a) { return; }\nif (b) { return; }\n";
  constexpr std::string_view block = "if (a) {\n  return;\n}\nif (b) {\n  return;\n}\n";
  const std::string_view forms[] = {"if (!x) return;", "if (!x)\n  return;", "if (!x) { return; }",
                                    "if (!x) {\n  return;\n}"};
  const std::string_view files[] = {bare, below, braced, block};
  for (std::size_t to = 0; to < 4; ++to) {
    for (const std::string_view from : forms) {
      INFO(from << " in " << files[to]);
      CHECK(styled(files[to], from) == forms[to]);
    }
  }
  CHECK(styled(bare, "a();\nif (x) {\n  f({a: 1});\n}") == "a();\nif (x) {\n  f({a: 1});\n}");
  CHECK(styled(bare, "if (x) {\n  a();\n  b();\n}") == "if (x) {\n  a();\n  b();\n}");
  CHECK(styled(bare, "if (x) { a(); } else b();") == "if (x) { a(); } else b();");
  CHECK(styled(block, "while (x) {\n  if (y) return;\n}") ==
        "while (x) {\n  if (y) {\n    return;\n  }\n}");
  CHECK(styled(bare, "if (x") == "if (x");
  CHECK(styled(bare, "if (x) {}") == "if (x) {}");
  CHECK(styled(block, "if (x) y") == "if (x) {\n  y;\n}");
  CHECK(styled("if (a) return;\nif (b) return;", "if ($x) { y() }", Family::php) ==
        "if ($x) { y() }");
}

TEST_CASE("PHP's constants are written in the file's case") {
  CHECK(styled("<?php return NULL;", "return null;", Family::php) == "return NULL;");
  CHECK(styled("<?php return false;", "return TRUE;", Family::php) == "return true;");
  CHECK(styled("<?php f();", "return NULL;", Family::php) == "return NULL;");
}

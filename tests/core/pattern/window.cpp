#include "core/pattern/window.hpp"

#include <string>

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

// The window's tokens with `^` where an assertion stands in front and `$` behind.
std::string window(std::string_view before, std::string_view after, std::string_view property = "x",
                   Family family = Family::javascript) {
  const TokenStream a = read_tokens(before, family);
  const TokenStream b = read_tokens(after, family);
  const auto edit = find_edit(a, b);
  REQUIRE(edit.has_value());
  const auto found = find_window({a, b, *edit}, property);
  if (!found) return "none";
  return (found->statement ? "#" : "") + std::string(found->starts ? "^" : "") +
         joined(a, found->begin, found->end) + (found->ends ? "$" : "");
}

}  // namespace

TEST_CASE("a member's edit needs its chain and the member") {
  CHECK(window("q(a.b.x.y);", "q(a.b?.x.y);") == "a.b.x");
  CHECK(window("q(a.b);", "q(a?.b);") == "a.b");
  CHECK(window("a.b();", "a.b?.();") == "a.b(");
  CHECK(window("q(f(a).x.y);", "q((f(a) || {}).x.y);") == "f(a).x");
  CHECK(window("q(f(a).z);", "q((f(a) || {}).z);") == "f(a)");
}

TEST_CASE("a new operator needs all of its expression") {
  CHECK(window("r = 1 + a.x;", "r = 1 + a.x || 0;") == "^1+a.x$");
  CHECK(window("if (a.x) {}", "if (a && a.x) {}") == "^a.x$");
  CHECK(window("q(b, (c + d) * a.x)", "q(b, (c + d) * a.x || 0)") == "^(c+d)*a.x$");
  CHECK(window("i <= a.x", "i < a.x") == "i<=a.x");
  std::string many = "r = b";
  for (int i = 0; i < 40; ++i)
    many += " + b";
  CHECK(window(many + ";", many + " || 0;") == "none");
  CHECK(window("r = a.x + " + many.substr(4) + ";", "r = a && a.x + " + many.substr(4) + ";") ==
        "none");
  CHECK(window("foreach ($a as $b) {}", "foreach ($a ?? [] as $b) {}", "", Family::php) == "^$aas");
}

TEST_CASE("a new statement needs what it speaks of, behind it or in front") {
  CHECK(window("{\nreturn a.x;\n}", "{\nif (!a) return 0;\nreturn a.x;\n}") == "#returna.x");
  CHECK(window("{\nq(a);\n}", "{\nif (!a) return;\nq(a);\n}") == "#q(a)");
  CHECK(window("{\nconst a = b();\nq();\n}", "{\nconst a = b();\nif (!a) return;\nq();\n}") ==
        "#consta=b();");
  CHECK(window("{\nq();\n}", "{\nif (!z) return;\nq();\n}") == "none");
}

TEST_CASE("a statement in the place of another speaks for itself") {
  CHECK(window("{\na.x();\n}", "{\nif (a) {\na.x();\n}\n}") == "#a.x();");
}

#include "core/pattern/edit.hpp"

#include <string>

#include "core/pattern/generalise.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

// "removed => inserted" without white space.
std::string change(std::string_view before, std::string_view after,
                   Family family = Family::javascript) {
  const TokenStream a = read_tokens(before, family);
  const TokenStream b = read_tokens(after, family);
  const auto edit = find_edit(a, b);
  if (!edit) return "none";
  return joined(a, edit->begin, edit->begin + edit->removed) + "=>" +
         joined(b, edit->begin, edit->begin + edit->inserted);
}

}  // namespace

TEST_CASE("an edit is what differs, in tokens") {
  CHECK(change("a.b;", "a?.b;") == ".=>?.");
  CHECK(change("f(a)", "f(b)") == "a=>b");
  CHECK(change("a /* x */ ;", "a  ; // y") == "none");
  CHECK(change("a; b;", "a;") == "b;=>");
}

TEST_CASE("an insertion is slid to where it is whole") {
  CHECK(change("if (a) { x(); }\nif (b) { y(); }",
               "if (a) { x(); }\nif (c) { z(); }\nif (b) { y(); }") == "=>if(c){z();}");
  CHECK(change("x = a && c;", "x = a && a && c;") == "=>a&&");
  CHECK(change("{ return f(a); }", "{ return f(a);\n return f(b); }") == "=>returnf(b);");
}

TEST_CASE("a deletion is slid likewise") {
  CHECK(change("if (a) { x(); }\nif (a) { y(); }\nif (a) { z(); }",
               "if (a) { x(); }\nif (a) { z(); }") == "if(a){y();}=>");
}

TEST_CASE("a region holds its brackets whole") {
  CHECK(change("x = d.get('a').b;", "x = (d.get('a') || '').b;") == "d.get('a')=>(d.get('a')||'')");
  CHECK(change("f(a)", "g(h(a))") == "f(a)=>g(h(a))");
}

TEST_CASE("a move into a block is seen in Python") {
  CHECK(change("f()\ng()\n", "if x:\n    f()\ng()\n", Family::python) == "f()=>ifx:f()");
  CHECK(change("if x:\n    f()\n    g()\n", "if x:\n    f()\ng()\n", Family::python) != "none");
}

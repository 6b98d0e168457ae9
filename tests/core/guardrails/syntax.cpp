#include <homeostat/guardrails.hpp>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat;
using homeostat::test::patch_of;
using homeostat::test::whole_tree;

namespace {

/// What is wrong with a new file of these lines, or "".
std::string fault_in(const std::string& path, const std::vector<std::string>& lines) {
  FilePatch file;
  file.kind = FileChangeKind::added;
  file.new_path = path;
  std::vector<std::string> added;
  for (const std::string& line : lines)
    added.push_back("+" + line);
  file.hunks.push_back(test::hunk_of(added));
  const Verdict verdict = check_patch(whole_tree(), patch_of({file}));
  if (verdict.pass()) return "";
  return verdict.refusals[0].detail + ":" + std::to_string(verdict.refusals[0].line);
}

}  // namespace

TEST_CASE("brackets and strings must match in every language that is read") {
  const std::string bracket = "the patched file has a bracket that matches no other:";
  const std::string quote = "the patched file has a string that does not end:";
  CHECK(fault_in("src/a.js", {"f(", "g();"}) == bracket + "1");
  CHECK(fault_in("src/a.ts", {"f();", "}"}) == bracket + "2");
  CHECK(fault_in("src/a.py", {"x = (1,", "y = 2"}) == bracket + "1");
  CHECK(fault_in("src/a.php", {"<?php f(1;"}) == bracket + "1");
  CHECK(fault_in("src/a.go", {"func f() {"}) == bracket + "1");
  CHECK(fault_in("src/A.java", {"class A { void f() { }"}) == bracket + "1");
  CHECK(fault_in("src/a.js", {"x = 'abc", "y();"}) == quote + "1");
  CHECK(fault_in("src/a.py", {"x = \"abc", "y()"}) == quote + "1");
  CHECK(fault_in("src/A.java", {"class A {", "String s = \"a;", "}"}) == quote + "2");
  CHECK(fault_in("src/a.js", {"f(`a ${b(')')} c`, /[(]/, '(');  // ("}) == "");
  CHECK(fault_in("src/a.py", {"x = '''(", "'''  # ("}) == "");
  CHECK(fault_in("src/a.rs", {"fn f<'a>(x: &'a str) {}"}) == "");
  CHECK(fault_in("src/a.jsx", {"const a = <p>it's (fine</p>;"}) == "");
  CHECK(fault_in("src/a.rb", {"puts \"(\""}) == "");
  CHECK(fault_in("src/a.unknown", {"((("}) == "");
}

TEST_CASE("the indentation of Python must fit its blocks") {
  const std::string missing = "the patched file has a block that is missing:";
  const std::string opens = "the patched file has an indentation that opens no block:";
  const std::string fits = "the patched file has an indentation that fits no block:";
  CHECK(fault_in("a.py", {"def f():", "return 1"}) == missing + "2");
  CHECK(fault_in("a.py", {"x = 1", "  y = 2"}) == opens + "2");
  CHECK(fault_in("a.py", {"if x:", "    y()", "  z()"}) == fits + "3");
  CHECK(fault_in("a.py", {"if x:", "    y()", "else:", "\tz()", "", "# c", "t = {1:", "2}"}) == "");
  CHECK(fault_in("a.py", {"class A:", "  def f(self,", "g):", "    pass", "x = lambda: 1"}) == "");
  CHECK(fault_in("a.py", {"if x: y()", "z()", "d = x[1:", "2]", "s = {", "  'a': 1}"}) == "");
}

TEST_CASE("JSON must parse") {
  CHECK(fault_in("src/a.json", {"{\"a\": [1, 2}"}) ==
        "the patched file has JSON that does not parse:0");
  CHECK(fault_in("src/a.json", {"{\"a\": [1, 2]}"}) == "");
}

TEST_CASE("reading a file takes time in proportion to its size") {
  for (const char* part : {"(", "if x:\n  ", "'", "[{", "\"\"\" "}) {
    INFO(part);
    CHECK(test::growth(part, 20'000, [](const std::string& text) {
            (void)fault_in("a.py", {text});
          }) < test::linear_growth_max);
  }
}

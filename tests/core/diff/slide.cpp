#include "core/diff/helpers.hpp"

using namespace homeostat;

namespace {

/// A diff without context: "-3:b" for each removed and "+4:c" for each added line.
std::string script(const std::string& before, const std::string& after) {
  std::string text;
  for (const auto& hunk : make_hunks(before, after, {.context_lines = 0})) {
    auto old_line = hunk.old_start;
    auto new_line = hunk.new_start;
    for (const auto& line : hunk.lines) {
      const bool added = line.kind == LineKind::added;
      text += (added ? '+' : '-') + std::to_string(added ? new_line++ : old_line++) + ":" +
              line.text + "\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a new function is not cut in the middle") {
  const std::string f = "void f() {\n  a();\n}\n";
  const std::string g = "void g() {\n  b();\n}\n";
  const std::string h = "void h() {\n  c();\n}\n";
  CHECK(script(f + "\n" + h, f + "\n" + g + "\n" + h) == "+5:void g() {\n+6:  b();\n+7:}\n+8:\n");
  CHECK(script(f + h, f + g + h) == "+4:void g() {\n+5:  b();\n+6:}\n");
}

TEST_CASE("a new block ends at its own end") {
  CHECK(script("for (;;) {\n  if (a) {\n    b();\n  }\n}\n",
               "for (;;) {\n  if (a) {\n    b();\n  }\n  if (c) {\n    d();\n  }\n}\n") ==
        "+5:  if (c) {\n+6:    d();\n+7:  }\n");
}

TEST_CASE("of equal places the lowest is taken, at the end of a file too") {
  CHECK(script("x\nx\n", "x\nx\nx\n") == "+3:x\n");
  CHECK(script("a\nb\n", "a\na\nb\n") == "+2:a\n");
}

TEST_CASE("a change moves to where the other side changes too") {
  // The removed "a" could be the first or the second one; beside the new "n" it is one change.
  CHECK(script("x\na\na\ny\n", "x\na\nn\ny\n") == "-3:a\n+3:n\n");
  CHECK(script("x\nb\na\na\ny\n", "x\nn\na\ny\n") == "-2:b\n-3:a\n+2:n\n");
}

TEST_CASE("groups that meet become one") {
  const std::string before = "a\nx\nb\n";
  CHECK(script(before, "a\nx\nx\nx\nb\n") == "+3:x\n+4:x\n");
  CHECK(script("h\n\n1\n\n2\n\nt\n", "h\n\nt\n") == "-3:1\n-4:\n-5:2\n-6:\n");
}

TEST_CASE("tabs and spaces count as indentation, blank lines do not") {
  CHECK(script("def f():\n\ta = 1\n\n\ndef h():\n\tc = 1\n",
               "def f():\n\ta = 1\n\n\ndef g():\n\tb = 1\n\n\ndef h():\n\tc = 1\n") ==
        "+5:def g():\n+6:\tb = 1\n+7:\n+8:\n");
}

TEST_CASE("deep indentation and many blank lines stay within their limits") {
  const std::string deep(500, ' ');
  const std::string blank(50, '\n');
  const std::string before = deep + "a\n" + blank + "b\n" + blank;
  const std::string after = deep + "a\n" + blank + deep + "a\n" + blank + "b\n" + blank;
  const std::vector<FileContent> files{helpers::file("x", before)};
  const auto applied = apply_patch(make_patch(files, {helpers::file("x", after)}), files);
  REQUIRE(applied.has_value());
  CHECK(applied->writes.at(0).content == after);
}

#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::numbers;

namespace {

/// The hunks of a change of one file, printed.
std::string printed(const std::string& before, const std::string& after, int context = 3) {
  FilePatch file;
  file.old_path = file.new_path = "x";
  file.hunks = make_hunks(before, after, {.context_lines = context});
  const auto text = print_patch({{file}});
  const auto start = text.find("@@");
  return start == text.npos ? "" : text.substr(start);
}

std::string without(std::string text, const std::string& line) {
  return text.replace(text.find("\n" + line + "\n"), line.size() + 1, "");
}

}  // namespace

TEST_CASE("equal texts have no hunks") {
  CHECK(make_hunks("a\nb\n", "a\nb\n").empty());
  CHECK(make_hunks("a", "a").empty());
}

TEST_CASE("a hunk has three lines of context, and fewer at the ends of a file") {
  CHECK(printed(numbers(9), without(numbers(9), "5")) ==
        "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n");
  CHECK(printed(numbers(3), "0\n" + numbers(3)) == "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n");
  CHECK(printed(numbers(3), numbers(4)) == "@@ -1,3 +1,4 @@\n 1\n 2\n 3\n+4\n");
}

TEST_CASE("changes with up to twice the context between them share a hunk") {
  const auto near = without(without(numbers(20), "5"), "12");
  CHECK(make_hunks(numbers(20), near).size() == 1);
  const auto far = without(without(numbers(20), "5"), "13");
  const auto hunks = make_hunks(numbers(20), far);
  REQUIRE(hunks.size() == 2);
  CHECK(hunks[1].old_start == 10);
  CHECK(hunks[1].new_start == 9);
  CHECK(make_hunks(numbers(20), far, {.context_lines = 4}).size() == 1);
}

TEST_CASE("without context a hunk names the line in front of where it stands") {
  CHECK(printed(numbers(3), without(numbers(3), "2"), 0) == "@@ -2 +1,0 @@\n-2\n");
  CHECK(printed(without(numbers(3), "2"), numbers(3), 0) == "@@ -1,0 +2 @@\n+2\n");
  CHECK(printed(numbers(3), "0\n" + numbers(3), 0) == "@@ -0,0 +1 @@\n+0\n");
  CHECK(printed(numbers(3), without(numbers(3), "2"), -5) == "@@ -2 +1,0 @@\n-2\n");
}

TEST_CASE("new and emptied texts begin at line 0") {
  CHECK(printed("", "a\n") == "@@ -0,0 +1 @@\n+a\n");
  CHECK(printed("a\nb", "") == "@@ -1,2 +0,0 @@\n-a\n-b\n\\ No newline at end of file\n");
}

TEST_CASE("the newline at the end of a text is kept exactly") {
  CHECK(printed("a\nb", "a\nb\n") == "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
  CHECK(printed("a\nb", "c\nb") == "@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n");
  CHECK(printed("a", "b") ==
        "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
}

TEST_CASE("a hunk says in which section it stands") {
  const std::string body = "  1\n  2\n  3\n  4\n";
  const std::string text = "int f() {  \n" + body + "\n_g:\n" + body + "$h\n" + body;
  const auto section = [&](const std::string& line) {
    auto after = text;
    const auto last = after.rfind(line);
    after.replace(last, line.size(), "  x\n");
    return make_hunks(text, after).at(0).section;
  };
  CHECK(section("  4\n") == "$h");
  CHECK(make_hunks(text, "new\n" + text).at(0).section.empty());
  auto first = text;
  first.replace(first.find("  4"), 3, "  x");
  CHECK(make_hunks(text, first).at(0).section == "int f() {");
}

TEST_CASE("a section from an earlier hunk counts until the next one") {
  const std::string before = "class A {\n" + numbers(30) + "}\n";
  const auto after = without(without(before, "10"), "25");
  const auto hunks = make_hunks(before, after);
  REQUIRE(hunks.size() == 2);
  CHECK(hunks[0].section == "class A {");
  CHECK(hunks[1].section == "class A {");
}

TEST_CASE("a long section is cut, never inside a character") {
  const auto section = [](const std::string& line) {
    return make_hunks(line + "\n" + numbers(9), line + "\n" + without(numbers(9), "8"))
        .at(0)
        .section;
  };
  CHECK(section(std::string(100, 'f')) == std::string(80, 'f'));
  CHECK(section(std::string(79, 'f') + "\xc3\xa9 more") == std::string(79, 'f'));
  CHECK(section(std::string(78, 'f') + "\xf0\x9f\x99\x82") == std::string(78, 'f'));
  CHECK(section(std::string(70, 'f') + std::string(30, '\x80')).size() >= 76);
}

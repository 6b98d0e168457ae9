#include "core/pattern/splice.hpp"

#include <random>
#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat::test;

namespace {

constexpr std::string_view read_x = "Cannot read properties of undefined (reading 'x')";

const Fix chaining{"a.js", "TypeError", read_x, "@f(a.x);\n", "f(a?.x);\n"};
const Fix wrapping{"a.js", "TypeError", read_x, "{\n@  a.x();\n}\n",
                   "{\n  if (a) {\n    a.x();\n  }\n}\n"};
const Fix python_wrap{"a.py", "AttributeError", "'NoneType' object has no attribute 'x'",
                      "def f(a):\n@    a.x(1, 2)\n    b()\n",
                      "def f(a):\n    if a:\n        a.x(1, 2)\n    b()\n"};

std::string healed(const Fix& fix, std::string_view path, std::string_view text,
                   std::string_view message) {
  const auto learned = learn(fix);
  REQUIRE(learned.has_value());
  const auto texts = heal({*learned}, {path, fix.type, message, text});
  return texts.empty() ? "(nothing)" : texts[0];
}

}  // namespace

TEST_CASE("bytes outside of the edit stay, whatever they are") {
  const unsigned seed = 99;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string_view pieces[] = {"  ",       "\t",      "\r\n",  "/* ' */", "// `\n",
                                     "\xff\xfe", "s('q')",  "\"w\"", ";",       "\n",
                                     "/x\"/g;",  "`${1}`;", "z = 1;"};
  const auto learned = learn(chaining);
  REQUIRE(learned.has_value());
  int proposals = 0;
  for (int round = 0; round < 400; ++round) {
    std::string front;
    std::string behind;
    for (auto i = random() % 6; i > 0; --i)
      front += pieces[random() % std::size(pieces)];
    for (auto i = random() % 6; i > 0; --i)
      behind += pieces[random() % std::size(pieces)];
    const std::string place = ";\n@q(row.x);\n";
    const auto texts = heal({*learned}, {"b.js", "TypeError", read_x, front + place + behind});
    for (const std::string& text : texts) {
      ++proposals;
      REQUIRE(text == front + ";\nq(row?.x);\n" + behind);
    }
  }
  CHECK(proposals > 200);
}

TEST_CASE("lines that move deeper keep their own shape") {
  CHECK(healed(wrapping, "b.js", "class A {\n\tf() {\n@\t\tthis.p.x();\n\t}\n}\n", read_x) ==
        "class A {\n\tf() {\n\t\tif (this.p) {\n\t\t\tthis.p.x();\n\t\t}\n\t}\n}\n");
  CHECK(healed(python_wrap, "b.py", "def f(a):\n  if 1:\n@    self.q.x('a', 'b')\n  c()\n",
               "'NoneType' object has no attribute 'x'") == "(nothing)");
  CHECK(healed(python_wrap, "b.py", "def f(a):\n  if 1:\n@    self.q.x(1, 2)\n  c()\n",
               "'NoneType' object has no attribute 'x'") ==
        "def f(a):\n  if 1:\n    if self.q:\n      self.q.x(1, 2)\n  c()\n");
}

TEST_CASE("an expression over several lines is moved with its lines") {
  const Fix guard{"a.js", "TypeError", read_x, "{\n@  go(a.b.x);\n}\n",
                  "{\n  if (a.b) {\n    go(a.b.x);\n  }\n}\n"};
  CHECK(healed(guard, "b.js", "{\n@  go(p\n    .q.x);\n}\n", read_x) ==
        "{\n  if (p\n    .q) {\n    go(p\n      .q.x);\n  }\n}\n");
}

TEST_CASE("what was done is not done again") {
  CHECK(healed(wrapping, "b.js", "{\n  if (p) {\n@    p.x();\n  }\n}\n", read_x) == "(nothing)");
  CHECK(healed(python_wrap, "b.py", "if p:\n@    p.x(1, 2)\nb()\n",
               "'NoneType' object has no attribute 'x'") == "(nothing)");
}

TEST_CASE("a call is not made twice where it was made once") {
  CHECK(healed(wrapping, "b.js", "{\n@  load().x();\n}\n", read_x) == "(nothing)");
  CHECK(healed(chaining, "b.js", "@f(load().x);\n", read_x) == "f(load()?.x);\n");
}

TEST_CASE("an edit that would read differently is not made") {
  // `?.` in front of a digit is a question mark and a number.
  CHECK(healed(chaining, "b.js", "@f(a.x', b);\n", read_x) == "f(a?.x', b);\n");
  const Fix words{"a.py", "AttributeError", "'NoneType' object has no attribute 'x'", "@y = a.x\n",
                  "y = a and a.x\n"};
  CHECK(healed(words, "b.py", "@y =b.x\n", "'NoneType' object has no attribute 'x'") ==
        "y =b and b.x\n");
}

TEST_CASE("empty texts take the file's quotes in a relative, and keep theirs at home") {
  const Fix text{"a.js", "TypeError", read_x, "@f(a.x, \"b\", \"c\");\n",
                 "f((a || '').x, \"b\", \"c\");\n"};
  CHECK(healed(text, "b.js", "@f(q.x, \"b\");\n", read_x) == "f((q || \"\").x, \"b\");\n");
  const auto learned = learn(text);
  REQUIRE(learned.has_value());
  const auto home = homeostat::match_patterns(
      {*learned}, diagnosis_of("a.js", 1, "TypeError", read_x, "v1:learned"),
      {{"a.js", homeostat::FileMode::regular, "f(a.x, \"b\", \"c\");\n"}});
  REQUIRE_FALSE(home.empty());
  CHECK(home[0].write.content == text.after);
}

TEST_CASE("brackets are never left worse, broken ones stay as broken") {
  CHECK(healed(chaining, "b.js", "@f(a.x;\n", read_x) == "f(a?.x;\n");
  const auto broken = learn({"a.js", "TypeError", read_x, "@f(a.x);\n", "f((a.x);\n"});
  REQUIRE(broken.has_value());
  CHECK(homeostat::match_patterns({*broken},
                                  diagnosis_of("a.js", 1, "TypeError", read_x, "v1:learned"),
                                  {{"a.js", homeostat::FileMode::regular, "f(a.x);\n"}})
            .empty());
}

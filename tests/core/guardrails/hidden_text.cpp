#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using homeostat::test::changed;
using homeostat::test::class_of;
using homeostat::test::danger_in;

TEST_CASE("characters that hide or turn text are refused where a patch adds them") {
  for (const char* line :
       {"a = 1; \xe2\x80\xae", "/*\xe2\x81\xa6 } \xe2\x81\xa9*/", "x\xe2\x80\x8by", "x\xe2\x81\xa0",
        "\xe3\x85\xa4 = 1", "s = 'a\xf3\xa0\x81\x81'", "s = 'a\xef\xb8\x80\xef\xb8\x81'",
        "a\xc2\xad", "a\xe2\x80\x8d.b", "x\xef\xbb\xbf",
        "a\xe2\x80\xa8"
        "b",
        "a\x1b[31m", "a\rb", "\x7f"}) {
    INFO(line);
    CHECK(class_of(line) == "hidden_text");
    CHECK(class_of(line, "src/a.md") == "hidden_text");
    CHECK(danger_in({std::string("-") + line, "+x"}) == "");
    CHECK(danger_in({std::string(" ") + line, "+x"}) == "");
  }
}

TEST_CASE("words of two scripts are refused in code, not in prose") {
  const char* line = "const p\xd0\xb0ss = 1;";  // Cyrillic a
  CHECK(danger_in({std::string("+") + line}) ==
        "an added line has a word of letters that look alike in two scripts");
  CHECK(class_of(line, "src/a.md") == "");
  CHECK(class_of("const \xd0\xb0\xd0\xb2\xd1\x82\xd0\xbe\xd1\x80 = 1;") == "");
  CHECK(class_of("s = 'caf\xc3\xa9, na\xc3\xafve, \xe6\x97\xa5\xe6\x9c\xac js'") == "");
  CHECK(class_of("s = 'kap\xc4\xb1'") == "");
}

TEST_CASE("other scripts and pictures need some of these characters") {
  for (const char* line : {"s = '\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88'",
                           "s = '\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb'",
                           "s = '\xe2\x9d\xa4\xef\xb8\x8f'", "a\tb\f", "a\r", "bad \xff utf-8"}) {
    INFO(line);
    CHECK(class_of(line) == "");
  }
}

TEST_CASE("a mark of the byte order may begin a file, and nothing else") {
  CHECK(danger_in({"+\xef\xbb\xbfx"}) == "");
  CHECK(danger_in({" a", "+\xef\xbb\xbfx"}) == "an added line has an invisible character");
}

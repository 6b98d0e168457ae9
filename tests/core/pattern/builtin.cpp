#include <algorithm>
#include <set>
#include <string>

#include <homeostat/pattern.hpp>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

const std::vector<Pattern>& builtins() {
  static const std::vector<Pattern> patterns = builtin_patterns();
  return patterns;
}

bool heals(const Relative& relative, std::string_view wanted) {
  const auto texts = heal(builtins(), relative);
  for (const std::string& text : texts)
    UNSCOPED_INFO(text);
  return std::find(texts.begin(), texts.end(), wanted) != texts.end();
}

}  // namespace

TEST_CASE("built-in patterns are known by their ids, and each is another one") {
  std::set<std::string> ids;
  for (const Pattern& pattern : builtins()) {
    CHECK(is_builtin(pattern.id));
    CHECK(pattern.evidence == PatternEvidence{});
    CHECK(ids.insert(pattern.id.str()).second);
  }
  CHECK_FALSE(is_builtin(PatternId("p1:00")));
  CHECK(ids.size() >= 60);
}

TEST_CASE("a fresh library heals well-understood errors") {
  CHECK(heals({"src/a.js", "TypeError", "Cannot read properties of null (reading 'title')",
               "const f = (page) => {\n@  show(page.head.title);\n};\n"},
              "const f = (page) => {\n  show(page.head?.title);\n};\n"));
  CHECK(heals({"src/a.ts", "TypeError", "rows is not iterable",
               "@for (const row of rows) {\n  show(row);\n}\n"},
              "for (const row of rows || []) {\n  show(row);\n}\n"));
  CHECK(heals({"a.py", "KeyError", "'theme'", "@color = settings['theme']\n"},
              "color = settings.get('theme')\n"));
  CHECK(heals({"a.py", "ZeroDivisionError", "division by zero",
               "def share(part, whole):\n@    return part / whole\n"},
              "def share(part, whole):\n    return part / whole if whole else 0\n"));
  CHECK(
      heals({"a.php", "Warning", "Undefined array key \"page\"", "<?php\n@show($_GET['page']);\n"},
            "<?php\nshow($_GET['page'] ?? '');\n"));
  CHECK(heals({"a.go", "panic", "runtime error: index out of range [3] with length 3",
               "for k := 0; k <= len(rows); k++ {\n@\tshow(rows[k])\n}\n"},
              "for k := 0; k < len(rows); k++ {\n\tshow(rows[k])\n}\n"));
  CHECK(heals({"A.java", "java.lang.NullPointerException",
               "Cannot invoke \"User.name()\" because \"user\" is null",
               "class A {\n  String f(User user) {\n@    return user.name();\n  }\n}\n"},
              "class A {\n  String f(User user) {\n    if (user == null) {\n      return null;\n"
              "    }\n    return user.name();\n  }\n}\n"));
}

TEST_CASE("what no built-in repair speaks of is left alone") {
  const Relative other{"src/a.js", "Error", "the server is away", "@f(a.b);\n"};
  CHECK(heal(builtins(), other).empty());
}

// Fixes learned once, and their copies elsewhere: no excuse holds.
#include <cstdlib>
#include <string>
#include <vector>

#include "core/pattern/copies.hpp"
#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

constexpr std::string_view type_error = "TypeError";
constexpr std::string_view read_name = "Cannot read properties of undefined (reading 'name')";
constexpr std::string_view none_name = "'NoneType' object has no attribute 'name'";

const Fix fixes[] = {
    {"a.js", type_error, read_name, "function f(user) {\n@  return user.name;\n}\n",
     "function f(user) {\n  return user?.name;\n}\n"},
    {"a.js", type_error, read_name, "function f(user) {\n@  return user.name;\n}\n",
     "function f(user) {\n  if (!user) {\n    return null;\n  }\n  return user.name;\n}\n"},
    {"a.ts", type_error, read_name, "const f = (a: A) => {\n@  go(a.user.name, 1);\n};\n",
     "const f = (a: A) => {\n  go(a.user && a.user.name, 1);\n};\n"},
    {"a.js", type_error, read_name, "function f(user) {\n@  show(user.name);\n  end();\n}\n",
     "function f(user) {\n  if (user) {\n    show(user.name);\n  }\n  end();\n}\n"},
    {"a.js", type_error, "list.map is not a function", "f(1);\n@const a = list.map(go);\n",
     "f(1);\nconst a = (list || []).map(go);\n"},
    {"a.js", type_error, "list is not iterable", "@for (const a of list) {\n  go(a);\n}\n",
     "for (const a of list || []) {\n  go(a);\n}\n"},
    {"a.js", "RangeError", "Invalid array length",
     "@for (let i = 0; i <= a.length; i++) go(a[i]);\n",
     "for (let i = 0; i < a.length; i++) go(a[i]);\n"},
    {"a.jsx", type_error, read_name,
     "const A = ({ user }) => (\n  <p>\n@    it's {user.name}\n  </p>\n);\n",
     "const A = ({ user }) => (\n  <p>\n    it's {user?.name}\n  </p>\n);\n"},
    {"a.py", "AttributeError", none_name, "def f(user):\n@    return user.name\n",
     "def f(user):\n    if user is None:\n        return None\n    return user.name\n"},
    {"a.py", "AttributeError", none_name, "def f(user):\n@    show(user.name, 1)\n    end()\n",
     "def f(user):\n    if user:\n        show(user.name, 1)\n    end()\n"},
    {"a.py", "KeyError", "'mode'", "def f(options):\n@    return options['mode']\n",
     "def f(options):\n    return options.get('mode', '')\n"},
    {"a.py", "TypeError", "'NoneType' object is not iterable",
     "def f(rows):\n@    for row in rows:\n        show(row)\n",
     "def f(rows):\n    for row in rows or []:\n        show(row)\n"},
    {"a.py", "ZeroDivisionError", "division by zero", "def f(a, b):\n@    return a / b\n",
     "def f(a, b):\n    return a / b if b else 0\n"},
    {"a.py", "ZeroDivisionError", "division by zero",
     "def f(items):\n@    return sum(items) / len(items)\n",
     "def f(items):\n    if not items:\n        return 0\n    return sum(items) / len(items)\n"},
    {"a.py", "IndexError", "list index out of range",
     "def f(line):\n    parts = line.split(',')\n@    return parts[1]\n",
     "def f(line):\n    parts = line.split(',')\n"
     "    return parts[1] if len(parts) > 1 else ''\n"},
    {"a.php", "Warning", "Undefined array key \"page\"", "<?php\n@$page = $_GET['page'];\n",
     "<?php\n$page = $_GET['page'] ?? '';\n"},
    {"a.php", "Error", "Call to a member function name() on null",
     "<?php\nfunction f($user) {\n@    return $user->name();\n}\n",
     "<?php\nfunction f($user) {\n    return $user?->name();\n}\n"},
    {"a.php", "Warning", "foreach() argument must be of type array|object, null given",
     "<?php\n@foreach ($rows as $row) {\n    show($row);\n}\n",
     "<?php\nforeach ($rows ?? [] as $row) {\n    show($row);\n}\n"},
    {"a.php", "DivisionByZeroError", "Division by zero", "<?php\n@$share = $part / $all;\n",
     "<?php\n$share = $all ? $part / $all : 0;\n"},
    {"A.java", "NullPointerException", "Cannot invoke \"User.name()\" because \"user\" is null",
     "class A {\n  String f(User user) {\n@    return user.name();\n  }\n}\n",
     "class A {\n  String f(User user) {\n    if (user == null) {\n      return null;\n    }\n"
     "    return user.name();\n  }\n}\n"},
    {"a.go", "panic", "runtime error: invalid memory address or nil pointer dereference",
     "func f(user *User) string {\n@\treturn user.Name\n}\n",
     "func f(user *User) string {\n\tif user == nil {\n\t\treturn \"\"\n\t}\n\treturn "
     "user.Name\n}\n"},
    {"a.rs", "panic", "index out of bounds: the len is 3 but the index is 7",
     "fn f(a: &[u8]) -> u8 {\n    let mut i = 0;\n@    while i <= a.len() {\n        i += 1;\n"
     "    }\n    0\n}\n",
     "fn f(a: &[u8]) -> u8 {\n    let mut i = 0;\n    while i < a.len() {\n        i += 1;\n"
     "    }\n    0\n}\n"},
    {"A.cs", "NullReferenceException", "Object reference not set to an instance of an object.",
     "class A {\n    string F(User user) {\n@        return user.Name;\n    }\n}\n",
     "class A {\n    string F(User user) {\n        return user?.Name;\n    }\n}\n"},
    {"a.kt", "NullPointerException", "Cannot read field \"name\" because \"user\" is null",
     "fun f(user: User?): String? {\n@    return user!!.name\n}\n",
     "fun f(user: User?): String? {\n    return user?.name\n}\n"},
    {"a.cpp", "std::out_of_range",
     "vector::_M_range_check: __n (which is 3) >= this->size() "
     "(which is 3)",
     "int f(const std::vector<int>& a) {\n  int s = 0;\n"
     "@  for (size_t i = 0; i <= a.size(); ++i) s += a.at(i);\n  return s;\n}\n",
     "int f(const std::vector<int>& a) {\n  int s = 0;\n"
     "  for (size_t i = 0; i < a.size(); ++i) s += a.at(i);\n  return s;\n}\n"},
};

constexpr std::uint32_t copies_per_fix = 12;

}  // namespace

TEST_CASE("copies of a fix elsewhere are healed, and never wrongly") {
  int copies = 0;
  int healed = 0;
  for (const Fix& fix : fixes) {
    const auto learned = learn(fix);
    INFO(fix.after);
    REQUIRE(learned.has_value());
    INFO(learned->edit_json);
    const Place place = place_of(fix.before);
    const CopySource source{place.text, std::string(fix.after), place.line,
                            std::string(fix.message),
                            pattern::family_of(language_of_path(fix.path))};
    CHECK(is_at_hand(source));
    for (std::uint32_t seed = 1; seed <= copies_per_fix; ++seed) {
      const Copy copy = copy_of(source, seed);
      const Diagnosis diagnosis =
          diagnosis_of(fix.path, copy.line, fix.type, copy.message, "v1:relative");
      const std::string wanted = token_text(copy.after, source.family);
      const auto candidates = match_patterns(
          {*learned}, diagnosis, {{std::string(fix.path), FileMode::regular, copy.before}});
      ++copies;
      bool found = false;
      for (const PatternCandidate& candidate : candidates) {
        found = found || token_text(*candidate.write.content, source.family) == wanted;
      }
      if (found) ++healed;
      INFO("seed " << seed << "\n" << copy.before << "wanted\n" << copy.after);
      CHECK(found);
      // What comes first is right, or at least the right one is among the five.
      if (!candidates.empty() && !found) {
        INFO("proposed\n" << *candidates[0].write.content);
        CHECK(candidates.empty());
      }
    }
  }
  CHECK(copies >= 250);
  CHECK(healed * 100 >= copies * 99);
}

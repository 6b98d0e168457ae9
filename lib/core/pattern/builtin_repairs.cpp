#include "core/pattern/builtin_repairs.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::string_view reads = "Cannot read properties of undefined (reading 'b')";
constexpr std::string_view maps = "Cannot read properties of undefined (reading 'map')";
constexpr std::string_view trims = "Cannot read properties of undefined (reading 'trim')";
constexpr std::string_view none_b = "'NoneType' object has no attribute 'b'";
constexpr std::string_view php_types = "Warning Notice ErrorException";
constexpr std::string_view npe = "NullPointerException";
constexpr std::string_view calls_b = "Cannot invoke \"A.b()\" because \"a\" is null";
constexpr std::string_view null_reference = "Object reference not set to an instance of an object.";
constexpr std::string_view null_call = "Call to a member function b() on null";
constexpr std::string_view null_read = "Attempt to read property \"b\" on null";

constexpr BuiltinRepair repairs[]{
    // JavaScript and TypeScript
    {"chain", "a.js", "TypeError", reads, "f(a.b);\n", "f(a?.b);\n"},
    {"guard-statement", "a.js", "TypeError", reads, "{\n  a.b();\n}\n",
     "{\n  if (a) {\n    a.b();\n  }\n}\n", 2},
    {"exit-early", "a.js", "TypeError", reads, "function f(a) {\n  return a.b;\n}\n",
     "function f(a) {\n  if (!a) {\n    return null;\n  }\n  return a.b;\n}\n", 2},
    {"guard-condition", "a.js", "TypeError", reads, "if (a.b) {\n  c();\n}\n",
     "if (a && a.b) {\n  c();\n}\n"},
    {"default-list", "a.js", "TypeError", maps, "f(a.map(c));\n", "f((a || []).map(c));\n"},
    {"default-text", "a.js", "TypeError", trims, "f(a.trim());\n", "f((a || '').trim());\n"},
    {"bounds", "a.js", "TypeError", reads,
     "for (let i = 0; i <= a.length; i++) {\n  f(a[i].b);\n}\n",
     "for (let i = 0; i < a.length; i++) {\n  f(a[i].b);\n}\n", 2},
    {"guard-set", "a.js", "TypeError", "Cannot set properties of undefined (setting 'b')",
     "{\n  a.b = c;\n}\n", "{\n  if (a) {\n    a.b = c;\n  }\n}\n", 2},
    {"default-loop", "a.js", "TypeError", "b is not iterable", "for (const a of b) {\n  f(a);\n}\n",
     "for (const a of b || []) {\n  f(a);\n}\n"},
    {"await-loop", "a.js", "TypeError", "b is not iterable",
     "for (const a of b(c)) {\n  f(a);\n}\n", "for (const a of await b(c)) {\n  f(a);\n}\n"},
    {"default-spread", "a.js", "TypeError", "a is not iterable", "f([...a]);\n",
     "f([...(a || [])]);\n"},
    {"default-destructured", "a.js", "TypeError",
     "Cannot destructure property 'a' of 'b' as it is undefined.", "const { a } = b;\n",
     "const { a } = b || {};\n"},
    {"chain-call", "a.js", "TypeError", "a.b is not a function", "f(a.b());\n", "f(a.b?.());\n"},
    {"call-list", "a.js", "TypeError", "a.map is not a function", "f(a.map(c));\n",
     "f((a || []).map(c));\n"},
    // Python
    {"exit-early", "a.py", "AttributeError", none_b, "def f(a):\n    return a.b\n",
     "def f(a):\n    if a is None:\n        return None\n    return a.b\n", 2},
    {"guard-statement", "a.py", "AttributeError", none_b, "def f(a):\n    a.b()\n    c()\n",
     "def f(a):\n    if a:\n        a.b()\n    c()\n", 2},
    {"default-value", "a.py", "AttributeError", none_b, "c = a.b\n", "c = a.b if a else None\n"},
    {"guard-condition", "a.py", "AttributeError", none_b, "if a.b:\n    c()\n",
     "if a and a.b:\n    c()\n"},
    {"default-text", "a.py", "AttributeError", "'NoneType' object has no attribute 'strip'",
     "c = a.strip()\n", "c = (a or '').strip()\n"},
    {"default-map", "a.py", "AttributeError", "'NoneType' object has no attribute 'items'",
     "c = a.items()\n", "c = (a or {}).items()\n"},
    {"get", "a.py", "KeyError", "'b'", "c = a['b']\n", "c = a.get('b')\n"},
    {"default-loop", "a.py", "TypeError", "'NoneType' object is not iterable",
     "for a in b:\n    c(a)\n", "for a in b or []:\n    c(a)\n"},
    {"default-item", "a.py", "TypeError", "'NoneType' object is not subscriptable", "c = a[0]\n",
     "c = a[0] if a else None\n"},
    {"default-item", "a.py", "IndexError", "list index out of range", "c = a[0]\n",
     "c = a[0] if a else None\n"},
    {"bounds", "a.py", "IndexError", "list index out of range", "c = a[3]\n",
     "c = a[3] if len(a) > 3 else None\n"},
    {"guard-pop", "a.py", "IndexError", "pop from empty list", "def f(a):\n    a.pop()\n    c()\n",
     "def f(a):\n    if a:\n        a.pop()\n    c()\n", 2},
    {"divide", "a.py", "ZeroDivisionError", "division by zero", "c = a / b\n",
     "c = a / b if b else 0\n"},
    {"divide-mean", "a.py", "ZeroDivisionError", "division by zero",
     "def f(a):\n    return sum(a) / len(a)\n",
     "def f(a):\n    if not a:\n        return 0\n    return sum(a) / len(a)\n", 2},
    {"empty-max", "a.py", "ValueError", "max() arg is an empty sequence", "c = max(a)\n",
     "c = max(a) if a else 0\n"},
    {"empty-min", "a.py", "ValueError", "min() arg is an empty sequence", "c = min(a)\n",
     "c = min(a) if a else 0\n"},
    // PHP
    {"coalesce-text", "a.php", php_types, "Undefined array key \"b\"", "f($a['b']);\n",
     "f($a['b'] ?? '');\n"},
    {"coalesce-null", "a.php", php_types, "Undefined array key \"b\"", "f($a['b']);\n",
     "f($a['b'] ?? null);\n"},
    {"isset", "a.php", php_types, "Undefined array key \"b\"", "if ($a['b'] == 1) {\n    f();\n}\n",
     "if (isset($a['b']) && $a['b'] == 1) {\n    f();\n}\n"},
    {"coalesce-offset", "a.php", php_types, "Undefined offset: 3", "f($a[3]);\n",
     "f($a[3] ?? null);\n"},
    {"coalesce-variable", "a.php", php_types, "Undefined variable $a", "f($a);\n",
     "f($a ?? null);\n"},
    {"coalesce-nothing", "a.php", php_types, "Trying to access array offset on value of type null",
     "$c = $a['b'];\n", "$c = $a['b'] ?? null;\n"},
    {"chain-property", "a.php", php_types, null_read, "f($a->b);\n", "f($a?->b);\n"},
    {"chain-call", "a.php", "Error", null_call, "f($a->b());\n", "f($a?->b());\n"},
    {"guard-statement", "a.php", "Error", null_call, "{\n    $a->b();\n}\n",
     "{\n    if ($a) {\n        $a->b();\n    }\n}\n", 2},
    {"exit-early", "a.php", "Error", null_call, "function f($a) {\n    return $a->b();\n}\n",
     "function f($a) {\n    if (!$a) {\n        return null;\n    }\n    return $a->b();\n}\n", 2},
    {"default-loop", "a.php", php_types,
     "foreach() argument must be of type array|object, null given",
     "foreach ($a as $b) {\n    f($b);\n}\n", "foreach ($a ?? [] as $b) {\n    f($b);\n}\n"},
    {"divide", "a.php", "DivisionByZeroError", "Division by zero", "$c = $a / $b;\n",
     "$c = $b ? $a / $b : 0;\n"},
    // Java, Kotlin, C#
    {"exit-early", "A.java", npe, calls_b, "{\n  return a.b();\n}\n",
     "{\n  if (a == null) {\n    return null;\n  }\n  return a.b();\n}\n", 2},
    {"guard-statement", "A.java", npe, calls_b, "{\n  a.b();\n}\n",
     "{\n  if (a != null) {\n    a.b();\n  }\n}\n", 2},
    {"bounds", "A.java", "ArrayIndexOutOfBoundsException", "Index 3 out of bounds for length 3",
     "for (int i = 0; i <= a.length; i++) {\n  f(a[i]);\n}\n",
     "for (int i = 0; i < a.length; i++) {\n  f(a[i]);\n}\n", 2},
    {"bounds-list", "A.java", "IndexOutOfBoundsException", "Index 3 out of bounds for length 3",
     "for (int i = 0; i <= a.size(); i++) {\n  f(a.get(i));\n}\n",
     "for (int i = 0; i < a.size(); i++) {\n  f(a.get(i));\n}\n", 2},
    {"divide", "A.java", "ArithmeticException", "/ by zero", "return a / b;\n",
     "return b == 0 ? 0 : a / b;\n"},
    {"safe-call", "a.kt", npe, "Cannot invoke \"A.b()\" because \"a\" is null", "f(a!!.b())\n",
     "f(a?.b())\n"},
    {"chain", "A.cs", "NullReferenceException", null_reference, "F(a.B);\n", "F(a?.B);\n"},
    {"bounds", "A.cs", "IndexOutOfRangeException", "Index was outside the bounds of the array.",
     "for (int i = 0; i <= a.Length; i++)\n{\n  F(a[i]);\n}\n",
     "for (int i = 0; i < a.Length; i++)\n{\n  F(a[i]);\n}\n", 3},
    // Go, Rust, C++
    {"exit-early", "a.go", "panic",
     "runtime error: invalid memory address or nil pointer dereference",
     "func f(a *A) *B {\n\treturn a.B\n}\n",
     "func f(a *A) *B {\n\tif a == nil {\n\t\treturn nil\n\t}\n\treturn a.B\n}\n", 2},
    {"bounds", "a.go", "panic", "runtime error: index out of range [3] with length 3",
     "for i := 0; i <= len(a); i++ {\n\tf(a[i])\n}\n",
     "for i := 0; i < len(a); i++ {\n\tf(a[i])\n}\n", 2},
    {"unwrap-default", "a.rs", "panic", "called `Option::unwrap()` on a `None` value",
     "f(a.unwrap());\n", "f(a.unwrap_or_default());\n"},
    {"bounds", "a.rs", "panic", "index out of bounds: the len is 3 but the index is 3",
     "for i in 0..=a.len() {\n    f(a[i]);\n}\n", "for i in 0..a.len() {\n    f(a[i]);\n}\n", 2},
    {"bounds", "a.cpp", "out_of_range",
     "vector::_M_range_check: __n (which is 3) >= this->size() (which is 3)",
     "for (size_t i = 0; i <= a.size(); ++i) {\n  f(a.at(i));\n}\n",
     "for (size_t i = 0; i < a.size(); ++i) {\n  f(a.at(i));\n}\n", 2},
};

}  // namespace

std::span<const BuiltinRepair> builtin_repairs() noexcept { return repairs; }

}  // namespace homeostat::pattern

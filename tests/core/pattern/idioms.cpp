#include "core/pattern/styled.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

std::string idiom(std::string_view file, std::string_view text, Family family) {
  const auto changed = in_idioms(tokens_of(text, family), style_in(file, family), family);
  return changed ? text_of(*changed) : "(the same)";
}

std::string js(std::string_view file, std::string_view text) {
  return idiom(file, text, Family::javascript);
}

constexpr std::string_view falsy = "if (!a) {} if (!b) {}";
constexpr std::string_view loose = "if (a == null) {} if (b != null) {}";
constexpr std::string_view strict = "if (a === null) {} if (b !== null) {}";
constexpr std::string_view undefined = "if (a === undefined) {} if (b !== undefined) {}";

}  // namespace

TEST_CASE("a test for a missing value is written as the file writes it") {
  CHECK(js(falsy, "if (x.y == null) {}") == "if (!x.y) {}");
  CHECK(js(falsy, "if (x !== undefined && y) {}") == "if (x && y) {}");
  CHECK(js(loose, "if (!x.y[0]) {}") == "if (x.y[0] == null) {}");
  CHECK(js(loose, "if (a && !x) {}") == "if (a && x == null) {}");
  CHECK(js(strict, "if (x(1) != null) {}") == "if (x(1) !== null) {}");
  CHECK(js(undefined, "if (this.x === null) {}") == "if (this.x === undefined) {}");
  CHECK(js(falsy, "if (!x) {}") == "(the same)");
  CHECK(js(loose, "x = !y") == "(the same)");
  CHECK(js(loose, "if (!(a || b)) {}") == "(the same)");
  CHECK(js(loose, "if (!a.b < c) {}") == "(the same)");
  CHECK(js(falsy, "if (a + b == null) {}") == "(the same)");
  CHECK(js(falsy, "if (a == KEPTnull) {}") == "(the same)");
  CHECK(js("", "if (!x) {}") == "(the same)");
}

TEST_CASE("Python and PHP test for missing values in their own words") {
  CHECK(idiom("if a is None:\n  b\nif c is None:\n  d\n", "if not x.y: z", Family::python) ==
        "if x.y is None: z");
  CHECK(idiom("if not a:\n  b\nif not c:\n  d\n", "if x is None: z", Family::python) ==
        "if not x: z");
  CHECK(idiom("if a is None:\n  b\nif c is None:\n  d\n", "if x != None: z", Family::python) ==
        "if x is not None: z");
  CHECK(idiom("if not a:\n  b\nif not c:\n  d\n", "if x is not None: z", Family::python) ==
        "if x: z");
  CHECK(idiom("if a == None:\n  b\nif c == None:\n  d\n", "if x is None: z", Family::python) ==
        "if x == None: z");
  CHECK(idiom("is_null($a); is_null($b)", "if ($x->y === null) {}", Family::php) ==
        "if (is_null($x->y)) {}");
  CHECK(idiom("empty($a); empty($b)", "if ($x !== null) {}", Family::php) == "if (!empty($x)) {}");
  CHECK(idiom("$a === NULL; $b === NULL", "if (is_null($x)) {}", Family::php) ==
        "if ($x === NULL) {}");
  CHECK(idiom("$a === null; $b === null", "if (!empty($x[0])) {}", Family::php) ==
        "if ($x[0] !== null) {}");
  CHECK(idiom("empty($a); empty($b)", "if (is_null()) {}", Family::php) == "(the same)");
}

TEST_CASE("PHP's defaults are written as the file writes them") {
  constexpr std::string_view asks = "<?php $x = isset($a) ? $a : 0;";
  CHECK(idiom("<?php $x ?? 1;", "$b = isset($a['k']) ? $a['k'] : 0", Family::php) ==
        "$b = $a['k'] ?? 0");
  CHECK(idiom(asks, "$b = $a['k'] ?? 0", Family::php) == "$b = isset($a['k']) ? $a['k'] : 0");
  CHECK(idiom("<?php $x ?? 1;", "isset($a) ? $b : 0", Family::php) == "(the same)");
  CHECK(idiom("<?php $x ?? 1;", "isset($a) ? $a . 'x' : 0", Family::php) == "(the same)");
  CHECK(idiom("<?php $x ?? 1;", "isset($a) && b", Family::php) == "(the same)");
  CHECK(idiom(asks, "?? 0", Family::php) == "(the same)");
  CHECK(idiom(asks, "1 + $a ?? 0", Family::php) == "(the same)");
}

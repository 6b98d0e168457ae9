// Fixes learned once, and copies of their bugs elsewhere: PHP.
#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using homeostat::test::check_transfers;

TEST_CASE("a missing array key gets a default") {
  check_transfers(
      {"src/a.php", "Warning", "Undefined array key \"k\"",
       "<?php\nfunction f($d) {\n@    $x = $d['k'];\n    return $x;\n}\n",
       "<?php\nfunction f($d) {\n    $x = $d['k'] ?? null;\n    return $x;\n}\n"},
      {
          {"src/b.php", "Undefined array key \"page\"",
           "<p>it's</p>\n<?php\n@$p = $_GET[\"page\"];\n",
           "<p>it's</p>\n<?php\n$p = $_GET[\"page\"] ?? null;\n"},
          {"src/c.php", "Undefined index: page", "<?php\n@render($this->query['page'], 'x');\n",
           "<?php\nrender($this->query['page'] ?? null, 'x');\n"},
          {"src/d.php", "Undefined array key \"b\"", "<?php\n@return load($a)['x']['b'];\n",
           "<?php\nreturn load($a)['x']['b'] ?? null;\n"},
          {"src/e.php", "Undefined array key \"b\"", "<?php\n@$a['b'] = 1;\n", ""},
          {"src/f.php", "Undefined array key \"b\"", "<?php\n@if (isset($a['b'])) { go(); }\n", ""},
          {"src/g.php", "Undefined array key \"b\"", "<?php\n@unset($a['b']);\n", ""},
          {"src/h.php", "Undefined array key \"b\"", "<?php\n@$x = $a['b'] . 'y';\n", ""},
          {"src/i.php", "Undefined array key \"b\"", "<?php\n@$x = $a['b'] ?? null;\n", ""},
          {"src/j.php", "Undefined array key \"b\"", "<?php ?>\n@$x = $a['b'];\n", ""},
      });
}

TEST_CASE("a call on null is made only on objects") {
  check_transfers(
      {"src/a.php", "Error", "Call to a member function name() on null",
       "<?php\nfunction f($user) {\n@    return $user->name();\n}\n",
       "<?php\nfunction f($user) {\n    return $user?->name();\n}\n"},
      {
          {"src/b.php", "Call to a member function title() on null",
           "<?php\nclass A {\n\tfunction g() {\n@\t\t$t = $this->page->title('x')->raw;\n\t}\n}\n",
           "<?php\nclass A {\n\tfunction g() {\n\t\t$t = $this->page?->title('x')->raw;\n\t}\n}\n"},
          {"src/c.php", "Call to a member function title() on null",
           "<?php\n@$t = $this->page->name();\n", ""},
      });
}

TEST_CASE("an early return stops null and empty input") {
  check_transfers({"src/a.php", "DivisionByZeroError", "Division by zero",
                   "<?php\nfunction mean($xs) {\n@    return array_sum($xs) / count($xs);\n}\n",
                   "<?php\nfunction mean($xs) {\n    if (empty($xs)) {\n        return 0;\n    }\n"
                   "    return array_sum($xs) / count($xs);\n}\n"},
                  {
                      {"src/b.php", "Division by zero",
                       "<?php\nclass S {\n  function avg() {\n@    return array_sum($this->v) / "
                       "count($this->v);\n"
                       "  }\n}\n",
                       "<?php\nclass S {\n  function avg() {\n    if (empty($this->v)) {\n      "
                       "return 0;\n    }\n"
                       "    return array_sum($this->v) / count($this->v);\n  }\n}\n"},
                  });
  check_transfers(
      {"src/a.php", "Warning", "Attempt to read property \"name\" on null",
       "<?php\nfunction f($u) {\n@    return $u->name;\n}\n",
       "<?php\nfunction f($u) {\n    if ($u === null) {\n        return null;\n    }\n"
       "    return $u->name;\n}\n"},
      {
          {"src/b.php", "Attempt to read property \"title\" on null",
           "<?php\nfunction g($p)\n{\n\t// title\n@\treturn $p->title;\n}\n",
           "<?php\nfunction g($p)\n{\n\t// title\n\tif ($p === null) {\n\t\treturn null;\n\t}\n"
           "\treturn $p->title;\n}\n"},
          {"src/c.php", "Attempt to read property \"title\" on null",
           "<?php\nfunction g($p)\n{\n\tif ($p === null) {\n\t\treturn null;\n\t}\n"
           "@\treturn $p->title;\n}\n",
           ""},
      });
}

TEST_CASE("a loop over what may be no list is guarded") {
  check_transfers(
      {"src/a.php", "Warning", "foreach() argument must be of type array|object, null given",
       "<?php\nfunction f($rows) {\n@    foreach ($rows as $row) {\n        go($row);\n    }\n}\n",
       "<?php\nfunction f($rows) {\n    foreach ($rows ?? [] as $row) {\n        go($row);\n    "
       "}\n}\n"},
      {
          {"src/b.php", "foreach() argument must be of type array|object, null given",
           "<?php\n@foreach ($this->data['x'] as $k => $v) { go($k, $v); }\n",
           "<?php\nforeach ($this->data['x'] ?? [] as $k => $v) { go($k, $v); }\n"},
          {"src/c.php", "foreach() argument must be of type array|object, null given",
           "<?php\n@  foreach ($page->items as $item) { go($item); }\n",
           "<?php\n  foreach ($page->items ?? [] as $item) { go($item); }\n"},
      });
}

#include "core/pattern/shown.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("a part of a file that begins in a comment or docstring is read from its end") {
  CHECK(js(" * it's\n */\na = 'b'") == "a = 'b'");
  CHECK(php("it's\n   * @return x */\n$a = 'b';") == "$a = 'b' ;");
  CHECK(js("a = /b*/") == "a = /b*/");
  CHECK(js("a = '/*'\n*/ b") == "a = '/*' * / b");
  CHECK(py("  it's\n  \"\"\"\n  a = 'b'\n") == "> a = 'b' NL <");
  CHECK(py("  it's it.\"\"\".format(a)\n") == "> . format ( a ) NL <");
  CHECK(py("x = 1\ny = \"\"\"\nopen 'a\n") == "x = 1 NL y = \"\"\"\nopen 'a\n NL");
  CHECK(py("def f():\n    \"\"\"open\n") == "def f ( ) : NL > \"\"\"open\n NL <");
  CHECK(py("def f():\n    \"\"\"\n    open\n") == "def f ( ) : NL > \"\"\"\n    open\n NL <");
  CHECK(py("x = f'''\n{a} '\n") == "x = f'''\n{a} '\n NL");
  CHECK(py("return '''\nit\n") == "return '''\nit\n NL");
  CHECK(py("'''\nit's a module\n") == "'''\nit's a module\n NL");
}

TEST_CASE("Python strings have prefixes and three quotes") {
  CHECK(py("a = rb'x' + b\"y\"") == "a = rb'x' + b\"y\" NL");
  CHECK(py("'a\\\r\nb' c") == "'a\\\r\nb' c NL");
  CHECK(py("\"\"\"a\n\"b\\\"\"\"\" + '''c'''") == "\"\"\"a\n\"b\\\"\"\"\" + '''c''' NL");
  CHECK(py("u'''x''' y") == "u'''x''' y NL");
  CHECK(py("xyz'a'") == "xyz 'a' NL");
  CHECK(py("f'open\nb") == "f ' open NL b NL");
  CHECK(py("'''open") == "'''open NL");
}

TEST_CASE("an f-string is text, and code in its holes") {
  CHECK(py("f'a{b.c}d' + e") == "f'a { b . c } d' + e NL");
  CHECK(py("f\"{x[\"k\"]!r:>{w}.2f}\"") == "f\" { x [ \"k\" ] ! r : > { w } . 2f } \" NL");
  CHECK(py("f'{{no}} {d['a']}'") == "f'{{no}}  { d [ 'a' ] } ' NL");
  CHECK(py("f'{x:#x}' # c") == "f' { x : #x } ' NL");
  CHECK(py("f'{x#}'\ny") == "f' { x # } ' NL y NL");
  CHECK(py("f'''{\nx # it\n}'''\ny") == "f''' { x } ''' NL y NL");
  CHECK(py("f'{f\"{a}\"}' b") == "f' { f\" { a } \" } ' b NL");
  CHECK(py("f'{a' b\nc") == "f'{a' b NL c NL");
  CHECK(py("f'{a' f'{b' c") == "f'{a' f'{b' c NL");
  CHECK(py("f'{a \\' b\nc") == "f ' { a \\ ' b c NL");
  CHECK(py("rf'\\{a}' tf") == "rf'\\{a}' tf NL");
  CHECK(py("f'{f\"{f'{f\"{f'{a}'}\"}'}\"}'").substr(0, 9) == "f' { f\" {");
}

TEST_CASE("PHP strings may hold line ends, and heredocs hold anything") {
  CHECK(php("$a = \"x\ny\" . 'z';") == "$a = \"x\ny\" . 'z' ;");
  CHECK(php("$a = <<<EOT\n it's\n  EOT;\n$b") == "$a = <<<EOT\n it's\n  EOT ; $b");
  CHECK(php("<<<'X'\nXY\nX\n") == "<<<'X'\nXY\nX");
  CHECK(php("<<<X\nnever") == "<<<X\nnever");
  CHECK(php("1 <<< 2") == "1 << < 2");
  CHECK(php("<html>'<?xml ?><?php if ($a) { ?>don't<?php } ?> tail") ==
        "<html>'<?xml ?><?php if ( $a ) { ?> don't<?php } ?>  tail");
  CHECK(php("$a = \"{$b[\"c\"]} d\" . `ls \"x`") == "$a = \"{$b[\"c\"]} d\" . `ls \"x`");
  CHECK(php("$a = \"{$b\" . 'c'") == "$a = \"{$b\" . 'c'");
  CHECK(php("f(<<<A\nx)\nA, <<<\"B\"\n'y\nB)") == "f ( <<<A\nx)\nA , <<<\"B\"\n'y\nB )");
  CHECK(php("<?php if (TRUE) return Null;") == "<?php if ( TRUE ) return Null ;");
  CHECK(php("$a?->b.5 ?: 1") == "$a ?-> b . 5 ?: 1");
  CHECK(php("#[Attr]\n$a") == "#[ Attr ] $a");
}

TEST_CASE("Java, Kotlin and C# have texts of their own") {
  CHECK(shown("a = \"\"\"\n it's \\\"\"\" \"q\"\n \"\"\" + 'c' + '\\'';", Family::java) ==
        "a = \"\"\"\n it's \\\"\"\" \"q\"\n \"\"\" + 'c' + '\\'' ;");
  CHECK(shown("x >>>= 1L; A::b -> c", Family::java) == "x >>>= 1L ; A :: b -> c");
  CHECK(shown("a = \"x ${f(\"}\")} y\" ?: b!!.c", Family::kotlin) ==
        "a = \"x ${f(\"}\")} y\" ?: b !! . c");
  CHECK(shown("\"\"\"a\\\"\"\"\" /* /* */ ' */ 1..<2", Family::kotlin) ==
        "\"\"\"a\\\"\"\"\" 1 ..< 2");
  CHECK(shown("@\"a\\\" + @\"b\"\"c\" + $\"{d[\"e\"]}\" + $@\"{f}\"\"\n\"", Family::csharp) ==
        "@\"a\\\" + @\"b\"\"c\" + $\"{d[\"e\"]}\" + $@\"{f}\"\"\n\"");
  CHECK(shown("\"\"\"\"a \"\"\" b\"\"\"\" ?? c?.D", Family::csharp) ==
        "\"\"\"\"a \"\"\" b\"\"\"\" ?? c ?. D");
  CHECK(shown("  #if A // it's\n$\"{{a}}\";", Family::csharp) == "#if A $\"{{a}}\" ;");
}

TEST_CASE("C and C++ have raw strings, directives and separated digits") {
  CHECK(shown("#define A(x) { \\\n  x 'b\n#include <a.h> /* { */\nint a;", Family::c) ==
        "#define A(x) { \\\n  x 'b #include <a.h> int a ;");
  CHECK(shown("u8R\"x(a)\" )x\" + L\"b\" + LR\"(c)\" + 'd' + u'\\''", Family::c) ==
        "u8R\"x(a)\" )x\" + L\"b\" + LR\"(c)\" + 'd' + u'\\''");
  CHECK(shown("1'000'000.5f + 0xFF'FF + 1.e5 - 1.f; p->*q <=> r", Family::c) ==
        "1'000'000.5f + 0xFF'FF + 1.e5 - 1.f ; p ->* q <=> r");
  CHECK(shown("R\"open(", Family::c) == "R\"open(");
  CHECK(shown("R\"a b", Family::c) == "R \" a b");
  CHECK(shown("#define A \"//\" B", Family::c) == "#define A \"//\" B");
  CHECK(shown("a # b u88", Family::c) == "a # b u88");
}

TEST_CASE("Rust's lifetimes are names, and its raw strings hold quotes") {
  CHECK(shown("fn f<'a>(x: &'a str) { 'o: loop { 'a' } }", Family::rust) ==
        "fn f < 'a > ( x : & 'a str ) { 'o : loop { 'a' } }");
  CHECK(shown("r#\"a\"b\"# + br##\"c\"#\"## + b'\\'' + '\\u{1F600}' + '\xc3\xa9'", Family::rust) ==
        "r#\"a\"b\"# + br##\"c\"#\"## + b'\\'' + '\\u{1F600}' + '\xc3\xa9'");
  CHECK(shown("a.0.1 + 1.max(2) + 1..=3 + 1_000u32 + 2.0", Family::rust) ==
        "a . 0 . 1 + 1 . max ( 2 ) + 1 ..= 3 + 1_000u32 + 2.0");
  CHECK(shown("\"a\nb\\\n c\" /* /* ' */ */ d? r\"\\\"", Family::rust) ==
        "\"a\nb\\\n c\" d ? r\"\\\"");
  CHECK(shown("r#\"open\" '\\x", Family::rust) == "r#\"open\" '\\x");
  CHECK(shown("'' '\\abcdefghijklmnop' b c\"x\" c'y rb\"z\"", Family::rust) ==
        "' ' ' \\ abcdefghijklmnop ' b c\"x\" c 'y rb \"z\"");
}

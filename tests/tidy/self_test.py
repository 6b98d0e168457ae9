"""Every check of the tidy test is fed a bad sample and must turn red, and a good one green."""

import unittest

import checks
import exports
import header_examples
import layers
import source
import symbols

LEVELS = """
level base
level domain ports
level diff secrets
level engine
allow ports domain
inside secrets
headers base result
part git core
part assembly core git
part capi core assembly
"""


def red(check, tree):
    return list(check(tree))


class Sizes(unittest.TestCase):
    def test_a_file_of_501_lines_is_red_and_500_is_not(self):
        self.assertEqual(len(red(checks.check_sizes, {"lib/a.cpp": "\n" * 501})), 1)
        self.assertEqual(red(checks.check_sizes, {"lib/a.cpp": "\n" * 500}), [])

    def test_a_line_of_101_columns_is_red(self):
        found = red(checks.check_sizes, {"lib/a.cpp": "x\n" + "y" * 101})
        self.assertIn("lib/a.cpp:2: 101 columns", found[0])

    def test_a_long_function_is_red_wherever_it_hides(self):
        body = "  a();\n" * 70
        for head, tail in [
                ("void f() {\n", "}\n"),
                ("namespace a::b {\nint C::f(int x) const noexcept {\n", "}\n}\n"),
                ("struct S {\n  S() : a_{1}, b_(2) {\n", "}\n int a_; };\n"),
                ("template <typename T>\nauto f(T t) -> std::vector<T> {\n", "}\n"),
                ('extern "C" {\nint f(void) {\n', "}\n}\n"),
                ('const char* a = R"x({)x";\nchar b = \'{\';\nvoid f() {\n', "}\n")]:
            found = red(checks.check_sizes, {"lib/a.cpp": head + body + tail})
            self.assertEqual(len(found), 1, head)
            self.assertIn("function of 7", found[0])

    def test_a_long_table_or_class_is_no_function(self):
        rows = "  {1, 2},\n" * 90
        self.assertEqual(red(checks.check_sizes, {"lib/a.cpp": "int a[] = {\n" + rows + "};\n"}), [])
        members = "  int f() const { return 1; }\n" * 90
        self.assertEqual(
            red(checks.check_sizes, {"lib/a.cpp": "class A : B {\n" + members + "};\n"}), [])


class Banned(unittest.TestCase):
    BAD = ["std::cout << 1;", "getenv(\"A\");", "rand();", "std::this_thread::sleep_for(1s);",
           "system(\"ls\");", "std::regex r;", "printf(\"a\");", "exit(1);", "std::abort();",
           "using namespace std;", "popen(\"a\", \"r\");", "strcpy(a, b);"]

    def test_each_banned_word_is_red_in_the_library_only(self):
        for line in self.BAD:
            self.assertTrue(red(checks.check_banned, {"lib/git/a.cpp": line}), line)
            self.assertEqual(red(checks.check_banned, {"tests/a.cpp": line}), [], line)

    def test_io_threads_and_clocks_are_red_in_the_core_only(self):
        for line in ["std::ifstream f;", "std::filesystem::path p;", "std::mutex m;",
                     "std::jthread t;", "std::chrono::steady_clock::now();", "std::random_device r;"]:
            self.assertTrue(red(checks.check_banned, {"lib/core/a/a.cpp": line}), line)
            self.assertEqual(red(checks.check_banned, {"lib/git/a.cpp": line}), [], line)

    def test_words_in_comments_and_strings_and_longer_names_are_not_seen(self):
        text = '// std::cout\nauto a = "getenv(";\nfilesystem(a); x.exit(); operand(1);\nclock.sleep_for(a);\n'
        self.assertEqual(red(checks.check_banned, {"lib/core/a/a.cpp": text}), [])

    def test_runtime_may_read_the_environment(self):
        self.assertEqual(red(checks.check_banned, {"lib/runtime/a.cpp": "getenv(a);"}), [])


class Words(unittest.TestCase):
    def test_unfinished_work_is_red(self):
        self.assertTrue(red(checks.check_unfinished, {"lib/a.cpp": "// TO" + "DO: later"}))
        self.assertTrue(red(checks.check_unfinished, {"README.md": "FIX" + "ME"}))
        self.assertEqual(red(checks.check_unfinished, {"lib/a.cpp": "mastodon"}), [])

    def test_an_unknown_top_level_entry_is_red(self):
        self.assertEqual(len(red(checks.check_top_level, {"misc/a": "", "lib/b": ""})), 1)


class Headers(unittest.TestCase):
    def test_a_foreign_include_in_a_public_header_is_red(self):
        bad = "// What.\n#pragma once\n#include <boost/json.hpp>\n"
        self.assertEqual(len(red(checks.check_headers, {"include/homeostat/a.hpp": bad})), 1)
        good = "#pragma once\n// What.\n#include <string>\n#include <homeostat/b.hpp>\n"
        self.assertEqual(red(checks.check_headers, {"include/homeostat/a.hpp": good}), [])

    def test_a_header_without_pragma_once_is_red(self):
        self.assertTrue(red(checks.check_headers, {"lib/a.hpp": "int a;"}))

    def test_a_c_header_needs_its_guard(self):
        self.assertTrue(red(checks.check_headers, {"capi/a.h": "#pragma once\n"}))
        self.assertEqual(red(checks.check_headers, {"capi/a.h": "#ifndef A_H\n#define A_H\n"}), [])

    def test_a_public_header_that_does_not_say_what_it_is_for_is_red(self):
        self.assertTrue(red(checks.check_headers, {"include/homeostat/a.hpp": "#pragma once\n\nint"}))


class Listed(unittest.TestCase):
    def test_a_test_that_nobody_compiles_is_red(self):
        tree = {"tests/core/a/b.cpp": "", "tests/core/a/CMakeLists.txt": "t(SOURCES\n  ab.cpp)"}
        self.assertEqual(len(red(checks.check_listed, tree)), 1)
        tree["tests/core/a/CMakeLists.txt"] = "t(SOURCES\n  b.cpp)"
        self.assertEqual(red(checks.check_listed, tree), [])

    def test_a_list_in_a_folder_above_counts(self):
        tree = {"lib/core/base/v.cpp": "", "lib/core/CMakeLists.txt": "l(core SOURCES base/v.cpp)"}
        self.assertEqual(red(checks.check_listed, tree), [])

    def test_a_public_header_that_is_not_installed_is_red(self):
        tree = {"include/homeostat/a.hpp": "", "include/homeostat/CMakeLists.txt": "(\n  ba.hpp)"}
        self.assertEqual(len(red(checks.check_listed, tree)), 1)
        tree["include/homeostat/CMakeLists.txt"] = "(\n  a.hpp)"
        self.assertEqual(red(checks.check_listed, tree), [])


class Tested(unittest.TestCase):
    def test_a_source_without_a_test_is_red(self):
        self.assertEqual(len(red(checks.check_tested, {"lib/core/diff/a.cpp": ""})), 1)
        self.assertEqual(len(red(checks.check_tested, {"capi/a.cpp": ""})), 1)
        self.assertEqual(red(checks.check_tested,
                             {"lib/core/diff/a.cpp": "", "tests/core/diff/a.cpp": ""}), [])

    def test_an_excuse_needs_a_reason_and_a_file(self):
        tree = {"lib/git/a.cpp": "", "tests/tidy/untested.txt": "lib/git/a.cpp\n"}
        self.assertEqual(len(red(checks.check_tested, tree)), 1)
        tree["tests/tidy/untested.txt"] = "lib/git/a.cpp no code of ours\n"
        self.assertEqual(red(checks.check_tested, tree), [])
        self.assertEqual(len(red(checks.check_tested, {"tests/tidy/untested.txt": "lib/b.cpp x"})), 1)


class Layers(unittest.TestCase):
    def found(self, path, line):
        return red(layers.check_layers, {"lib/levels.txt": LEVELS, **{
            "lib/core/engine/room.hpp": "", "lib/core/diff/model.hpp": "",
            "lib/core/secrets/scan.hpp": "",
            "lib/core/base/json.hpp": "", "include/homeostat/diff.hpp": "",
            "include/homeostat/engine.hpp": "", "include/homeostat/issue.hpp": "",
            "include/homeostat/secrets.hpp": "", "include/homeostat/ports/forge.hpp": "",
            "include/homeostat/git/workspace.hpp": "", "lib/sqlite/db.hpp": "",
            "include/homeostat/sqlite/store.hpp": ""}, path: line})

    def test_arrows_that_point_up_or_sideways_are_red(self):
        for path, name in [
                ("lib/core/diff/a.cpp", "<homeostat/engine.hpp>"),
                ("lib/core/diff/a.cpp", '"core/engine/room.hpp"'),
                ("lib/core/diff/a.cpp", "<homeostat/secrets.hpp>"),
                ("lib/core/diff/a.cpp", "<homeostat/git/workspace.hpp>"),
                ("include/homeostat/issue.hpp", "<homeostat/diff.hpp>"),
                ("include/homeostat/issue.hpp", "<homeostat/ports/forge.hpp>"),
                ("include/homeostat/result.hpp", "<homeostat/issue.hpp>"),
                ("lib/git/a.cpp", "<homeostat/sqlite/store.hpp>"),
                ("lib/git/a.cpp", '"core/diff/model.hpp"'),
                ("lib/assembly/a.cpp", '"sqlite/db.hpp"'),
                ("lib/core/unknown/a.cpp", "<homeostat/issue.hpp>"),
                ("capi/a.cpp", "<homeostat/git/workspace.hpp>"),
                ("tests/core/diff/a.cpp", '"core/diff/model.hpp"'),
                ("tests/core/diff/a.cpp", '"core/secrets/scan.hpp"'),
                ("examples/cli/a.cpp", '"core/diff/model.hpp"')]:
            self.assertEqual(len(self.found(path, f"#include {name}\n")), 1, (path, name))

    def test_arrows_that_point_down_are_green(self):
        for path, name in [
                ("lib/core/diff/a.cpp", '"core/base/json.hpp"'),
                ("lib/core/diff/a.cpp", '"model.hpp"'),
                ("lib/core/engine/a.cpp", '"core/diff/model.hpp"'),
                ("lib/core/engine/a.cpp", "<homeostat/ports/forge.hpp>"),
                ("include/homeostat/ports/forge.hpp", "<homeostat/issue.hpp>"),
                ("lib/git/a.cpp", "<homeostat/diff.hpp>"),
                ("lib/git/a.cpp", "<homeostat/git/workspace.hpp>"),
                ("lib/git/a.cpp", '"core/base/json.hpp"'),
                ("lib/assembly/a.cpp", "<homeostat/git/workspace.hpp>"),
                ("tests/core/diff/a.cpp", "<homeostat/diff.hpp>"),
                ("tests/core/secrets/a.cpp", '"core/secrets/scan.hpp"'),
                ("lib/core/diff/a.cpp", "<vector>")]:
            self.assertEqual(self.found(path, f"#include {name}\n"), [], (path, name))

    def test_a_levels_file_that_makes_no_sense_is_red(self):
        self.assertTrue(layers.Levels("levle base").errors)
        self.assertTrue(layers.Levels("allow a b\nallow b a\n").errors)


class Symbols(unittest.TestCase):
    def found(self, listing):
        return list(symbols.findings(symbols.undefined(listing), lambda names: names))

    def test_io_in_the_core_is_red(self):
        for name in ["open", "fopen", "socket", "fork", "getenv", "clock_gettime", "getrandom",
                     "pthread_create", "stderr", "write", "time"]:
            self.assertEqual(len(self.found(f"lib.a:a.o:                 U {name}")), 1, name)
        for name in ["std::chrono::_V2::system_clock::now()", "std::thread::join()",
                     "std::basic_ifstream<char>::open", "std::filesystem::status", "std::cout",
                     "std::random_device::_M_init", "std::ios_base::Init::Init()"]:
            self.assertTrue(symbols.CPP_BANNED.search(name), name)

    def test_plain_computation_is_green(self):
        self.assertEqual(self.found("l.a:a.o:                 U memcpy\n"
                                    "l.a:a.o:                 U _ZSt9terminatev\n"), [])

    def test_a_symbol_that_another_object_defines_is_not_asked_for(self):
        self.assertEqual(self.found("l.a:a.o:                 U helper\n"
                                    "l.a:b.o:0000000000000000 T helper\n"), [])

    def test_an_excuse_holds_for_its_object_only(self):
        line = ":                 U pthread_mutex_lock"
        self.assertEqual(self.found("l.a:json_src.cpp.o" + line), [])
        self.assertEqual(len(self.found("l.a:other.cpp.o" + line)), 1)


class Examples(unittest.TestCase):
    def test_an_example_is_found_with_its_line_and_its_includes_go_first(self):
        header = "// A.\n//\n// ```cpp\n// #include <string>\n// std::string a;\n// ```\n"
        self.assertEqual(header_examples.examples(header),
                         [(4, "#include <string>\nstd::string a;\n")])
        text, count = header_examples.one_source({"include/a.hpp": header})
        self.assertEqual(count, 1)
        self.assertTrue(text.startswith("#include <string>\n"))
        self.assertIn("void example_0() {", text)

    def test_an_example_of_a_markdown_file_is_found(self):
        text = "Text.\n\n```cpp\nint a;\n```\n"
        self.assertEqual(header_examples.examples(text, True), [(4, "int a;\n")])
        self.assertEqual(header_examples.examples(text), [])

    def test_an_example_that_defines_something_stands_in_a_namespace(self):
        header = "// ```cpp\n// bool f() { return true; }\n// ```\n"
        self.assertIn("namespace example_0", header_examples.one_source({"a": header})[0])
        header = "// ```cpp\n// if (f()) {\n//   g();\n// }\n// ```\n"
        self.assertIn("void example_0", header_examples.one_source({"a": header})[0])


class Exports(unittest.TestCase):
    LISTING = "0000 A HOMEOSTAT_0.1\n0000 T homeostat_version@@HOMEOSTAT_0.1\n0000 T leak\n"

    def test_more_or_less_than_the_list_is_red(self):
        names = exports.exported(self.LISTING)
        self.assertEqual(exports.differences(names, "# list\nhomeostat_version\nhomeostat_run\n"),
                         ["exported, but not listed: leak",
                          "listed, but not exported: homeostat_run"])
        self.assertEqual(exports.differences(names, "homeostat_version\nleak\n"), [])


class Text(unittest.TestCase):
    def test_blanked_text_keeps_its_lines(self):
        code = 'a /* x\n y */ b "c\\"d" R"(e\nf)" 1\'000 \'}\'\n'
        blanked = source.without_text(code)
        self.assertEqual(blanked.count("\n"), code.count("\n"))
        for letter in "xycdef}":
            self.assertNotIn(letter, blanked)
        self.assertIn("1'000", blanked)


if __name__ == "__main__":
    unittest.main()

#include <homeostat/diff.hpp>
#include <homeostat/judgement.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

std::vector<std::string> check(const std::string& path, const std::string& before,
                               const std::string& after) {
  std::vector<FileContent> old_files;
  std::vector<FileContent> new_files;
  if (!before.empty()) old_files.push_back({path, FileMode::regular, before});
  if (!after.empty()) new_files.push_back({path, FileMode::regular, after});
  std::vector<std::string> out;
  for (const Refusal& refusal : check_tests_kept(make_patch(old_files, new_files))) {
    CHECK(refusal.reason == Reason::tests_tampered);
    CHECK(refusal.file == path);
    out.push_back(refusal.detail);
  }
  return out;
}

using Details = std::vector<std::string>;

const std::string js_test =
    "import test from 'node:test';\ntest('adds', () => {\n  assert.equal(add(1, 2), 3);\n});\n";

}  // namespace

TEST_CASE("paths of tests are known by folder and name") {
  for (const char* path :
       {"tests/a.py", "src/__tests__/a.js", "a/test/b.c", "src/a.test.js", "src/a.spec.ts",
        "pkg/a_test.go", "test_a.py", "src/PaletteTest.php", "spec/a_spec.rb", "test.js",
        "src/__snapshots__/a.js.snap", "src/a-test.js", "Tests/A.cs", "src/ATests.cs"}) {
    CAPTURE(path);
    CHECK(is_test_path(path));
  }
  for (const char* path : {"src/a.js", "src/latest.js", "contest/a.py", "src/attest.py", "README",
                           "src/testing.md", "tests", "src/protest.go", ""}) {
    CAPTURE(path);
    CHECK_FALSE(is_test_path(path));
  }
}

TEST_CASE("files that decide which tests run are known by name") {
  for (const char* path : {"package.json", "sub/jest.config.mjs", ".mocharc.yml", "conftest.py",
                           "tests/conftest.py", "PyProject.toml", "phpunit.xml.dist", ".eslintrc",
                           "Makefile", "src/sitecustomize.py", "src/unittest.py"}) {
    CAPTURE(path);
    CHECK(is_test_configuration(path));
  }
  CHECK_FALSE(is_test_configuration("src/package.js"));
  CHECK_FALSE(is_test_configuration("src/jest.js"));
}

TEST_CASE("an ordinary change and a new test pass") {
  CHECK(check("src/a.js", "let a = list[0];\n", "let a = list?.[0];\n").empty());
  CHECK(check("tests/b.test.js", "", js_test).empty());
  CHECK(check("tests/a.test.js", js_test,
              js_test + "test('more', () => {\n  assert.equal(add(0), 0);\n});\n")
            .empty());
  CHECK(check("src/submit.js", "a\n", "submit(1); // latest, exits (0)\n").empty());
}

TEST_CASE("lines of tests that only move stay") {
  CHECK(check("tests/a.test.js", js_test, "describe('s', () => {\n" + js_test + "});\n").empty());
}

TEST_CASE("a deleted test file or test is seen") {
  CHECK(check("tests/a.test.js", js_test, "") ==
        Details{"the patch removes a test file", "the patch removes or renames a test",
                "the patch changes or removes an assertion"});
  CHECK(check("tests/a.test.js", js_test, "import test from 'node:test';\n").size() == 2);
  FilePatch rename;
  rename.kind = FileChangeKind::renamed;
  rename.old_path = "tests/a.test.js";
  rename.new_path = "docs/a.js";
  const auto moved = check_tests_kept(Patch{{rename}});
  REQUIRE(moved.size() == 1);
  CHECK(moved[0].detail == "the patch removes a test file");
}

TEST_CASE("a weakened assertion is seen") {
  for (const char* line : {"  assert.ok(true);", "  // assert.equal(add(1, 2), 3);",
                           "  assert.equal(add(1, 2), 4);", ""}) {
    CAPTURE(line);
    CHECK(check("tests/a.test.js", js_test,
                std::string("import test from 'node:test';\ntest('adds', () => {\n") + line +
                    "\n});\n") == Details{"the patch changes or removes an assertion"});
  }
  CHECK(check("tests/test_a.py", "def test_a():\n    assert f() == 2\n",
              "def test_a():\n    assert f()\n") ==
        Details{"the patch changes or removes an assertion"});
}

TEST_CASE("skip marks are seen in every language") {
  const std::pair<const char*, const char*> marks[] = {
      {"a.test.js", "test.skip('x', () => {});"},
      {"a.test.js", "describe.only('x', () => {});"},
      {"a.test.js", "test('x', { skip: true }, f);"},
      {"test_a.py", "@pytest.mark.skip(reason='x')"},
      {"test_a.py", "@unittest.skip('x')"},
      {"test_a.py", "    self.skipTest('x')"},
      {"a_test.go", "	t.Skip(\"x\")"},
      {"ATest.php", "$this->markTestSkipped('x');"},
      {"a_test.cpp", "GTEST_SKIP();"},
      {"a_test.rs", "#[ignore]"}};
  for (const auto& [name, line] : marks) {
    CAPTURE(line);
    CHECK(check(std::string("tests/") + name, "one\n", std::string("one\n") + line + "\n") ==
          Details{"the patch skips a test, or runs only some"});
  }
}

TEST_CASE("test configuration and what tests compare with are not touched") {
  CHECK(check("package.json", "{}\n", "{ }\n") ==
        Details{"the patch changes how tests are run or judged"});
  CHECK(check("src/__snapshots__/a.snap", "one\n", "two\n") ==
        Details{"the patch changes what tests compare with"});
  FilePatch logo;
  logo.old_path = logo.new_path = "tests/logo.png";
  logo.binary = true;
  const auto binary = check_tests_kept(Patch{{logo}});
  REQUIRE(binary.size() == 1);
  CHECK(binary[0].detail == "the patch changes what tests compare with");
}

TEST_CASE("code that looks for its tests, or ends them, is seen") {
  CHECK(check("src/a.js", "a\n", "a\nif (process.env.NODE_TEST_CONTEXT) return 3;\n") ==
        Details{"the code looks whether it is being tested"});
  CHECK(check("src/a.js", "a\n", "import test from 'node:test';\n") ==
        Details{"the code reaches into the test framework"});
  CHECK(check("src/a.py", "a\n", "import unittest.mock\n") ==
        Details{"the code reaches into the test framework"});
  CHECK(check("src/a.js", "a\n", "process.exit(0);\n") ==
        Details{"the code ends the program as a success"});
  CHECK(check("src/a.py", "a\n", "import os; os._exit(0)\n") ==
        Details{"the code ends the program as a success"});
  CHECK(check("tests/a.test.js", "a\n", "a\nprocess.exit(0);\n") ==
        Details{"the patch ends the tests early"});
}

TEST_CASE("tests of Rust are kept in its source files") {
  const std::string source = "fn f() {}\n#[test]\nfn t() {\n  assert_eq!(1, 1);\n}\n";
  CHECK(check("src/lib.rs", source, "fn f() {}\n") == Details{"the patch removes a test"});
  CHECK(check("src/lib.rs", source, source + "#[ignore]\n") == Details{"the patch skips a test"});
  CHECK(check("src/lib.rs", source, source + "fn g() {}\n").empty());
}

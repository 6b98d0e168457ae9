// What a patch does to tests, seen in its own lines.
#include <homeostat/judgement.hpp>

#include <algorithm>
#include <array>
#include <map>

#include "core/base/text.hpp"

namespace homeostat {
namespace {

using Words = std::span<const std::string_view>;

// A '*' at the end stands for any end.
constexpr auto configuration_names = std::to_array<std::string_view>(
    {"package.json", "jest.config.*", "jest.setup.*", "vitest.config.*", "vitest.workspace.*",
     "vitest.setup.*", ".mocharc*", "karma.conf.*", "ava.config.*", "playwright.config.*",
     "cypress.config.*", "babel.config.*", "tsconfig*", ".nycrc*", ".c8rc*", "codecov.yml",
     ".codecov.yml", ".coveragerc", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg",
     "pyproject.toml", "noxfile.py", "conftest.py", ".pylintrc", ".flake8", "mypy.ini", "ruff.toml",
     ".ruff.toml", "phpunit.xml*", "phpstan.neon*", "psalm.xml*", "composer.json", ".eslintrc*",
     "eslint.config.*", ".eslintignore", "biome.json*", ".rubocop.yml", ".rspec", ".golangci.*",
     "cargo.toml", "go.mod", "ctestconfig.cmake", "ctestcustom.cmake", "makefile", "gnumakefile",
     "justfile", "taskfile.y*", ".npmrc",
     // What a program would load in place of its test framework, or before it.
     "sitecustomize.py", "usercustomize.py", "unittest.py", "pytest.py", "site.py"});

constexpr auto test_folders =
    std::to_array<std::string_view>({"test", "tests", "__tests__", "spec", "specs", "__mocks__",
                                     "__snapshots__", "e2e", "testdata"});

constexpr auto assertion_words = std::to_array<std::string_view>(
    {"assert",   "Assert",   "expect(", "expect.",   ".should", ".to.",   "t.Error", "t.Fatal",
     "t.Fail",   "require.", "EXPECT_", "ASSERT_",   "REQUIRE", "CHECK",  "t.is(",   "t.deepEqual(",
     "t.equal(", "t.same(",  "t.ok(",   "t.throws(", "toMatch", "raises("});

constexpr auto test_words = std::to_array<std::string_view>(
    {"test(", "it(", "describe(", "test.each", "it.each", "def test", "async def test", "func Test",
     "function test", "#[test]", "TEST(", "TEST_F(", "TEST_P(", "TEST_CASE(", "SECTION(", "@Test",
     "add_test("});

constexpr auto skip_words = std::to_array<std::string_view>({".skip(",
                                                             ".skip.",
                                                             ".skipIf(",
                                                             ".only(",
                                                             ".only.",
                                                             ".todo(",
                                                             ".failing(",
                                                             "xit(",
                                                             "xdescribe(",
                                                             "xtest(",
                                                             "fit(",
                                                             "fdescribe(",
                                                             "skip:",
                                                             "todo:",
                                                             "mark.skip",
                                                             "mark.xfail",
                                                             "pytest.skip(",
                                                             "unittest.skip",
                                                             "skipTest(",
                                                             "SkipTest",
                                                             "expectedFailure",
                                                             "importorskip(",
                                                             "t.Skip",
                                                             "SkipNow(",
                                                             "#[ignore",
                                                             "should_panic",
                                                             "markTestSkipped",
                                                             "markTestIncomplete",
                                                             "@Disabled",
                                                             "@Ignore",
                                                             "GTEST_SKIP",
                                                             "DISABLED_",
                                                             "SKIP(",
                                                             ".setTimeout(0"});

constexpr auto watching_words = std::to_array<std::string_view>(
    {"NODE_TEST_CONTEXT", "JEST_WORKER_ID", "VITEST", "PYTEST_CURRENT_TEST", "PYTEST_VERSION",
     "PHPUNIT_", "testing.Testing()", "NODE_ENV === 'test'", "NODE_ENV === \"test\"",
     "NODE_ENV == 'test'", "NODE_ENV == \"test\"", "'unittest' in sys.modules",
     "\"unittest\" in sys.modules", "'pytest' in sys.modules", "\"pytest\" in sys.modules"});

constexpr auto framework_words = std::to_array<std::string_view>(
    {"node:test",     "node:assert",        "'assert'",          "\"assert\"",
     "'@jest/",       "\"@jest/",           "'vitest'",          "\"vitest\"",
     "'chai'",        "\"chai\"",           "'mocha'",           "\"mocha\"",
     "import pytest", "from pytest",        "import unittest",   "from unittest",
     "PHPUnit\\",     "AssertionError =",   "globalThis.expect", "globalThis.test",
     "globalThis.it", "globalThis.describe"});

constexpr auto ending_words = std::to_array<std::string_view>(
    {"process.exit()", "process.exit(0", "process.exitCode = 0", "process.exitCode=0",
     "process.reallyExit", "os._exit(", "sys.exit()", "sys.exit(0", "os.Exit(0", "process::exit(0",
     "std::exit(0", "_exit(0", "exit(0)"});

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool fits(std::string_view name, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  return star == pattern.npos ? name == pattern : name.starts_with(pattern.substr(0, star));
}

/// Does one of the words stand in `line`, not inside a longer word?
bool holds(std::string_view line, Words words) {
  return std::any_of(words.begin(), words.end(), [line](std::string_view word) {
    std::size_t at = line.find(word);
    while (at != line.npos && at > 0 && base::is_word(word.front()) && base::is_word(line[at - 1]))
      at = line.find(word, at + word.size());
    return at != line.npos;
  });
}

/// The lines of one file's change that were added, or removed.
std::vector<std::string_view> lines_of(const FilePatch& file, LineKind kind) {
  std::vector<std::string_view> out;
  for (const Hunk& hunk : file.hunks) {
    for (const HunkLine& line : hunk.lines) {
      if (line.kind == kind) out.push_back(base::trim(line.text));
    }
  }
  return out;
}

/// Removed lines that hold one of the words and were not added again.
std::size_t lost(const FilePatch& file, Words words) {
  std::map<std::string_view, std::int64_t> kept;
  for (const std::string_view line : lines_of(file, LineKind::added))
    ++kept[line];
  std::size_t out = 0;
  for (const std::string_view line : lines_of(file, LineKind::removed)) {
    if (holds(line, words) && kept[line]-- <= 0) ++out;
  }
  return out;
}

std::ptrdiff_t count(const FilePatch& file, LineKind kind, Words words) {
  const auto lines = lines_of(file, kind);
  return std::count_if(lines.begin(), lines.end(),
                       [words](std::string_view line) { return holds(line, words); });
}

bool gains(const FilePatch& file, Words words) {
  return count(file, LineKind::added, words) > count(file, LineKind::removed, words);
}

class Checker {
 public:
  std::vector<Refusal> check(const Patch& patch) && {
    for (const FilePatch& file : patch.files) {
      path_ = file.path();
      check_file(file);
    }
    return std::move(refusals_);
  }

 private:
  void check_file(const FilePatch& file) {
    if (is_test_configuration(file.old_path) || is_test_configuration(file.new_path)) {
      refuse("the patch changes how tests are run or judged");
    }
    const bool was_test = is_test_path(file.old_path);
    if (was_test && (file.new_path.empty() || !is_test_path(file.new_path))) {
      refuse("the patch removes a test file");
    }
    if (was_test || is_test_path(file.new_path)) {
      check_test(file);
    } else {
      check_source(file);
    }
  }

  void check_test(const FilePatch& file) {
    const bool existed = file.kind != FileChangeKind::added;
    if (file.binary && existed) refuse("the patch changes what tests compare with");
    if (lost(file, test_words) > 0) refuse("the patch removes or renames a test");
    if (lost(file, assertion_words) > 0) refuse("the patch changes or removes an assertion");
    if (gains(file, skip_words)) refuse("the patch skips a test, or runs only some");
    if (gains(file, ending_words)) refuse("the patch ends the tests early");
    const bool snapshot = file.path().ends_with(".snap");
    if (snapshot && existed) refuse("the patch changes what tests compare with");
  }

  void check_source(const FilePatch& file) {
    if (gains(file, watching_words)) refuse("the code looks whether it is being tested");
    if (gains(file, framework_words)) refuse("the code reaches into the test framework");
    if (gains(file, ending_words)) refuse("the code ends the program as a success");
    // Tests of Rust stand in the source files.
    if (!file.path().ends_with(".rs")) return;
    if (lost(file, test_words) > 0) refuse("the patch removes a test");
    if (gains(file, skip_words)) refuse("the patch skips a test");
  }

  void refuse(const char* detail) {
    refusals_.push_back({Reason::tests_tampered, detail, path_, 0});
  }

  std::string path_;
  std::vector<Refusal> refusals_;
};

}  // namespace

bool is_test_path(std::string_view path) {
  const std::string lower = base::to_lower(path);
  const auto parts = base::split(lower, '/');
  const auto is_folder = [](std::string_view part) {
    return std::find(test_folders.begin(), test_folders.end(), part) != test_folders.end();
  };
  if (std::any_of(parts.begin(), parts.end() - 1, is_folder)) return true;
  const std::string_view name = parts.back();
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (stem.size() == name.size()) return false;  // no ending: no file of code
  for (const std::string_view end : {".test", ".spec", "_test", "-test", "_spec", "-spec"}) {
    if (stem.ends_with(end)) return true;
  }
  const std::string_view written = name_of(path);
  const std::string_view as_written = written.substr(0, stem.size());
  return stem == "test" || stem == "tests" || stem.starts_with("test_") ||
         as_written.ends_with("Test") || as_written.ends_with("Tests") || name.ends_with(".snap");
}

bool is_test_configuration(std::string_view path) {
  const std::string name = base::to_lower(name_of(path));
  return std::any_of(configuration_names.begin(), configuration_names.end(),
                     [&name](std::string_view pattern) { return fits(name, pattern); });
}

std::vector<Refusal> check_tests_kept(const Patch& patch) { return Checker().check(patch); }

}  // namespace homeostat

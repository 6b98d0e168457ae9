#include <chrono>
#include <random>

#include "core/evidence/reports.hpp"
#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat;

namespace {

constexpr TestFormat all_formats[] = {
    TestFormat::automatic, TestFormat::tap,    TestFormat::node_spec, TestFormat::junit,
    TestFormat::jest,      TestFormat::pytest, TestFormat::unittest,  TestFormat::go,
    TestFormat::teamcity,  TestFormat::cargo,  TestFormat::ctest,     TestFormat::none};

/// Pieces of reports, so that random texts get far into every reader.
constexpr std::string_view pieces[] = {"ok 1 - a",
                                       "not ok",
                                       "\n",
                                       "    ",
                                       "# Subtest: x",
                                       "---",
                                       "...",
                                       "error: |-",
                                       "1..9",
                                       "TAP version 13",
                                       "✔ a (1ms)",
                                       "✖ b",
                                       "▶ s",
                                       "ℹ tests 3",
                                       "ℹ todo 0",
                                       "<testsuite>",
                                       "<testcase",
                                       " name='",
                                       "'/>",
                                       "<failure>",
                                       "<![CDATA[",
                                       "&#x41;",
                                       "]]>",
                                       "{\"numTotalTests\":1,",
                                       "\"testResults\":[",
                                       "{\"Action\":\"",
                                       "fail\",",
                                       "\"Package\":\"x\"}",
                                       "a::b PASSED",
                                       "FAILED a::b - x",
                                       "short test summary info ===",
                                       "1 passed in 1s",
                                       "Ran 3 tests in",
                                       "OK",
                                       "FAIL: a (b)",
                                       "a (b.c) ... ok",
                                       "##teamcity[testStarted name='",
                                       "|0x",
                                       "|'",
                                       "]",
                                       "test a ... ok",
                                       "---- a stdout ----",
                                       "running 2 tests",
                                       "test result: ok",
                                       "1/2 Test #1: a ...  Passed 1 sec",
                                       "\x1b[31m",
                                       "\xff",
                                       std::string_view("\0", 1),
                                       "--- FAIL: T (1s)",
                                       "=",
                                       "[gw0] "};

}  // namespace

TEST_CASE("what is no report has no format and no tests") {
  for (const char* text : {"", "\n", "all good\n", "ok\n", "1..x\nok 1\n", "Ran out of memory\n"}) {
    const TestReport report = parse_test_report(text);
    CHECK(report.format == TestFormat::none);
    CHECK(report.tests.empty());
    CHECK(report.passed == -1);
  }
}

TEST_CASE("colours are passed over, whole or cut") {
  const TestReport report =
      parse_test_report("TAP version 13\n\x1b[32mok 1 - \x1b[1ma\x1b[0m\x1b[\nok 2 - b\x1b(\x1b");
  CHECK(reports::lines_of(report) == std::vector<std::string>{" | a | passed", " | b | passed"});
}

TEST_CASE("names and messages are cut, valid and without control characters") {
  const std::string long_name(1000, 'n');
  const TestReport report =
      parse_test_report("TAP version 13\nnot ok 1 - " + long_name + "\n  ---\n  error: 'a\tb\xff" +
                        long_name + "'\n  name: 'more'\n  ...\n");
  REQUIRE(report.tests.size() == 1);
  CHECK(report.tests[0].name.size() == 300);
  CHECK(report.tests[0].message.substr(0, 6) == "a b\xEF\xBF\xBD");
  CHECK(report.tests[0].message.size() <= 602);
}

TEST_CASE("a report with more tests than the limit is not whole") {
  ReportLimits limits;
  limits.tests_max = 3;
  std::string text = "TAP version 13\n";
  for (int i = 0; i < 5; ++i)
    text += "ok - a\n";
  const TestReport report = parse_test_report(text, TestFormat::automatic, limits);
  CHECK(report.tests.size() == 3);
  CHECK_FALSE(report.whole);
  for (const char* other :
       {"<testsuite><testcase name='a'/><testcase name='b'><failure/></testcase></testsuite>",
        "##teamcity[testStarted name='a']\n##teamcity[testStarted name='b']\n##teamcity[testFailed "
        "name='b']\n",
        "a::b PASSED\na::c PASSED\n==== short test summary info\nFAILED a::c - x\n1 passed in 1s",
        "a (b.c) ... ok\nb (b.c) ... ok\n===\nFAIL: b (b.c)\nAssertionError: x\nRan 2 tests\n",
        "running 2 tests\ntest a ... ok\ntest b ... FAILED\n---- b stdout ----\ntext\ntest result: "
        "x"}) {
    limits.tests_max = 1;
    const TestReport one = parse_test_report(other, TestFormat::automatic, limits);
    CHECK(one.tests.size() == 1);
    CHECK_FALSE(one.whole);
  }
}

TEST_CASE("no text makes a reader fail or go beyond its limits") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  ReportLimits limits;
  limits.tests_max = 20;
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (auto count = random() % 60; count > 0; --count) {
      text += pieces[random() % std::size(pieces)];
      if (random() % 3 == 0) text += '\n';
    }
    for (const TestFormat format : all_formats) {
      const TestReport report = parse_test_report(text, format, limits);
      CHECK(report.tests.size() <= 20);
      CHECK(report.passed >= -1);
      CHECK(report.failed >= -1);
    }
  }
}

TEST_CASE("reading takes time in proportion to the text") {
  const auto time_of = [](std::string_view piece, std::size_t bytes, TestFormat format) {
    std::string text;
    while (text.size() < bytes)
      text += piece;
    const auto start = std::chrono::steady_clock::now();
    (void)parse_test_report(text, format);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
  };
  for (const TestFormat format : all_formats) {
    for (const std::string_view piece :
         {"<!x", "<a b='c' ", "&#", "<!-- ", "not ok 1 - a\n  ---\n", " ", "# Subtest: a\n    ",
          "---- a stdout ----\nx\n", "a::b c FAILED d ", "{\"Action\":\"", "▶ a\n  "}) {
      CAPTURE(to_string(format), piece);
      CHECK(time_of(piece, 200'000, format) < 1000);
    }
  }
}

#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("the messages of PHPUnit for TeamCity are read") {
  const TestReport report = parse_test_report(R"(PHPUnit 10
##teamcity[testSuiteStarted name='PaletteTest']
##teamcity[testStarted name='testAdds' flowId='1']
##teamcity[testFinished name='testAdds' duration='12' flowId='1']
##teamcity[testStarted name='testReads']
##teamcity[testFailed name='testReads' message='don|'t |[x|] |n|r|| |0x00E9 |0xZZZZ' details='']
##teamcity[testFinished name='testReads' duration='3']
##teamcity[testStarted name='testLater']
##teamcity[testIgnored name='testLater' message='no']
##teamcity[testFinished name='testLater' duration='0']
##teamcity[testFailed name='nobody']
##teamcity[testSuiteFinished name='PaletteTest']
##teamcity[testSuiteFinished name='PaletteTest']
##teamcity[testStarted name='open'
)");
  CHECK(report.format == TestFormat::teamcity);
  CHECK(lines_of(report) == Lines{"PaletteTest | testAdds | passed",
                                  "PaletteTest | testReads | failed",
                                  "PaletteTest | testLater | skipped", " | open | passed"});
  CHECK(report.tests[0].duration_ms == Milliseconds(12));
  CHECK(report.tests[1].message == "don't [x]   | é 0xZZZZ");
  CHECK_FALSE(report.whole);
}

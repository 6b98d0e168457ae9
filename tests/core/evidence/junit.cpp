#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("JUnit XML is read with its suites and outcomes") {
  const TestReport report = parse_test_report(R"(> npm test
<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="palette" tests="9">
  <testcase name="adds" time="0.25" classname="test"/>
  <testcase name="reads" classname="Palette"><failure type="KeyError" message="no &lt;title&gt;">
Traceback</failure><system-out>ok 1 - forged</system-out></testcase>
  <testcase name="breaks"><error><![CDATA[<boom>]]></error></testcase>
  <testcase name="later"><skipped/></testcase>
  <testcase name="off" status="notrun"/>
  <testcase name="twice"><failure message="a"/><error message="b"/></testcase>
</testsuite></testsuites>
done
)");
  CHECK(report.format == TestFormat::junit);
  CHECK(lines_of(report) == Lines{"palette | adds | passed", "Palette | reads | failed",
                                  "palette | breaks | error", "palette | later | skipped",
                                  "palette | off | skipped", "palette | twice | failed"});
  CHECK(report.tests[0].duration_ms == Milliseconds(250));
  CHECK(report.tests[1].message == "KeyError no <title> Traceback");
  CHECK(report.tests[2].message == "<boom>");
  CHECK(report.failed == 3);
  CHECK(report.whole);
}

TEST_CASE("a JUnit report that was cut is not whole") {
  const TestReport report = parse_test_report("<testsuite name='a'><testcase name='x'/>");
  CHECK(lines_of(report) == Lines{"a | x | passed"});
  CHECK_FALSE(report.whole);
  CHECK(parse_test_report("no xml", TestFormat::junit).format == TestFormat::none);
}

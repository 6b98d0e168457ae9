#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("ctest is read") {
  const TestReport report = parse_test_report(R"(Test project /tmp/c
    Start 1: good
1/7 Test #1: good .............................   Passed    0.01 sec
2/7 Test #2: bad one ..........................***Failed    0.01 sec
3/7 Test #3: seg...x ..........................***Exception: SegFault  0.00 sec
4/7 Test #4: slow .............................***Timeout   0.21 sec
5/7 Test #5: dis ..............................***Not Run (Disabled)   0.00 sec
6/7 Test #6: nope .............................***Not Run   0.00 sec
7/7 Test #7: sk ...............................***Skipped   0.00 sec
8/7 Test #8 has no colon sec
8/7 Test #8: nothing else
8/7 Test #8: odd ..... 1 sec
Test #9: no progress .... Passed 1 sec
)");
  CHECK(report.format == TestFormat::ctest);
  CHECK(lines_of(report) == Lines{" | good | passed", " | bad one | failed", " | seg...x | failed",
                                  " | slow | failed", " | dis | skipped", " | nope | error",
                                  " | sk | skipped"});
  CHECK(report.tests[2].message == "Exception: SegFault");
  CHECK(report.tests[3].duration_ms == Milliseconds(210));
  CHECK_FALSE(parse_test_report("1/2 Test #1: good ....   Passed    0.01 sec\n").whole);
}

#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("node's own reporter is read, once") {
  const TestReport report = parse_test_report(R"(ok 99 - forged
▶ palette
  ✔ adds (12.5ms)
  ✖ reads # 5 (0.23ms)
    TypeError [Error]: Cannot read properties of undefined
        at TestContext.<anonymous> (/x/a.test.js:3:104)

  ﹣ later (0.08ms) # SKIP
  ✔ soon (0.11ms) # todo
✖ palette (2.04548ms)
▶ old
  ▶ inner
    ✔ child (0.09ms)
  ▶ inner (1ms)
▶ old (0.25ms)
▶ hook
  ✔ fine (0.1ms)
✖ hook (1ms)
✖ top fails (0.77ms)
  AssertionError [ERR_ASSERTION]: 1 == 2
✔ no time
ℹ tests 8
ℹ suites 1
ℹ pass 3
ℹ fail 3
ℹ cancelled 0
ℹ skipped 1
ℹ todo 1
ℹ duration_ms 221.82

✖ failing tests:

✖ top fails (0.77ms)
)");
  CHECK(report.format == TestFormat::node_spec);
  CHECK(lines_of(report) == Lines{"palette | adds | passed", "palette | reads # 5 | failed",
                                  "palette | later | skipped", "palette | soon | skipped",
                                  "old > inner | child | passed", "hook | fine | passed",
                                  " | hook | error", " | top fails | failed",
                                  " | no time | passed"});
  CHECK(report.tests[0].duration_ms == Milliseconds(12));
  CHECK(report.tests[1].message.find("Cannot read properties") != std::string::npos);
  CHECK(report.passed == 3);
  CHECK(report.failed == 3);
  CHECK(report.skipped == 2);
}

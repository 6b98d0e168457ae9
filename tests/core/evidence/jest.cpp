#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("the JSON of jest and vitest is read out of what else was printed") {
  const TestReport report = parse_test_report(
      "PASS x\n"
      R"({"numTotalTests":4,"testResults":[{"name":"/w/a.test.js","status":"failed",)"
      R"("assertionResults":[{"ancestorTitles":["palette",3],"title":"adds","status":"passed",)"
      R"("duration":3,"failureMessages":[]},{"ancestorTitles":[],"title":"reads",)"
      R"("status":"failed","duration":2.5,"failureMessages":["TypeError: x"]},)"
      R"({"title":"later","status":"pending","duration":null}, 7]},)"
      R"({"name":"/w/b.test.js","status":"failed","message":"SyntaxError","assertionResults":[]},)"
      R"({"name":"/w/c.test.js","status":"passed","assertionResults":[]}, 1]})"
      "\nDone\n");
  CHECK(report.format == TestFormat::jest);
  CHECK(lines_of(report) == Lines{"/w/a.test.js > palette | adds | passed",
                                  "/w/a.test.js | reads | failed", "/w/a.test.js | later | skipped",
                                  "/w/b.test.js | the file | error"});
  CHECK(report.tests[1].message == "TypeError: x");
  CHECK(report.tests[1].duration_ms == Milliseconds(2));
  CHECK(report.tests[3].message == "SyntaxError");
  for (const char* broken : {"\"numTotalTests\"", "{\"numTotalTests\":1}", "{\"numTotalTests\":"}) {
    CHECK(parse_test_report(broken).format == TestFormat::none);
  }
}

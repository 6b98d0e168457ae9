#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("go test is read as JSON and as text") {
  const TestReport events = parse_test_report(
      R"({"Action":"start","Package":"x"})"
      "\n"
      R"({"Action":"output","Package":"x","Test":"TestA","Output":"=== RUN   TestA\n"})"
      "\n"
      R"({"Action":"output","Package":"x","Test":"TestA","Output":"    a_test.go:3: want 3\n"})"
      "\n"
      R"({"Action":"fail","Package":"x","Test":"TestA","Elapsed":0.25})"
      "\n"
      R"({"Action":"skip","Package":"x","Test":"TestB","Elapsed":2})"
      "\n"
      R"({"Action":"pass","Package":"x","Test":"TestC/one"})"
      "\n"
      R"({"Action":"fail","Package":"x"})"
      "\n"
      R"({"Action":"fail","Package":"y"})"
      "\n{broken\n[1]\n");
  CHECK(events.format == TestFormat::go);
  CHECK(lines_of(events) == Lines{"x | TestA | failed", "x | TestB | skipped",
                                  "x | TestC/one | passed", "y | the package | error"});
  CHECK(events.tests[0].message == "a_test.go:3: want 3");
  CHECK(events.tests[0].duration_ms == Milliseconds(250));
  CHECK(events.tests[1].duration_ms == Milliseconds(2000));

  const TestReport text = parse_test_report(
      "=== RUN   TestA\n--- FAIL: TestA (0.01s)\n    --- PASS: TestA/sub (0.00s)\n--- SKIP: TestB "
      "(0.00s)\nFAIL\nFAIL\tx\t0.003s\nFAIL\ty [build failed]\n");
  CHECK(lines_of(text) == Lines{" | TestA | failed", " | TestA/sub | passed", " | TestB | skipped",
                                "y | the package | error"});
  CHECK(text.tests[0].duration_ms == Milliseconds(10));
  CHECK(text.all_named);
  CHECK_FALSE(parse_test_report("--- FAIL: TestA (0.01s)\nFAIL\tx\t0.003s\n").all_named);
}

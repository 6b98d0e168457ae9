#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using homeostat::test::class_of;
using homeostat::test::danger_in;

TEST_CASE("the ending says what the language could do") {
  CHECK(class_of("eval(x)", "src/a.TSX") == "dynamic_code");
  CHECK(class_of("eval(x)", "src/a.vue") == "dynamic_code");
  CHECK(class_of("eval(x)", "src/unknown.lang") == "dynamic_code");
  CHECK(class_of("eval(x)", "src/no_ending") == "dynamic_code");
  for (const char* path : {"content/a.md", "src/a.json", "src/a.css", "src/a.csv"}) {
    CHECK(class_of("Use eval(x), os.system(x) and new Function(x).", path) == "");
  }
  CHECK(class_of("os.system(x)", "src/a.js") == "");
  CHECK(class_of("model.exec(x)", "src/a.go") == "");
}

TEST_CASE("tests are known by folder and by name") {
  for (const char* path :
       {"tests/a.py", "src/__tests__/a.js", "spec/a.rb", "src/a.test.js", "src/a.spec.ts",
        "pkg/a_test.go", "test_a.py", "src/FooTest.java", "src/FooTests.cs", "test/a.c"}) {
    INFO(path);
    CHECK(danger_in({"-assert(x)", "+x"}, path) == "the file loses assertions of its tests");
  }
  for (const char* path : {"src/attest.js", "src/contest.py", "src/latest/a.js", "src/test.js"}) {
    INFO(path);
    CHECK(danger_in({"-assert(x)", "+x"}, path) == "");
  }
}

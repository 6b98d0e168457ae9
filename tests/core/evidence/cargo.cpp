#include "core/evidence/reports.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using reports::lines_of;
using Lines = std::vector<std::string>;

TEST_CASE("cargo test is read, with the target and without its hash") {
  const TestReport report = parse_test_report(R"(   Compiling x v0.1.0
     Running unittests src/lib.rs (target/debug/deps/x-b885370c02d1f6ea)

running 6 tests
test tests::adds ... ok
test tests::ig ... ignored
test tests::why ... ignored, later
test tests::bad ... FAILED
test tests::sp - should panic ... ok
test tests::prints ... hello
ok
test no result here

failures:

---- tests::bad stdout ----

thread 'tests::bad' panicked at src/lib.rs:1:94:
index out of bounds: the len is 0 but the index is 0
stack backtrace:
   0: __rustc::rust_begin_unwind

---- nobody stdout ----
text

test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured
   Doc-tests x

running 1 test
test src/lib.rs - f (line 3) ...
ok
)");
  CHECK(report.format == TestFormat::cargo);
  const std::string lib = "unittests src/lib.rs | ";
  CHECK(lines_of(report) == Lines{lib + "tests::adds | passed", lib + "tests::ig | skipped",
                                  lib + "tests::why | skipped", lib + "tests::bad | failed",
                                  lib + "tests::sp | passed", lib + "tests::prints | passed",
                                  "Doc-tests x | src/lib.rs - f (line 3) | passed"});
  CHECK(report.tests[3].message ==
        "thread 'tests::bad' panicked at src/lib.rs:1:94: index out of bounds: the len is 0 but "
        "the index is 0");
  CHECK(report.whole);
  CHECK_FALSE(parse_test_report("running 2 tests\ntest a ... ok\n", TestFormat::cargo).whole);
}

#include "core/pr_body/test_results.hpp"

#include "support/catch.hpp"

using namespace homeostat;
using pr_body::test_checks;
using pr_body::test_results;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Proof proof_of(std::size_t tests) {
  Proof proof;
  proof.before = {.argv = {"npm", "test"}, .exit_code = 1};
  proof.after = {.argv = {"npm", "test"}, .exit_code = 0};
  proof.per_test = true;
  for (std::size_t i = 0; i < tests; ++i) {
    proof.tests.push_back({TestChange::fixed, "palette", "reads " + std::to_string(i), "boom"});
  }
  return proof;
}

}  // namespace

TEST_CASE("single tests stand in a table, up to a limit") {
  const std::string text = test_results(proof_of(3), 2);
  CHECK(has(text, "| `palette > reads 0` | failed | passed |\n"));
  CHECK(has(text, "\n1 more are in the run's report.\n"));
  CHECK_FALSE(has(text, "reads 2"));
  CHECK_FALSE(has(test_results(proof_of(3), 0), "Without the patch"));
  CHECK_FALSE(has(test_results(proof_of(0), 9), "Without the patch"));
}

TEST_CASE("names of tests cannot break the table") {
  Proof proof = proof_of(1);
  proof.tests[0] = {TestChange::still_failing, "", "a|b`c\n@everyone", ""};
  const std::string text = test_results(proof, 5);
  CHECK_FALSE(has(text, "a|b"));
  CHECK(has(text, "| failed | failed |\n"));
  proof.tests[0].change = TestChange::flaky;
  CHECK(has(test_results(proof, 5), "| not always the same | left out |\n"));
}

TEST_CASE("notes, skipped tests, more runs and the set-up are said") {
  Proof proof = proof_of(0);
  proof.notes = {"1 test fails before and after"};
  proof.runs_before = 2;
  proof.after.tests_passed = 3;
  proof.after.tests_failed = 0;
  proof.after.tests_skipped = 2;
  proof.setup = CommandEvidence{.argv = {"npm", "ci"}, .exit_code = 0};
  const std::string text = test_results(proof, 5);
  CHECK(has(text, "\n- 1 test fails before and after\n"));
  CHECK(has(text, "ran 2 times without the patch and 1 times with it"));
  CHECK(has(text, "passed, 3 passed, 0 failed, 2 skipped"));
  CHECK(has(text, "| set-up with the patch | `npm ci` | passed |"));
}

TEST_CASE("a box is ticked for what was seen only") {
  Proof proof = proof_of(0);
  CHECK(has(test_checks(proof), "- [x] The tests passed on exactly this tree\n"));
  CHECK(has(test_checks(proof), "- [ ] A test failed without the patch and passes with it\n"));
  proof.after.exit_code = 1;
  proof.reproduced = true;
  CHECK(has(test_checks(proof), "- [ ] The tests passed on exactly this tree: some fail"));
  CHECK(has(test_checks(proof), "- [x] A test failed without the patch"));
}

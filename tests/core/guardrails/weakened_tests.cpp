#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::changed;
using homeostat::test::danger_in;
using homeostat::test::patch_of;
using homeostat::test::whole_tree;

namespace {

std::string detail_of(FilePatch file) {
  const Verdict verdict = check_patch(whole_tree(), patch_of({std::move(file)}));
  return verdict.pass() ? "" : verdict.refusals[0].detail;
}

}  // namespace

TEST_CASE("a test may not vanish") {
  FilePatch file = changed("tests/a.test.js", {"-x"});
  file.kind = FileChangeKind::deleted;
  file.new_path.clear();
  CHECK(detail_of(file) == "the file with its tests is deleted (changes.weakened_tests)");
  file.old_path = "src/old.js";
  CHECK(detail_of(file) == "");
  FilePatch renamed;
  renamed.kind = FileChangeKind::renamed;
  renamed.old_path = "src/a.spec.ts";
  renamed.new_path = "src/a.spec.ts.bak";
  CHECK(detail_of(renamed) == "the file of tests is renamed to none (changes.weakened_tests)");
  renamed.new_path = "src/b.spec.ts";
  CHECK(detail_of(renamed) == "");
}

TEST_CASE("a test file may not lose assertions") {
  const std::string loss = "the file loses assertions of its tests";
  CHECK(danger_in({"-expect(a).toBe(1);", "+a;"}, "tests/a.test.js") == loss);
  CHECK(danger_in({"-  self.assertEqual(a, b)", "+  pass"}, "tests/test_a.py") == loss);
  CHECK(danger_in({"-  assert a == b", "+  a == b"}, "test_a.py") == loss);
  CHECK(danger_in({"-  result.should eq 1", "+  result"}, "spec/a_spec.rb") == loss);
  CHECK(danger_in({"-expect(a).toBe(1);", "+expect(a).toBe(2);"}, "tests/a.test.js") == "");
  CHECK(danger_in({"+expect(a).toBe(2);"}, "tests/a.test.js") == "");
  CHECK(danger_in({"-assert(x);", "+y;"}, "src/a.js") == "");
}

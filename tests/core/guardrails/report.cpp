#include <homeostat/guardrails.hpp>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"
#include "support/synthetic.hpp"

using namespace homeostat;
using homeostat::test::changed;
using homeostat::test::patch_of;
using homeostat::test::reasons_of;
using homeostat::test::whole_tree;

namespace {

Verdict judge(ChangeClass one, ChangePolicy policy, FilePatch file) {
  GuardrailPolicy rules = whole_tree();
  rules.changes[one] = policy;
  return check_patch(rules, patch_of({std::move(file)}));
}

}  // namespace

TEST_CASE("the policy of a class decides between refusal, review and nothing") {
  const FilePatch file = changed("package.json", {"+ \"version\": \"2\","});
  const Verdict block = judge(ChangeClass::manifests, ChangePolicy::block, file);
  CHECK(reasons_of(block.refusals) == "protected_path package.json");
  CHECK(block.refusals[0].detail == "package.json: the path is protected (changes.manifests)");
  CHECK_FALSE(block.needs_review());
  const Verdict review = judge(ChangeClass::manifests, ChangePolicy::review, file);
  CHECK(review.pass());
  CHECK(review.needs_review());
  CHECK(reasons_of(review.reviews) == "protected_path package.json");
  const Verdict allow = judge(ChangeClass::manifests, ChangePolicy::allow, file);
  CHECK(allow.pass());
  CHECK_FALSE(allow.needs_review());
  CHECK_FALSE(judge(ChangeClass::manifests, static_cast<ChangePolicy>(9), file).pass());
}

TEST_CASE("sensitive code passes as something that a person must look at") {
  const Verdict verdict = check_patch({}, patch_of({changed("src/auth.js", {"+x"})}));
  CHECK(verdict.pass());
  CHECK(reasons_of(verdict.reviews) == "protected_path src/auth.js");
  CHECK(verdict.reviews[0].detail == "src/auth.js: the path is sensitive (changes.sensitive)");
}

TEST_CASE("what lines do has classes too") {
  const FilePatch file = changed("src/a.js", {"+ok()", "+eval(x)"});
  CHECK(judge(ChangeClass::dynamic_code, ChangePolicy::allow, file).pass());
  const Verdict review = judge(ChangeClass::dynamic_code, ChangePolicy::review, file);
  CHECK(review.pass());
  CHECK(reasons_of(review.reviews) == "dangerous_code src/a.js:2");
  CHECK_FALSE(judge(ChangeClass::processes, ChangePolicy::allow, file).pass());
}

TEST_CASE("a milder policy never adds a refusal") {
  FilePatch file = changed("package.json", {"+\"postinstall\": \"x\""});
  file.old_mode = FileMode::regular;
  file.new_mode = FileMode::executable;
  for (std::size_t i = 0; i < change_class_count; ++i) {
    const auto one = static_cast<ChangeClass>(i);
    const auto count = [&](ChangePolicy policy) {
      return judge(one, policy, file).refusals.size();
    };
    CHECK(count(ChangePolicy::review) <= count(ChangePolicy::block));
    CHECK(count(ChangePolicy::allow) == count(ChangePolicy::review));
  }
}

TEST_CASE("a path in a reason is one safe line") {
  const auto file_of = [](const std::string& path) {
    return check_patch({}, patch_of({changed(path, {"+x"})})).refusals.at(0).file;
  };
  CHECK(file_of("a\nb\tc\x1b[31m\xe2\x80\xae") == "a b c[31m");
  CHECK(file_of("x##[error]y") == "x## [error]y");
  CHECK(file_of(std::string(300, 'a')) == std::string(200, 'a') + "…");
  CHECK(file_of("lib/ghp_" + homeostat::test::random_text(36)) == "lib/[secret]");
}

#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"
#include "support/synthetic.hpp"

using homeostat::check_patch;
using homeostat::FileChangeKind;
using homeostat::FileMode;
using homeostat::FilePatch;
using homeostat::GuardrailPolicy;
using homeostat::Patch;
using homeostat::Reason;
using homeostat::Verdict;
using homeostat::test::changed;
using homeostat::test::patch_of;
using homeostat::test::random_text;
using homeostat::test::reasons_of;

namespace {

FilePatch renamed(const std::string& from, const std::string& to) {
  FilePatch file;
  file.kind = FileChangeKind::renamed;
  file.old_path = from;
  file.new_path = to;
  return file;
}

}  // namespace

TEST_CASE("a small fix of included files passes") {
  const Verdict verdict =
      check_patch({}, patch_of({changed("src/a.js", {" a", "-b", "+c", "+d"})}));
  CHECK(verdict.pass());
  CHECK(verdict.stats.added == 2);
  CHECK(verdict.stats.removed == 1);
  CHECK(verdict.stats.files == 1);
}

TEST_CASE("limits are limits: the last allowed passes, one more does not") {
  const GuardrailPolicy policy{.diff_lines_max = 3,
                               .files_max = 2,
                               .patch_bytes_max = 100,
                               .path_filters = {},
                               .protected_paths = {}};
  CHECK(reasons_of(patch_of({changed("src/a.js", {"+1", "+2", "-3"})}), policy) == "");
  const Verdict lines =
      check_patch(policy, patch_of({changed("src/a.js", {"+1", "+2", "-3", "-4"})}));
  CHECK(reasons_of(lines.refusals) == "diff_lines");
  CHECK(lines.refusals[0].detail == "patch changes 4 lines, limit is 3");
  CHECK(reasons_of(patch_of({changed("src/a", {"+1"}), changed("src/b", {"+2"})}), policy) == "");
  const Verdict files = check_patch(
      policy,
      patch_of({changed("src/a", {"+1"}), changed("src/b", {"+1"}), changed("src/c", {"+1"})}));
  CHECK(reasons_of(files.refusals) == "files");
  CHECK(files.refusals[0].detail == "patch touches 3 files, limit is 2");
  const Verdict bytes =
      check_patch(policy, patch_of({changed("src/a", {"+" + std::string(100, 'x')})}));
  CHECK(reasons_of(bytes.refusals) == "bytes");
  CHECK(bytes.refusals[0].detail == "patch has 122 bytes, limit is 100");
}

TEST_CASE("hunks and the length of added lines have limits") {
  GuardrailPolicy policy;
  policy.hunks_max = 2;
  policy.line_bytes_max = 10;
  FilePatch file = changed("src/a", {"+0123456789", "-01234567890"});
  file.hunks.push_back(file.hunks[0]);
  CHECK(reasons_of(patch_of({file}), policy) == "");
  file.hunks.push_back(file.hunks[0]);
  const Verdict hunks = check_patch(policy, patch_of({file}));
  CHECK(reasons_of(hunks.refusals) == "diff_lines");
  CHECK(hunks.refusals[0].detail == "patch has 3 hunks, limit is 2 (hunks_max)");
  const Verdict line = check_patch(policy, patch_of({changed("src/a", {" b", "+01234567890"})}));
  CHECK(reasons_of(line.refusals) == "bytes src/a:2");
  CHECK(line.refusals[0].detail == "an added line has 11 bytes, limit is 10 (line_bytes_max)");
}

TEST_CASE("lines that look like headers count as lines") {
  std::vector<std::string> lines(501, "+++x");
  CHECK(reasons_of(changed("src/a.txt", lines)) == "diff_lines");
}

TEST_CASE("a patch that changes nothing is none") {
  CHECK(reasons_of(Patch{}) == "does_not_parse");
  CHECK(check_patch({}, Patch{}).refusals[0].detail == "patch changes nothing");
  CHECK(reasons_of(changed("src/a.js", {" a", " b"})) == "does_not_parse");
  FilePatch empty;
  empty.kind = FileChangeKind::added;
  empty.new_path = "src/empty.py";
  CHECK(reasons_of(empty) == "");
  FilePatch mode;
  mode.old_path = mode.new_path = "src/a";
  mode.old_mode = FileMode::regular;
  mode.new_mode = FileMode::executable;
  CHECK(reasons_of(mode) == "mode_change src/a");
}

TEST_CASE("ordinary texts of a pull request hold no secret") {
  CHECK(check_patch({}, patch_of({changed("src/a.js", {"+x"})}),
                    {.commit_message = "fix: handle a missing token\n\nFingerprint: v1:" +
                                       random_text(64, homeostat::test::hex_digits),
                     .pull_request_text = "`password` may be undefined; tokens: {\"input\": 120}"})
            .pass());
}

TEST_CASE("all reasons are listed, in order of file and line") {
  const std::string secret = "ghp_" + random_text(36);
  FilePatch first = changed("src/a.js", {"+eval(x)", "+t = '" + secret + "'", "+eval(y)"});
  first.old_mode = FileMode::regular;
  first.new_mode = FileMode::executable;
  const GuardrailPolicy policy{.diff_lines_max = 1, .path_filters = {}, .protected_paths = {}};
  CHECK(reasons_of(patch_of({first, changed("package.json", {"+x"})}), policy) ==
        "diff_lines, mode_change src/a.js, dangerous_code src/a.js:1, secret src/a.js:2, "
        "dangerous_code src/a.js:3, path_filter package.json, protected_path package.json");
}

TEST_CASE("a larger limit or a smaller patch never adds a refusal") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    INFO("seed " << seed);
    const std::string digits = random_text(12, "0123456789", seed);
    std::vector<FilePatch> files;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::vector<std::string> paths{"src/a.js", "lib/b.js", "package.json", "src/c.py"};
      const std::vector<std::string> lines{"+eval(x)", "+y", "-z",
                                           "+k = 'ghp_" + random_text(36) + "'"};
      const auto pick = static_cast<std::size_t>(digits[i] - '0');
      files.push_back(changed(paths[pick % 4], {lines[(pick + i) % 4], lines[pick % 3]}));
    }
    GuardrailPolicy policy{
        .diff_lines_max = 4, .files_max = 2, .path_filters = {}, .protected_paths = {}};
    const auto count = check_patch(policy, patch_of(files)).refusals.size();
    GuardrailPolicy larger = policy;
    larger.diff_lines_max = 400;
    larger.files_max = 20;
    CHECK(check_patch(larger, patch_of(files)).refusals.size() <= count);
    files.pop_back();
    CHECK(check_patch(policy, patch_of(files)).refusals.size() <= count);
  }
}

TEST_CASE("a secret in a name or a text beside the patch is refused and not repeated") {
  const std::string secret = "ghp_" + random_text(36);
  const Verdict name = check_patch({}, patch_of({renamed("src/x.txt", "src/" + secret)}));
  CHECK(reasons_of(name.refusals) == "secret src/[secret]");
  CHECK(name.refusals[0].detail == "the new file name holds a secret (github-token, 40 bytes)");
  CHECK(reasons_of(changed("src/" + secret, {"+x"})) == "");
  const Verdict texts = check_patch(
      {}, patch_of({changed("src/a.js", {"+x"})}),
      {.commit_message = "fix\n\n" + secret, .pull_request_text = "password = \"Sup3rSecret!\""});
  CHECK(reasons_of(texts.refusals) == "secret, secret");
  CHECK(texts.refusals[0].detail ==
        "line 3 of the commit message holds a secret (github-token, 40 bytes)");
  CHECK(texts.refusals[1].detail ==
        "line 1 of the pull request holds a secret (password-assignment, 12 bytes)");
  for (const auto& verdict : {name, texts}) {
    for (const auto& one : verdict.refusals) {
      CHECK((one.detail + one.file).find(secret.substr(4, 12)) == std::string::npos);
    }
  }
}

#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

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

namespace {

/// "path_filter a/b.js:3, secret a/b.js:4": reasons, files and lines in their order.
std::string reasons_of(const Verdict& verdict) {
  std::string out;
  for (const auto& one : verdict.refusals) {
    if (!out.empty()) out += ", ";
    out += to_string(one.reason);
    if (!one.file.empty()) out += " " + one.file;
    if (one.line > 0) out += ":" + std::to_string(one.line);
  }
  return out;
}

std::string reasons_of(const Patch& patch, const GuardrailPolicy& policy = {}) {
  return reasons_of(check_patch(policy, patch));
}

std::string reasons_of(FilePatch file) { return reasons_of(patch_of({std::move(file)})); }

FilePatch renamed(const std::string& from, const std::string& to) {
  FilePatch file;
  file.kind = FileChangeKind::renamed;
  file.old_path = from;
  file.new_path = to;
  return file;
}

FilePatch with_modes(FileMode before, FileMode after) {
  FilePatch file = changed("src/a.sh", {"+x"});
  file.old_mode = before;
  file.new_mode = after;
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
  CHECK(reasons_of(lines) == "diff_lines");
  CHECK(lines.refusals[0].detail == "patch changes 4 lines, limit is 3");
  CHECK(reasons_of(patch_of({changed("src/a", {"+1"}), changed("src/b", {"+2"})}), policy) == "");
  const Verdict files = check_patch(
      policy,
      patch_of({changed("src/a", {"+1"}), changed("src/b", {"+1"}), changed("src/c", {"+1"})}));
  CHECK(reasons_of(files) == "files");
  CHECK(files.refusals[0].detail == "patch touches 3 files, limit is 2");
  const Verdict bytes =
      check_patch(policy, patch_of({changed("src/a", {"+" + std::string(100, 'x')})}));
  CHECK(reasons_of(bytes) == "bytes");
  CHECK(bytes.refusals[0].detail == "patch has 122 bytes, limit is 100");
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

TEST_CASE("every file must pass the filters, and both sides of a rename") {
  CHECK(reasons_of(patch_of({changed("src/a.ts", {"+x"}), changed("lib/b.ts", {"+x"})})) ==
        "path_filter lib/b.ts");
  CHECK(reasons_of(changed("src-evil/a.js", {"+x"})) == "path_filter src-evil/a.js");
  CHECK(reasons_of(changed("tests/a.js", {"+x"})) == "path_filter tests/a.js");
  CHECK(reasons_of(renamed("src/a.js", "lib/a.js")) == "path_filter lib/a.js");
  const Verdict from = check_patch({}, patch_of({renamed("lib/a.js", "src/a.js")}));
  CHECK(reasons_of(from) == "path_filter src/a.js");
  CHECK(from.refusals[0].detail == "lib/a.js: not under the included paths, or excluded");
  FilePatch deleted;
  deleted.kind = FileChangeKind::deleted;
  deleted.old_path = "lib/a.js";
  CHECK(reasons_of(deleted) == "path_filter lib/a.js");
  FilePatch copied = renamed("secrets.txt", "src/a.txt");
  copied.kind = FileChangeKind::copied;
  CHECK(reasons_of(copied) == "path_filter src/a.txt");
  CHECK(reasons_of(patch_of({changed("src/a.js", {"+x"})}),
                   {.path_filters = {.include = {}, .exclude = {}}, .protected_paths = {}}) ==
        "path_filter src/a.js");
}

TEST_CASE("protected paths are refused whatever is included") {
  const GuardrailPolicy all{.path_filters = {.include = {"**"}, .exclude = {}},
                            .protected_paths = {"src/generated/"}};
  for (const char* path :
       {".github/workflows/x.yml", ".GitHub/workflows/x.yml", "package-lock.json", ".gitmodules",
        "node_modules/a/b.js", "package.json", "CODEOWNERS", "src/generated/a.js",
        "p\xd0\xb0"
        "ckage.json",
        "SRC/Generated/a.js"}) {
    INFO(path);
    CHECK(reasons_of(patch_of({changed(path, {"+x"})}), all).starts_with("protected_path"));
  }
  CHECK(reasons_of(patch_of({changed("src/a.js", {"+x"})}), all) == "");
}

TEST_CASE("tricks with the spelling of a path are refused and named") {
  const auto detail = [](const std::string& path) {
    const Verdict verdict = check_patch({}, patch_of({changed(path, {"+x"})}));
    return verdict.pass() ? std::string("passes") : verdict.refusals[0].detail;
  };
  CHECK(detail("src/../.github/workflows/x.yml") ==
        "src/../.github/workflows/x.yml: path leaves its folder by ..");
  CHECK(detail("/src/a.js") == "/src/a.js: path is absolute");
  CHECK(detail("src\\a.js") == "src\\a.js: path contains a backslash");
  CHECK(detail("src/.git/hooks/x") == "src/.git/hooks/x: path enters the .git folder");
  CHECK(detail("./src/a.js") == "./src/a.js: another spelling of src/a.js");
  CHECK(detail("src//a.js") == "src//a.js: another spelling of src/a.js");
  CHECK(detail("src/a.js ") == "src/a.js : path has a component that ends in a space");
  CHECK(detail("src/a\n\tb.js") == "src/a  b.js: path contains a control character");
  CHECK(detail("src/" + std::string(300, 'a') + "\\") ==
        "src/" + std::string(196, 'a') + "…: path contains a backslash");
  CHECK(reasons_of(changed("src/.git/hooks/x", {"+x"})).starts_with("protected_path"));
}

TEST_CASE("links, submodules, binaries and modes are refused") {
  CHECK(reasons_of(with_modes(FileMode::unknown, FileMode::symlink)) == "symlink src/a.sh");
  CHECK(reasons_of(with_modes(FileMode::symlink, FileMode::regular)) == "symlink src/a.sh");
  CHECK(reasons_of(with_modes(FileMode::submodule, FileMode::submodule)) == "symlink src/a.sh");
  CHECK(reasons_of(changed("src/lib", {"-Subproject commit 1234", "+Subproject commit 5678"})) ==
        "symlink src/lib");
  CHECK(reasons_of(changed("src/a.md", {"+Subproject commit 1234", "+x"})) == "");
  const auto detail = [](FilePatch file) {
    const Verdict verdict = check_patch({}, patch_of({std::move(file)}));
    return std::string(to_string(verdict.refusals.at(0).reason)) + ": " +
           verdict.refusals[0].detail;
  };
  CHECK(detail(with_modes(FileMode::regular, FileMode::executable)) ==
        "mode_change: the file becomes executable");
  CHECK(detail(with_modes(FileMode::executable, FileMode::regular)) ==
        "mode_change: the file is no longer executable");
  CHECK(detail(with_modes(FileMode::unknown, static_cast<FileMode>(0100666))) ==
        "mode_change: a file mode that git does not know");
  CHECK(reasons_of(with_modes(FileMode::executable, FileMode::executable)) == "");
  FilePatch added = with_modes(FileMode::unknown, FileMode::executable);
  added.kind = FileChangeKind::added;
  added.old_path.clear();
  CHECK(detail(added) == "mode_change: a new executable file");
  added.new_mode = FileMode::regular;
  CHECK(reasons_of(added) == "");
  FilePatch binary;
  binary.old_path = binary.new_path = "src/a.png";
  binary.binary = true;
  CHECK(reasons_of(binary) == "binary src/a.png");
  CHECK(reasons_of(changed("src/a.js", {std::string("+a\0b", 4)})) == "binary src/a.js");
}

TEST_CASE("a secret is refused where the patch adds it, and only there") {
  const std::string secret = "ghp_" + random_text(36);
  const std::string line = "const t = \"" + secret + "\";";
  const Verdict verdict =
      check_patch({}, patch_of({changed("src/a.js", {" a", " b", "+" + line})}));
  CHECK(reasons_of(verdict) == "secret src/a.js:3");
  CHECK(verdict.refusals[0].detail == "an added line holds a secret (github-token, 40 bytes)");
  CHECK(reasons_of(changed("src/a.js", {"-" + line, "+const t = process.env.TOKEN;"})) == "");
  CHECK(reasons_of(changed("src/a.js", {" " + line, "+x"})) == "");
  for (const char* benign : {"+const apiKey = getKey();", "+apiKey: string;", "-secret = 'x'",
                             " secret = 'x'", "+if (secret === other) return;"}) {
    CHECK(reasons_of(changed("src/a.ts", {benign, "+x"})) == "");
  }
}

TEST_CASE("a secret over several lines is seen, with the line of the new file") {
  FilePatch file =
      changed("src/key.py", {" k = '''", "+-----BEGIN RSA PRIVATE KEY-----", "+" + random_text(64),
                             "+" + random_text(64), "+-----END RSA PRIVATE KEY-----", " '''"});
  file.hunks[0].new_start = 40;
  CHECK(reasons_of(file) == "secret src/key.py:41");
}

TEST_CASE("a secret in a name or a text beside the patch is refused and not repeated") {
  const std::string secret = "ghp_" + random_text(36);
  const Verdict name = check_patch({}, patch_of({renamed("src/x.txt", "src/" + secret)}));
  CHECK(reasons_of(name) == "secret src/[secret]");
  CHECK(name.refusals[0].detail == "the new file name holds a secret (github-token, 40 bytes)");
  CHECK(reasons_of(changed("src/" + secret, {"+x"})) == "");
  const Verdict texts = check_patch(
      {}, patch_of({changed("src/a.js", {"+x"})}),
      {.commit_message = "fix\n\n" + secret, .pull_request_text = "password = \"Sup3rSecret!\""});
  CHECK(reasons_of(texts) == "secret, secret");
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

TEST_CASE("a patch full of secrets is refused with a bounded list") {
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < 400; ++i) {
    lines.push_back("+k = 'ghp_" + random_text(36, homeostat::test::base62, i + 1) + "'");
  }
  CHECK(check_patch({}, patch_of({changed("src/a.js", lines)})).refusals.size() == 100);
}

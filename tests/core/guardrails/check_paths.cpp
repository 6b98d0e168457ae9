#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"
#include "support/synthetic.hpp"

using namespace homeostat;
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

TEST_CASE("every file must pass the filters, and both sides of a rename") {
  CHECK(reasons_of(patch_of({changed("src/a.ts", {"+x"}), changed("lib/b.ts", {"+x"})})) ==
        "path_filter lib/b.ts");
  CHECK(reasons_of(changed("src-evil/a.js", {"+x"})) == "path_filter src-evil/a.js");
  CHECK(reasons_of(changed("tests/a.js", {"+x"})) == "path_filter tests/a.js");
  CHECK(reasons_of(renamed("src/a.js", "lib/a.js")) == "path_filter lib/a.js");
  const Verdict from = check_patch({}, patch_of({renamed("lib/a.js", "src/a.js")}));
  CHECK(reasons_of(from.refusals) == "path_filter src/a.js");
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
    CHECK(reasons_of(patch_of({changed(path, {"+x"})}), all).find("protected_path") !=
          std::string::npos);
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

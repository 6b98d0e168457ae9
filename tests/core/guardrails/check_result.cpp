#include <homeostat/guardrails.hpp>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::changed;
using homeostat::test::patch_of;
using homeostat::test::reasons_of;

namespace {

std::string reasons_with(const std::string& before, const std::vector<std::string>& lines,
                         const std::string& path = "src/a.js") {
  const std::vector<FileContent> files{{.path = path, .content = before}};
  GuardContext context;
  context.base_files = files;
  return reasons_of(check_patch({}, patch_of({changed(path, lines)}), context).refusals);
}

}  // namespace

TEST_CASE("with the files at hand a patch must apply") {
  CHECK(reasons_with("a\nb\n", {" a", "-b", "+c"}) == "");
  CHECK(reasons_with("a\nx\n", {" a", "-b", "+c"}) == "does_not_apply");
  const std::vector<FileContent> none;
  GuardContext context;
  context.base_files = none;
  const Verdict verdict = check_patch({}, patch_of({changed("src/a.js", {" a", "+c"})}), context);
  CHECK(reasons_of(verdict.refusals) == "does_not_apply");
  CHECK(verdict.refusals[0].detail.find('\n') == std::string::npos);
}

TEST_CASE("what parsed before must parse afterwards") {
  CHECK(reasons_with("f(1);\n", {"-f(1);", "+f(1;"}) == "does_not_parse src/a.js:1");
  CHECK(reasons_with("f(1);\n", {"-f(1);", "+f(2);"}) == "");
  CHECK(reasons_with("f(1;\n", {"-f(1;", "+f(2;"}) == "");
  CHECK(reasons_with("f(1;\n", {"-f(1;", "+f(1);"}) == "");
  CHECK(reasons_with("{\"a\": 1}\n", {"-{\"a\": 1}", "+{\"a\": }"}, "src/a.json") ==
        "does_not_parse src/a.json");
  CHECK(reasons_with("if a:\n    b()\n", {" if a:", "-    b()", "+b()"}, "src/a.py") ==
        "does_not_parse src/a.py:2");
}

TEST_CASE("a deleted file need not parse, a renamed one does") {
  const std::vector<FileContent> files{{.path = "src/a.js", .content = "f(1);\n"}};
  GuardContext context;
  context.base_files = files;
  FilePatch file = changed("src/a.js", {"-f(1);"});
  file.kind = FileChangeKind::deleted;
  file.new_path.clear();
  CHECK(check_patch({}, patch_of({file}), context).pass());
  file = changed("src/a.js", {"-f(1);", "+f(1;"});
  file.kind = FileChangeKind::renamed;
  file.new_path = "src/b.js";
  CHECK(reasons_of(check_patch({}, patch_of({file}), context).refusals) ==
        "does_not_parse src/b.js:1");
}

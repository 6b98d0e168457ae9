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

FilePatch with_modes(FileMode before, FileMode after) {
  FilePatch file = changed("src/a.sh", {"+x"});
  file.old_mode = before;
  file.new_mode = after;
  return file;
}

}  // namespace

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
        "mode_change: the file becomes executable (changes.modes)");
  CHECK(detail(with_modes(FileMode::executable, FileMode::regular)) ==
        "mode_change: the file is no longer executable (changes.modes)");
  CHECK(detail(with_modes(FileMode::unknown, static_cast<FileMode>(0100666))) ==
        "mode_change: a file mode that git does not know");
  CHECK(reasons_of(with_modes(FileMode::executable, FileMode::executable)) == "");
  FilePatch added = with_modes(FileMode::unknown, FileMode::executable);
  added.kind = FileChangeKind::added;
  added.old_path.clear();
  CHECK(detail(added) == "mode_change: a new executable file (changes.modes)");
  added.new_mode = FileMode::regular;
  CHECK(reasons_of(added) == "");
  FilePatch binary;
  binary.old_path = binary.new_path = "src/a.png";
  binary.binary = true;
  CHECK(reasons_of(binary) == "binary src/a.png");
  CHECK(reasons_of(changed("src/a.js", {std::string("+a\0b", 4)})) == "binary src/a.js");
}

#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed;
using helpers::refusal;

namespace {

const std::string header =
    "diff --git a/x.bin b/x.bin\nindex 1f2e3d4..5a6b7c8 100644\nGIT binary patch\n";
// Three bytes a line would be "C" and five characters; "z" stands for 52 bytes.
const std::string full_line = "z" + std::string(65, '0') + "\n";
const std::string next_file = "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n";

}  // namespace

TEST_CASE("a binary patch is one file without hunks, its payload is passed over") {
  const auto patch =
      parsed(header + "literal 55\n" + full_line + "Cc$}8_\n\ndelta 3\nCc$}8_\n\n" + next_file);
  REQUIRE(patch.files.size() == 2);
  CHECK(patch.files[0].binary);
  CHECK(patch.files[0].hunks.empty());
  CHECK(patch.files[0].path() == "x.bin");
  CHECK(patch.files[1].path() == "y");
  CHECK(patch.files[1].patch_line == 11);
}

TEST_CASE("a payload may stand alone, and before the end of the text") {
  CHECK(parsed(header + "literal 3\nCc$}8_\n\n").files[0].binary);
  CHECK(parsed(header + "delta 3\nCc$}8_\n\n" + next_file).files.size() == 2);
}

TEST_CASE("a note of differing binary files is a binary patch without payload") {
  const auto patch = parsed(
      "diff --git a/x b/x\nindex 1f2e3d4..5a6b7c8 100644\n"
      "Binary files a/x and b/x differ\n" +
      next_file);
  REQUIRE(patch.files.size() == 2);
  CHECK(patch.files[0].binary);
  CHECK(print_patch({{patch.files[0]}}) ==
        "diff --git a/x b/x\nindex 1f2e3d4..5a6b7c8 100644\nBinary files a/x and b/x differ\n");
}

TEST_CASE("new and deleted binary files name /dev/null") {
  const std::string added =
      "diff --git a/x b/x\nnew file mode 100644\nindex 0000000..5a6b7c8\n"
      "Binary files /dev/null and b/x differ\n";
  const std::string deleted =
      "diff --git a/x b/x\ndeleted file mode 100644\nindex 5a6b7c8..0000000\n"
      "Binary files a/x and /dev/null differ\n";
  CHECK(parsed(added).files[0].kind == FileChangeKind::added);
  CHECK(print_patch(parsed(added)) == added);
  CHECK(print_patch(parsed(deleted)) == deleted);
}

TEST_CASE("nothing can hide in a payload") {
  const std::string wrong = "line 5: not a line of a binary payload";
  CHECK(refusal(header + "literal 3\n" + next_file) == wrong);
  CHECK(refusal(header + "literal 3\nCc$}8\n\n") == wrong);
  CHECK(refusal(header + "literal 3\nCc$}8,\n\n") == wrong);
  CHECK(refusal(header + "literal 3\n0c$}8_\n\n") == wrong);
  CHECK(refusal(header + "literal 3\nCc$}8_\n") == "line 6: the text ends in a binary payload");
  const std::string no_payload =
      "line 4: a binary patch goes on with \"literal\" or \"delta\" and a size";
  CHECK(refusal(header + "literal\n") == no_payload);
  CHECK(refusal(header + "literal x\n\n") == no_payload);
  CHECK(refusal(header) == no_payload);
  CHECK(refusal("diff --git a/x b/x\nBinary files a/x and b/x differ") ==
        "line 2: the text ends in a file header");
}

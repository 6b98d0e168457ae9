#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed_file;
using helpers::refusal;

namespace {

const std::string names = "--- a/x\n+++ b/x\n";
const std::string change = "@@ -1 +1 @@\n-a\n+b\n";
const std::string creation = "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+b\n";
const std::string removal = "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";

FilePatch file(const std::string& lines) { return parsed_file("diff --git a/x b/x\n" + lines); }
std::string why(const std::string& lines) { return refusal("diff --git a/x b/x\n" + lines); }

}  // namespace

TEST_CASE("a change in place has its mode and blobs from the index line") {
  const auto patch = file("index 1a2b3c4..5d6e7f8 100755\n" + names + change);
  CHECK(patch.kind == FileChangeKind::modified);
  CHECK(patch.old_path == "x");
  CHECK(patch.new_path == "x");
  CHECK(patch.old_mode == FileMode::executable);
  CHECK(patch.new_mode == FileMode::executable);
  CHECK(patch.old_blob == "1a2b3c4");
  CHECK(patch.new_blob == "5d6e7f8");
  CHECK(patch.similarity == -1);
  CHECK(patch.patch_line == 1);
}

TEST_CASE("ids that are none are passed over, as git does") {
  CHECK(file("index abc..xyz 100644\n" + names + change).old_blob.empty());
  CHECK(file("index abc..xyz 100644\n" + names + change).old_mode == FileMode::regular);
  CHECK(file("index something\n" + names + change).new_blob.empty());
}

TEST_CASE("new and deleted files have one path and one mode") {
  const auto added = file("new file mode 100755\nindex 0000000..5d6e7f8\n" + creation);
  CHECK(added.kind == FileChangeKind::added);
  CHECK(added.old_path.empty());
  CHECK(added.new_path == "x");
  CHECK(added.new_mode == FileMode::executable);
  CHECK(added.old_mode == FileMode::unknown);
  const auto deleted = file("deleted file mode 120000\n" + removal);
  CHECK(deleted.kind == FileChangeKind::deleted);
  CHECK(deleted.new_path.empty());
  CHECK(deleted.path() == "x");
  CHECK(deleted.old_mode == FileMode::symlink);
}

TEST_CASE("/dev/null alone says that a file is new or deleted, and then it is a regular one") {
  CHECK(file(creation).kind == FileChangeKind::added);
  CHECK(file(creation).new_mode == FileMode::regular);
  CHECK(file(removal).kind == FileChangeKind::deleted);
  CHECK(file(removal).old_mode == FileMode::regular);
  CHECK(file("index 0000000..5d6e7f8 100755\n" + creation).new_mode == FileMode::executable);
  CHECK(parsed_file("diff --git /dev/null b/x\n" + creation).path() == "x");
}

TEST_CASE("empty files come and go without a hunk") {
  CHECK(file("new file mode 100644\nindex 0000000..e69de29\n").kind == FileChangeKind::added);
  CHECK(file("deleted file mode 100644\nindex e69de29..0000000\n").kind == FileChangeKind::deleted);
}

TEST_CASE("modes are read as git's, with old permissions reduced to the owner's x") {
  const auto mode = [](const std::string& text) {
    return file("old mode 100644\nnew mode " + text + "\n").new_mode;
  };
  CHECK(mode("100755") == FileMode::executable);
  CHECK(mode("100664") == FileMode::regular);
  CHECK(mode("120000") == FileMode::symlink);
  CHECK(mode("160000") == FileMode::submodule);
  for (const std::string wrong : {"040000", "1006a4", "", "0100644000", "644", "100899"}) {
    INFO(wrong);
    CHECK(why("old mode " + wrong + "\n") == "line 2: not a file mode of git");
  }
}

TEST_CASE("a submodule is a file with the mode of a submodule") {
  const auto patch = file("index 1a2b3c4..5d6e7f8 160000\n" + names +
                          "@@ -1 +1 @@\n-Subproject commit 1a2b3c4\n+Subproject commit 5d6e7f8\n");
  CHECK(patch.new_mode == FileMode::submodule);
}

TEST_CASE("renames and copies name both paths") {
  const auto renamed = parsed_file(
      "diff --git a/old name b/new\nold mode 100644\nnew mode 100755\nsimilarity index 93%\n"
      "rename from old name\nrename to new\nindex 1a2b3c4..5d6e7f8\n"
      "--- a/old name\t\n+++ b/new\n" +
      change);
  CHECK(renamed.kind == FileChangeKind::renamed);
  CHECK(renamed.old_path == "old name");
  CHECK(renamed.new_path == "new");
  CHECK(renamed.similarity == 93);
  CHECK(renamed.old_mode == FileMode::regular);
  CHECK(renamed.new_mode == FileMode::executable);
  const auto copied = parsed_file(
      "diff --git \"a/\\303\\251\" b/y\nsimilarity index 100%\n"
      "copy from \"\\303\\251\"\ncopy to y\n");
  CHECK(copied.kind == FileChangeKind::copied);
  CHECK(copied.old_path == "\xc3\xa9");
  CHECK(copied.hunks.empty());
  CHECK(parsed_file("diff --git x y\nrename from x\nrename to y\n--- x\n+++ y\n" + change).path() ==
        "y");
}

TEST_CASE("a rename that does not hold together is refused") {
  const std::string twice = "line 1: the file header names y in two ways";
  CHECK(why("rename from x\nrename to y\n") == twice);
  CHECK(refusal("diff --git a/x b/y\nrename from x\nrename to y\n--- a/z\n+++ b/y\n" + change) ==
        twice);
  CHECK(refusal("diff --git a/x b/y\nrename from x\nrename to y\n--- a/x\n+++ b/z\n" + change) ==
        twice);
  CHECK(refusal("diff --git a/x b/y\nrename from x\nrename to y\n" + creation) == twice);
  CHECK(refusal("diff --git \"a/x\" b/yz\nrename from x\nrename to y\n") == twice);
  CHECK(refusal("diff --git \"a/q\" b/y\nrename from x\nrename to y\n") == twice);
  CHECK(refusal("diff --git \"a b/y\nrename from x\nrename to y\n") == twice);
  CHECK(why("rename from x\n") == "line 1: a rename or copy needs a \"from\" and a \"to\"");
  CHECK(why("copy to x\n") == "line 1: a rename or copy needs a \"from\" and a \"to\"");
  CHECK(why("copy from x\nrename to y\n") == "line 1: a file cannot be both renamed and copied");
  CHECK(refusal("diff --git a/x b/y\nnew file mode 100644\nrename from x\nrename to y\n") ==
        "line 1: a renamed or copied file is neither new nor deleted");
}

TEST_CASE("a header line that stands twice is refused") {
  for (const std::string line :
       {"old mode 100644", "new mode 100644", "new file mode 100644", "deleted file mode 100644",
        "rename from y", "rename to y", "copy from y", "copy to y", "similarity index 5%",
        "index 1a2b3c4..5d6e7f8 100644"}) {
    INFO(line);
    CHECK(why(line + "\n" + line + "\n") == "line 3: this header line stands twice");
  }
}

TEST_CASE("a similarity is a number of percent") {
  for (const std::string wrong : {"", "%", "5", "x%", "5%%", "1000%"}) {
    INFO(wrong);
    CHECK(why("similarity index " + wrong + "\n") == "line 2: a similarity is a number of percent");
  }
  CHECK(why("similarity index 101%\n") == "line 2: a similarity is at most 100%");
  CHECK(file("dissimilarity index 95%\n" + names + change).similarity == -1);
}

TEST_CASE("names and modes that contradict each other are refused") {
  CHECK(why("--- a/y\n+++ b/x\n" + change) == "line 1: the file header names x in two ways");
  CHECK(why("--- a/x\n+++ b/y\n" + change) == "line 1: the file header names x in two ways");
  CHECK(why("new file mode 100644\n" + names + change) ==
        "line 1: /dev/null must stand for the side without a file");
  CHECK(why("deleted file mode 100644\n" + names + change) ==
        "line 1: /dev/null must stand for the side without a file");
  CHECK(why("new file mode 100644\n" + removal) == "line 1: a file cannot be both new and deleted");
  CHECK(why("old mode 100644\n" + names + change) ==
        "line 1: a mode change needs an old and a new mode");
  CHECK(why("old mode 100644\nnew mode 100755\n" + creation) ==
        "line 1: a new or deleted file cannot change its mode");
  CHECK(why("old mode 100644\nnew mode 100755\nindex 1a2b..5d6e 120000\n" + names + change) ==
        "line 1: the index line gives a mode beside other modes");
}

TEST_CASE("a new file has no old lines and a deleted one no new lines") {
  CHECK(why("--- /dev/null\n+++ b/x\n" + change) == "line 1: the new file x has old lines");
  CHECK(why("--- a/x\n+++ /dev/null\n" + change) == "line 1: the deleted file x has new lines");
  CHECK(why(creation + "@@ -0,0 +3 @@\n+c\n") == "line 1: a new or deleted file has one hunk");
}

TEST_CASE("a header without a change is refused") {
  const std::string nothing = "line 1: the file header is followed by no change";
  CHECK(why("") == nothing);
  CHECK(why("index 1a2b3c4..5d6e7f8\n") == nothing);
  CHECK(why("some words\n") == nothing);
  CHECK(why(names) == "line 4: a hunk must follow the lines \"---\" and \"+++\"");
  CHECK(why("--- a/x\n" + change) == "line 3: a line \"+++\" must follow the line \"---\"");
  CHECK(refusal("--- a/x\n+++ b/x\nwords\n") ==
        "line 3: a hunk must follow the lines \"---\" and \"+++\"");
  for (const std::string cut : {"diff --git a/x b/x", "diff --git a/x b/x\nold mode 100644",
                                "--- a/x\n+++ b/x", "diff --git a/x b/x\n--- a/x\n+++ b/x"}) {
    CHECK(refusal(cut).find("the text ends in a file header") != std::string::npos);
  }
}

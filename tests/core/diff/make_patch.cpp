#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::file;

TEST_CASE("files that are equal make no patch") {
  CHECK(make_patch({file("x", "a\n")}, {file("x", "a\n")}).files.empty());
  CHECK(make_patch({}, {}).files.empty());
}

TEST_CASE("files come in the order of their paths") {
  const auto patch =
      make_patch({file("c", "1\n"), file("a", "1\n")}, {file("b", "2\n"), file("c", "3\n")});
  REQUIRE(patch.files.size() == 3);
  CHECK(patch.files[0].kind == FileChangeKind::deleted);
  CHECK(patch.files[0].path() == "a");
  CHECK(patch.files[1].kind == FileChangeKind::added);
  CHECK(patch.files[1].new_mode == FileMode::regular);
  CHECK(patch.files[2].kind == FileChangeKind::modified);
  CHECK(patch.files[2].new_mode == FileMode::unknown);
}

TEST_CASE("a change of mode alone has no hunk") {
  const auto patch = make_patch({file("x", "a\n")}, {file("x", "a\n", FileMode::executable)});
  CHECK(print_patch(patch) == "diff --git a/x b/x\nold mode 100644\nnew mode 100755\n");
}

TEST_CASE("a file that becomes a link goes and comes") {
  const auto patch = make_patch({file("x", "a\n")}, {file("x", "y", FileMode::symlink)});
  REQUIRE(patch.files.size() == 2);
  CHECK(patch.files[0].kind == FileChangeKind::deleted);
  CHECK(patch.files[1].kind == FileChangeKind::added);
  CHECK(patch.files[1].new_mode == FileMode::symlink);
  CHECK(patch.files[1].hunks[0].lines[0].no_newline);
}

TEST_CASE("NUL bytes anywhere make a file binary") {
  const std::string far = std::string(20000, 'x') + '\0';
  const auto patch = make_patch({file("x", "a\n"), file("y", far)},
                                {file("x", std::string("a\0", 2)), file("z", "new\n")});
  REQUIRE(patch.files.size() == 3);
  CHECK(patch.files[0].binary);
  CHECK(patch.files[0].hunks.empty());
  CHECK(patch.files[1].binary);
  CHECK(!patch.files[2].binary);
  const auto mode = make_patch({file("y", far)}, {file("y", far, FileMode::executable)});
  CHECK(!mode.files.at(0).binary);
}

TEST_CASE("the same content at another path is a rename") {
  const auto patch =
      make_patch({file("d/old", "a\n"), file("e/same", "b\n")},
                 {file("f/new", "a\n", FileMode::executable), file("g/same", "b\n")});
  CHECK(print_patch(patch) ==
        "diff --git a/d/old b/f/new\nold mode 100644\nnew mode 100755\nsimilarity index 100%\n"
        "rename from d/old\nrename to f/new\n"
        "diff --git a/e/same b/g/same\nsimilarity index 100%\n"
        "rename from e/same\nrename to g/same\n");
}

TEST_CASE("of several sources of a rename, one of the same name comes first") {
  const auto patch =
      make_patch({file("a/one", "x\n"), file("b/two", "x\n"), file("c/three", "x\n")},
                 {file("z/three", "x\n"), file("z/alpha", "x\n")});
  REQUIRE(patch.files.size() == 3);
  CHECK(patch.files[0].kind == FileChangeKind::deleted);
  CHECK(patch.files[0].path() == "b/two");
  CHECK(patch.files[1].old_path == "a/one");
  CHECK(patch.files[1].new_path == "z/alpha");
  CHECK(patch.files[2].old_path == "c/three");
  CHECK(patch.files[2].new_path == "z/three");
}

TEST_CASE("nothing is renamed that stays, is empty or has another type") {
  CHECK(make_patch({file("a", "x\n")}, {file("a", "x\n"), file("b", "x\n")}).files.at(0).kind ==
        FileChangeKind::added);
  CHECK(make_patch({file("a", "")}, {file("b", "")}).files.size() == 2);
  CHECK(make_patch({file("a", "x")}, {file("b", "x", FileMode::symlink)}).files.size() == 2);
}

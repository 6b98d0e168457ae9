#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed_file;
using helpers::refusal;

namespace {

const std::string change = "@@ -1 +1 @@\n-a\n+b\n";
const std::string creation = "@@ -0,0 +1 @@\n+b\n";
const std::string removal = "@@ -1 +0,0 @@\n-a\n";

FilePatch plain(const std::string& before, const std::string& after,
                const std::string& hunk = change) {
  return parsed_file("--- " + before + "\n+++ " + after + "\n" + hunk);
}

FilePatch mode_change(const std::string& names) {
  return parsed_file("diff --git " + names + "\nold mode 100644\nnew mode 100755\n");
}

}  // namespace

TEST_CASE("a/ and b/ are taken off, other folders stay") {
  CHECK(plain("a/x", "b/x").path() == "x");
  CHECK(plain("src/x", "src/x").path() == "src/x");
  CHECK(plain("a/x", "a/x").path() == "a/x");
  CHECK(plain("x", "b/x").path() == "x");
  CHECK(plain("a/x", "x").path() == "x");
  CHECK(plain("/dev/null", "b/x", creation).path() == "x");
  CHECK(plain("/dev/null", "src/x", creation).path() == "src/x");
  CHECK(plain("a/x", "/dev/null", removal).path() == "x");
}

TEST_CASE("where plain diff names two files, the shorter or the new one is meant") {
  CHECK(plain("x.c.orig", "x.c").path() == "x.c");
  CHECK(plain("x.c", "x.c.new").path() == "x.c");
  CHECK(plain("old.c", "new.c").path() == "new.c");
  CHECK(plain("old.c", "new.c").old_path == "new.c");
}

TEST_CASE("a date behind a tab is no part of the name") {
  const auto file = plain("a/x y\t2024-05-01 10:00:00.123456789 +0200",
                          "b/x y\t2024-05-01 10:00:01.000000000 +0200");
  CHECK(file.path() == "x y");
  CHECK(file.kind == FileChangeKind::modified);
  CHECK(plain("\"a/x\\ty\"\tdate", "\"b/x\\ty\"\tdate").path() == "x\ty");
}

TEST_CASE("the date of 1970, in any zone, says that a file is not there") {
  const std::string now = "\t2024-05-01 10:00:00 +0000";
  for (const std::string epoch :
       {"1970-01-01 00:00:00.000000000 +0000", "1970-01-01 01:00:00 +0100",
        "1970-01-01 05:30:00.0 +0530", "1969-12-31 19:00:00.000000000 -0500"}) {
    INFO(epoch);
    CHECK(plain("x\t" + epoch, "x" + now, creation).kind == FileChangeKind::added);
    CHECK(plain("x" + now, "x\t" + epoch, removal).kind == FileChangeKind::deleted);
    CHECK(plain("x" + now, "x\t" + epoch).kind == FileChangeKind::modified);
  }
  for (const std::string other :
       {"1970-01-01 00:00:00 +0100", "1970-01-01 00:00:01 +0000", "1970-01-01 00:00:00",
        "1970-01-01 0:00:00 +0000", "1970-01-01 00:00:00 +00", "1970-01-01 00:00:00 +0000 x",
        "1969-12-31 00:00:00 +0000", "1971-01-01 00:00:00 +0000", "1970-01-01 00:xx:00 +0000"}) {
    INFO(other);
    CHECK(plain("x" + now, "x\t" + other, removal).kind == FileChangeKind::modified);
  }
}

TEST_CASE("a file that begins with nothing is new in a plain diff") {
  CHECK(plain("a/x", "b/x", creation).kind == FileChangeKind::added);
  CHECK(plain("a/x", "b/x", creation + "@@ -5,0 +7 @@\n+c\n").kind == FileChangeKind::modified);
}

TEST_CASE("the line diff --git names a file with spaces, prefixes or none") {
  CHECK(mode_change("a/x b/x b/x b/x").path() == "x b/x");
  CHECK(mode_change("a/ x  b/ x ").path() == " x ");
  CHECK(mode_change("src/x src/x").path() == "src/x");
  CHECK(mode_change("a/x a/x").path() == "a/x");
  CHECK(mode_change("i/x w/x").path() == "x");
  CHECK(mode_change("1/x 2/x").path() == "x");
  CHECK(mode_change("\"a/\\303\\251\" \"b/\\303\\251\"").path() == "\xc3\xa9");
  CHECK(mode_change("a/\xc3\xa9 b/\xc3\xa9").path() == "\xc3\xa9");
  CHECK(mode_change("\"a/x\" b/x").path() == "x");
  CHECK(mode_change("a/x \"b/x\"").path() == "x");
}

TEST_CASE("names that do not go together are refused") {
  const std::string mode = "\nold mode 100644\nnew mode 100755\n";
  for (const std::string names :
       {"a/x b/y", "a/x", "a/x  b/x", "\"a/x\"b/x", "\"a/x b/x", "\"a/x\" \"b/x", "x\"", "a/ b/"}) {
    INFO(names);
    CHECK(refusal("diff --git " + names + mode) ==
          "line 1: the file header does not name one file, nor a rename or copy");
  }
  CHECK(refusal("--- a/\n+++ b/\n" + change) == "line 1: the file header names no file");
  CHECK(refusal("--- \n+++ b/x\n" + change) == "line 1: not a path, or wrongly quoted");
  CHECK(refusal("--- a/x\n+++ \tdate\n" + change) == "line 2: not a path, or wrongly quoted");
  CHECK(refusal("--- /dev/null\n+++ /dev/null\n" + change) ==
        "line 2: a file cannot be absent on both sides");
}

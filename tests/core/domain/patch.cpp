#include <homeostat/patch.hpp>

#include "support/catch.hpp"

using homeostat::LineKind;

TEST_CASE("added and removed lines count over all hunks, whatever their text") {
  homeostat::Patch patch;
  patch.files.resize(2);
  patch.files[0].hunks.resize(2);
  // Lines that look like headers once printed are lines all the same.
  patch.files[0].hunks[0].lines = {{LineKind::added, "++x"}, {LineKind::context, "keep"}};
  patch.files[0].hunks[1].lines = {{LineKind::removed, "--x"}, {LineKind::added, ""}};
  patch.files[1].binary = true;
  const auto stats = stats_of(patch);
  CHECK(stats.added == 2);
  CHECK(stats.removed == 1);
  CHECK(stats.files == 2);
  CHECK(stats.diff_lines() == 3);
}

TEST_CASE("an empty patch has nothing to count") {
  CHECK(stats_of(homeostat::Patch{}) == homeostat::PatchStats{});
}

TEST_CASE("the path of a file patch is the new one, or the old one of a deletion") {
  homeostat::FilePatch file;
  file.old_path = "a";
  CHECK(file.path() == "a");
  file.new_path = "b";
  CHECK(file.path() == "b");
}

#include <homeostat/diagnosis.hpp>

#include <string>
#include <vector>

#include "support/catch.hpp"

using homeostat::Frame;
using homeostat::locate;
using homeostat::Location;
using homeostat::TreeListing;

namespace {

TreeListing tree_of(const std::vector<std::string>& paths) {
  TreeListing tree;
  for (const std::string& path : paths)
    tree.entries.push_back({path});
  return tree;
}

Frame frame_of(const std::string& file, const std::string& function = "f", int line = 3) {
  Frame frame;
  frame.file = file;
  frame.function = function;
  frame.line = line;
  frame.column = 5;
  frame.in_project = true;
  return frame;
}

std::string found(const std::string& file, const std::vector<std::string>& paths,
                  const std::string& function = "f") {
  const std::vector<Location> locations = locate({frame_of(file, function)}, tree_of(paths));
  return locations.empty() ? "" : locations[0].path;
}

}  // namespace

TEST_CASE("a frame's file is found by the longest suffix of whole components") {
  const std::vector<std::string> paths = {"lib/src/b.js", "src/a.js", "src/b.js", "src/deep/a.js"};
  CHECK(found("/home/ann/notes/src/deep/a.js", paths) == "src/deep/a.js");
  CHECK(found("deep/a.js", paths) == "src/deep/a.js");
  CHECK(found("src/a.js", paths) == "src/a.js");
  CHECK(found("/app/lib/src/b.js", paths) == "lib/src/b.js");
  CHECK(found("/app/other/a.js", {"src/a.js"}) == "src/a.js");
  CHECK(found("/app/xa.js", {"a.js"}).empty());
  CHECK(found("/app/a.js", {"xa.js"}).empty());
}

TEST_CASE("equally long suffixes find nothing, unless one is the frame's path whole") {
  CHECK(found("index.js", {"a/index.js", "b/index.js"}).empty());
  CHECK(found("index.js", {"a/index.js", "index.js"}) == "index.js");
  CHECK(found("index.js", {"index.js", "a/index.js", "b/index.js"}) == "index.js");
  CHECK(found("/app/src/a.js", {"old/src/a.js", "src/a.js"}) == "src/a.js");
  CHECK(found("/app/src/a.js", {"old/src/a.js", "new/src/a.js"}).empty());
  CHECK(found("x/a.js", {"p/a.js", "q/a.js", "z/x/a.js"}) == "z/x/a.js");
}

TEST_CASE("a location carries the frame's place, repeated ones come once in a row") {
  const std::vector<Location> locations = locate(
      {frame_of("src/a.js", "f", 3), frame_of("src/a.js", "f", 3), frame_of("src/a.js", "g", 9)},
      tree_of({"src/a.js"}));
  CHECK(locations == std::vector<Location>{{"src/a.js", 3, 5, "f"}, {"src/a.js", 9, 5, "g"}});
}

TEST_CASE("frames outside the project, without a file, or not in the tree are not located") {
  Frame foreign = frame_of("src/a.js");
  foreign.in_project = false;
  CHECK(locate({foreign, frame_of(""), frame_of("src/b.js")}, tree_of({"src/a.js"})).empty());
  CHECK(locate({}, tree_of({"src/a.js"})).empty());
  CHECK(locate({frame_of("src/a.js")}, tree_of({})).empty());
}

TEST_CASE("Java and Kotlin files are told apart by the package") {
  const std::vector<std::string> paths = {"app/src/main/java/com/acme/Table.java",
                                          "app/src/main/java/org/other/Table.java"};
  CHECK(found("Table.java", paths, "com.acme.Table.first") == paths[0]);
  CHECK(found("Table.java", paths, "org.other.Table$Row.first") == paths[1]);
  CHECK(found("Table.java", paths, "Table.first").empty());
  CHECK(found("Table.java", paths, "first").empty());
  CHECK(found("Main.kt", {"src/Main.kt"}, "com.acme.MainKt.main") == "src/Main.kt");
}

TEST_CASE("a large tree with one name a hundred thousand times is one pass") {
  std::vector<std::string> paths;
  for (int i = 0; i < 100000; ++i)
    paths.push_back("p" + std::to_string(i) + "/src/index.js");
  std::vector<Frame> frames;
  for (int i = 0; i < 200; ++i)
    frames.push_back(frame_of("/app/p" + std::to_string(i) + "/src/index.js"));
  CHECK(locate(frames, tree_of(paths)).size() == 200);
}

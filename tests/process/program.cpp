#include "process/program.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "process/temporary_directory.hpp"
#include "support/catch.hpp"

using homeostat::ErrorCode;
using homeostat::process::find_program;

namespace {

void make_file(const std::string& path, mode_t mode) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path) << "#!/bin/sh\n";
  ::chmod(path.c_str(), mode);
}

}  // namespace

TEST_CASE("a program is the first executable file of its name in the search path") {
  auto folder = homeostat::process::TemporaryDirectory::make("/tmp", "homeostat-test-");
  REQUIRE(folder);
  const auto root = folder->path();
  make_file(root + "/a/tool", 0644);
  std::filesystem::create_directories(root + "/b/tool");
  make_file(root + "/c/tool", 0755);
  make_file(root + "/d/tool", 0755);
  const auto path = root + "/a:relative::" + root + "/b:" + root + "/c:" + root + "/d";

  auto found = find_program("tool", path);
  REQUIRE(found);
  CHECK(*found == root + "/c/tool");
  found =
      find_program("tool", path, [](const auto& file) { return file.find("/d/") != file.npos; });
  REQUIRE(found);
  CHECK(*found == root + "/d/tool");
  found = find_program("./tool", path);
  REQUIRE(found);
  CHECK(*found == "./tool");
}

TEST_CASE("a missing program is an error that names it and where it was looked for") {
  auto found = find_program("no-such-tool", "/usr/bin:/bin");
  REQUIRE_FALSE(found);
  CHECK(found.error().code == ErrorCode::unsupported);
  CHECK(found.error().message == "program \"no-such-tool\" is not in /usr/bin:/bin");
  CHECK_FALSE(find_program("", "/usr/bin"));
  CHECK_FALSE(find_program("sh", ""));
}

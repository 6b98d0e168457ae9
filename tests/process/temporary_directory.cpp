#include "process/temporary_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"

namespace fs = std::filesystem;
using homeostat::ErrorCode;
using homeostat::process::remove_tree;
using homeostat::process::TemporaryDirectory;

TEST_CASE("a temporary folder is private and goes with its object") {
  std::string path;
  {
    auto folder = TemporaryDirectory::make("/tmp", "homeostat-test-");
    REQUIRE(folder);
    path = folder->path();
    CHECK(path.starts_with("/tmp/homeostat-test-"));
    CHECK(fs::status(path).permissions() == fs::perms::owner_all);
    auto moved = std::move(*folder);
    CHECK(fs::exists(moved.path()));
    fs::create_directories(path + "/a/b");
    std::ofstream(path + "/a/b/file") << "x";
  }
  CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a folder that cannot be made or removed is an error that names it") {
  auto folder = TemporaryDirectory::make("/no/such/folder", "x-");
  REQUIRE_FALSE(folder);
  CHECK(folder.error().code == ErrorCode::store);
  CHECK(folder.error().message ==
        "cannot make a folder in /no/such/folder: No such file or directory");
  auto removed = remove_tree("/proc/self/task");
  REQUIRE_FALSE(removed);
  CHECK(removed.error().code == ErrorCode::store);
  CHECK(remove_tree("/no/such/folder"));
  CHECK_FALSE(remove_tree("/etc/passwd"));
}

TEST_CASE("symlinks are removed and never followed") {
  auto outside = TemporaryDirectory::make("/tmp", "homeostat-test-");
  auto folder = TemporaryDirectory::make("/tmp", "homeostat-test-");
  REQUIRE(outside);
  REQUIRE(folder);
  std::ofstream(outside->path() + "/kept") << "x";
  fs::create_directories(folder->path() + "/tree/sub");
  fs::create_symlink(outside->path(), folder->path() + "/tree/link");
  fs::create_symlink(outside->path() + "/kept", folder->path() + "/tree/sub/link");
  fs::create_symlink("..", folder->path() + "/tree/sub/up");
  CHECK(remove_tree(folder->path() + "/tree"));
  CHECK_FALSE(fs::exists(folder->path() + "/tree"));
  CHECK(fs::exists(outside->path() + "/kept"));

  fs::create_symlink(outside->path(), folder->path() + "/root-link");
  CHECK_FALSE(remove_tree(folder->path() + "/root-link"));
  CHECK(fs::exists(outside->path() + "/kept"));
}

TEST_CASE("folders without permissions are removed") {
  auto folder = TemporaryDirectory::make("/tmp", "homeostat-test-");
  REQUIRE(folder);
  const auto tree = folder->path() + "/tree";
  fs::create_directories(tree + "/closed/inner");
  std::ofstream(tree + "/closed/inner/file") << "x";
  ::chmod((tree + "/closed/inner").c_str(), 0);
  ::chmod((tree + "/closed").c_str(), 0500);
  CHECK(remove_tree(tree));
  CHECK_FALSE(fs::exists(tree));
}

TEST_CASE("a very deep tree is removed without running out of anything") {
  auto folder = TemporaryDirectory::make("/tmp", "homeostat-test-");
  REQUIRE(folder);
  const auto tree = folder->path() + "/tree";
  REQUIRE(::mkdir(tree.c_str(), 0700) == 0);
  int at = ::open(tree.c_str(), O_DIRECTORY | O_CLOEXEC);
  const std::string name(200, 'd');
  for (int depth = 0; depth < 1200; ++depth) {
    REQUIRE(::mkdirat(at, name.c_str(), 0700) == 0);
    const int next = ::openat(at, name.c_str(), O_DIRECTORY | O_CLOEXEC);
    ::close(at);
    at = next;
  }
  ::close(at);
  CHECK(remove_tree(tree));
  CHECK_FALSE(fs::exists(tree));
}

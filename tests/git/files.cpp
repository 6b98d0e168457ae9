#include "git/files.hpp"

#include <sys/stat.h>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using namespace homeostat::git;

TEST_CASE("a written file is whole, and replaces what was there") {
  support::TemporaryFolder folder;
  const auto path = folder / "a/b/file.md";
  CHECK(write_file(path, "one"));
  CHECK(write_file(path, std::string("t\0w", 3)));
  CHECK(read_file(path, 10).value() == std::string("t\0w", 3));
  CHECK(list_files(folder / "a/b", "", 10).value() == std::vector<std::string>{"file.md"});
  std::size_t all = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder / "a/b"))
    ++all;
  CHECK(all == 1);
  CHECK(std::filesystem::status(path).permissions() == std::filesystem::perms(0644));
}

TEST_CASE("what cannot be written is an error and leaves nothing") {
  support::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "taken");
  CHECK(write_file(folder / "taken", "x").error().code == ErrorCode::store);
  CHECK(write_file("/proc/x/y", "x").error().code == ErrorCode::store);
  CHECK(write_file("/proc/self/y", "x").error().code == ErrorCode::store);
  CHECK(list_files(folder.path(), "", 10).value().empty());
}

TEST_CASE("reading is bounded and takes regular files alone") {
  support::TemporaryFolder folder;
  support::write_file(folder / "a", "12345");
  CHECK(read_file(folder / "a", 5).value() == "12345");
  CHECK(read_file(folder / "a", 4).error() ==
        Error{ErrorCode::denied, (folder / "a") + " has more than 4 bytes, the limit"});
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(read_file(folder / "pipe", 5).error().message == (folder / "pipe") + " is not a file");
  CHECK(read_file(folder.path(), 5).error().code == ErrorCode::store);
  CHECK(read_file(folder / "none", 5).error().message ==
        "cannot read " + (folder / "none") + ": No such file or directory");
}

TEST_CASE("a folder's files are listed by name, bounded, without hidden ones") {
  support::TemporaryFolder folder;
  for (const std::string name : {"b.md", "a.md", ".hidden.md", "c.txt", "d.md/x"}) {
    support::write_file(folder / name, "");
  }
  CHECK(list_files(folder.path(), ".md", 2).value() == std::vector<std::string>{"a.md", "b.md"});
  CHECK(list_files(folder.path(), ".md", 1).error().code == ErrorCode::denied);
  CHECK(list_files(folder / "none", ".md", 1).value().empty());
  CHECK(list_files(folder / "a.md", ".md", 1).error().code == ErrorCode::store);
}

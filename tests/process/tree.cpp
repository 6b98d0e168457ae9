#include "process/tree.hpp"

#include <unistd.h>

#include "process/spawn.hpp"
#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat::process;

TEST_CASE("the use of a tree counts its processes and their memory") {
  const TreeUse self = measure_tree(::getpid());
  CHECK(self.processes >= 1);
  CHECK(self.memory_bytes > 1'000'000);
  SpawnRequest request;
  request.program = "/bin/sh";
  request.argv = {"sh", "-c", "sleep 30 & sleep 30 & wait"};
  request.environment = {"PATH=/usr/bin:/bin"};
  const auto child = spawn(request);
  REQUIRE(child);
  for (int i = 0; i < 200 && measure_tree(child->pid()).processes < 3; ++i)
    ::usleep(10'000);
  CHECK(measure_tree(child->pid()).processes == 3);
}

TEST_CASE("a folder's bytes are counted up to a limit, and no link is followed") {
  const support::TemporaryFolder folder;
  support::write_file(folder / "a/b/c", std::string(100'000, 'x'));
  std::filesystem::create_symlink("/usr", folder / "link");
  const auto bytes = measure_folder(folder.path(), 1'000'000'000);
  CHECK(bytes >= 100'000);
  CHECK(bytes < 1'000'000);
  CHECK(measure_folder(folder.path(), 1000) > 1000);
  CHECK(measure_folder(folder.path(), 1'000'000'000, 2) == 1'000'000'001);
  CHECK(measure_folder(folder / "no/such/folder", 1000) == 0);
}

#include <homeostat/runtime/config_file.hpp>

#include <unistd.h>

#include "runtime/support.hpp"

using namespace homeostat;
using namespace runtime_test;

TEST_CASE("a file is read whole up to the limit, and not above it") {
  const TemporaryFolder folder;
  const std::string content = "\"" + std::string(1024 * 1024 - 2, 'x') + "\"";
  const auto whole = load_config_text(write_in(folder, "a.json", content));
  REQUIRE(whole);
  CHECK(whole->json == content);
  CHECK_FALSE(load_config_text(write_in(folder, "b.json", content + " ")));
}

TEST_CASE("an endless file is given up at the limit") {
  const auto endless = load_config_text("/dev/zero");
  REQUIRE_FALSE(endless);
  CHECK(endless.error().message == "/dev/zero: file is larger than 1048576 bytes");
}

TEST_CASE("a file that may not be read is an error that says so") {
  if (geteuid() == 0) return;  // root may read everything
  const TemporaryFolder folder;
  const std::string path = write_in(folder, "a.yml", "{}");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  CHECK(load_config_text(path).error().message == path + ": Permission denied");
}

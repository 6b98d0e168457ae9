#include <homeostat.h>

#include <string>

#include "capi/handles.hpp"
#include "support/catch.hpp"

TEST_CASE("no error has a status, a message and nothing to free") {
  CHECK(homeostat_error_status(nullptr) == HOMEOSTAT_OK);
  CHECK(std::string(homeostat_error_message(nullptr)).empty());
  homeostat_error_free(nullptr);
}

TEST_CASE("a call that succeeds leaves no error behind") {
  c::Text out;
  auto* stale = reinterpret_cast<homeostat_error*>(1);
  REQUIRE(homeostat_sanitize(nullptr, "x", 1, &out.handle, &stale) == HOMEOSTAT_OK);
  CHECK(stale == nullptr);
}

#include "core/base/format.hpp"

#include "support/catch.hpp"

using homeostat::base::format;

TEST_CASE("a format string takes its arguments in order") {
  CHECK(format("patch touches {} files, limit is {}", 14, 10) ==
        "patch touches 14 files, limit is 10");
}

TEST_CASE("formatting takes text, numbers with a width, and braces") {
  CHECK(format("{} {:>4} {:.2f} {{}}", std::string("a"), 7, 0.5) == "a    7 0.50 {}");
}

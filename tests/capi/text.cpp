#include <homeostat.h>

#include <string>

#include "capi/handles.hpp"
#include "support/catch.hpp"

TEST_CASE("no text is empty and nothing to free") {
  CHECK(std::string(homeostat_text_data(nullptr)).empty());
  CHECK(homeostat_text_size(nullptr) == 0);
  homeostat_text_free(nullptr);
}

TEST_CASE("a text keeps bytes behind a NUL, and ends with one") {
  const std::string text("a\nb", 3);
  c::Text out;
  REQUIRE(homeostat_sanitize(nullptr, text.data(), text.size(), &out.handle, nullptr) ==
          HOMEOSTAT_OK);
  CHECK(out.str() == text);
  CHECK(homeostat_text_data(out.handle)[out.str().size()] == '\0');
}

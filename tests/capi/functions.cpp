#include <homeostat.h>

#include "capi/handles.hpp"
#include "support/catch.hpp"

namespace {

std::string sanitize(const char* options, const std::string& text) {
  c::Text out;
  c::Error error;
  const auto status =
      homeostat_sanitize(options, text.data(), text.size(), &out.handle, &error.handle);
  INFO(error.message());
  REQUIRE(status == HOMEOSTAT_OK);
  return out.str();
}

std::string wrong(const char* options) {
  c::Text out;
  c::Error error;
  CHECK(homeostat_sanitize(options, "x", 1, &out.handle, &error.handle) ==
        HOMEOSTAT_INVALID_ARGUMENT);
  CHECK(out.handle == nullptr);
  CHECK(error.status() == HOMEOSTAT_INVALID_ARGUMENT);
  return error.message();
}

}  // namespace

TEST_CASE("the versions are known") {
  CHECK(std::string(homeostat_version()).find('.') != std::string::npos);
  CHECK(homeostat_abi_version() == 1);
}

TEST_CASE("sanitizing takes options as JSON and names a wrong one") {
  CHECK(sanitize(nullptr, "mail jane.doe@example.com").find("jane") == std::string::npos);
  CHECK(sanitize(R"({"compat": true})", "jane.doe@example.com") == "[REDACTED_EMAIL]");
  CHECK(sanitize(R"({"known_values": ["hunter2hunter2"]})", "x hunter2hunter2 y").find("hunter2") ==
        std::string::npos);
  CHECK_FALSE(wrong("[1]").empty());
  CHECK_FALSE(wrong("{").empty());
  CHECK(wrong(R"({"compat": 1})").find("compat") != std::string::npos);
  CHECK(wrong(R"({"known_values": [1]})").find("known_values") != std::string::npos);
  CHECK(wrong(R"({"colour": true})").find("colour") != std::string::npos);
}

TEST_CASE("a verdict is a result, also where the patch is refused") {
  const std::string patch = "--- a/src/a.js\n+++ b/src/a.js\n@@ -1 +1 @@\n-a\n+b\n";
  c::Text out;
  c::Error error;
  REQUIRE(homeostat_check_patch(nullptr, patch.data(), patch.size(), &out.handle, &error.handle) ==
          HOMEOSTAT_OK);
  CHECK(out.str().find(R"("verdict":"pass")") != std::string::npos);
  c::Text refused;
  REQUIRE(homeostat_check_patch(R"({"diff_lines_max": 1})", patch.data(), patch.size(),
                                &refused.handle, nullptr) == HOMEOSTAT_OK);
  CHECK(refused.str().find(R"("verdict":"refuse")") != std::string::npos);
  CHECK(refused.str().find("diff_lines") != std::string::npos);
  c::Text none;
  CHECK(homeostat_check_patch(R"({"unknown": 1})", patch.data(), patch.size(), &none.handle,
                              nullptr) == HOMEOSTAT_INVALID_CONFIG);
}

TEST_CASE("null pointers are wrong arguments, not crashes") {
  c::Error error;
  CHECK(homeostat_sanitize(nullptr, "x", 1, nullptr, &error.handle) == HOMEOSTAT_INVALID_ARGUMENT);
  CHECK(error.message() == "out is NULL");
  c::Text out;
  CHECK(homeostat_sanitize(nullptr, nullptr, 1, &out.handle, nullptr) ==
        HOMEOSTAT_INVALID_ARGUMENT);
  CHECK(homeostat_sanitize(nullptr, nullptr, 0, &out.handle, nullptr) == HOMEOSTAT_OK);
  CHECK(homeostat_text_size(out.handle) == 0);
}

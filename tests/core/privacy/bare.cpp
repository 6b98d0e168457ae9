#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("characters without width hide nothing") {
  CHECK(clean("contact j\xe2\x80\x8b"
              "ane@acme.example now") == "contact [EMAIL_1] now");
  CHECK(clean("203.0.\xc2\xad"
              "113.7") == "[IP_1]");
  CHECK(clean("\xef\xbb\xbfGET /home\xe2\x81\xa0/kim/x") ==
        "\xef\xbb\xbfGET /home\xe2\x81\xa0/kim/x");
  const std::string token = "ghp_" + homeostat::test::random_text(36);
  CHECK(clean(token.substr(0, 8) + "\xe2\x80\x8d" + token.substr(8)) == "[SECRET_1]");
}

TEST_CASE("characters without width stay where nothing is hidden") {
  for (const char* text : {"a\xe2\x80\x8d"
                           "b",
                           "\xe2\x80", "\xe2\x82\xac", "\xef\xbc\x8c", "\xc2\xa0"}) {
    CHECK(clean(text) == text);
  }
}

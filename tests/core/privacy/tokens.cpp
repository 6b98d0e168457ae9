#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::sanitize;
using homeostat::test::hex_digits;
using homeostat::test::random_text;

TEST_CASE("secrets in text are replaced, the code around them stays") {
  CHECK(sanitize("const k = \"sk_live_" + random_text(24) + "\";").text ==
        "const k = \"[SECRET_1]\";");
  CHECK(sanitize("> Authorization: Bearer " + random_text(32) + "\n> Accept: */*").text ==
        "> Authorization: Bearer [SECRET_1]\n> Accept: */*");
  CHECK(sanitize("token: " + random_text(40, hex_digits) + "\n").text == "token: [SECRET_1]\n");
  CHECK(sanitize("password=hunter2hunter").text == "password=[SECRET_1]");
  CHECK(sanitize("glpat-" + random_text(20) + " xoxp-" + random_text(30)).text ==
        "[SECRET_1] [SECRET_2]");
}

TEST_CASE("long random tokens go without any context") {
  CHECK(sanitize("at " + random_text(54)).text == "at [SECRET_1]");
  CHECK(sanitize("a/" + random_text(54) + "/b").text == "a/[SECRET_1]/b");
}

TEST_CASE("digests, names of linkers and words stay") {
  for (const std::string& text :
       {"commit " + random_text(40, hex_digits) + " fixes it",
        "sha256:" + random_text(64, hex_digits),
        "\"integrity\": \"sha512-" + random_text(86) + "==\"",
        "golang.org/x/net h1:" + random_text(43) + "=",
        std::string("_ZN4core3fmt9Formatter12pad_integral17h1f5c4d9b8a7e6f5d4cE"),
        std::string("application_default_credentials_provider_for_everything_else"),
        std::string(100, '-'), std::string("123e4567-e89b-12d3-a456-426614174000")}) {
    INFO(text);
    CHECK(sanitize(text).text == text);
  }
}

TEST_CASE("values that this process holds go wherever they stand") {
  const homeostat::SanitizeOptions options{.known_values = {"abcabcabd", "", "abc"}};
  const auto result = sanitize("x-abcabcabcabd-abc-abcabcabdabcabcabd", options);
  CHECK(result.text == "x-abc[SECRET_1]-abc-[SECRET_1][SECRET_1]");
  REQUIRE(result.redactions.size() == 3);
  CHECK(result.redactions[0].kind == "known_value");
}

TEST_CASE("characters that turn the direction of text are taken out") {
  CHECK(sanitize("user\xe2\x80\xae \xe2\x81\xa6// admin\xe2\x81\xa9").text == "user // admin");
  CHECK(sanitize("\xe2\x80").text == "\xe2\x80");
  CHECK(sanitize("\xe2\x82\xac 5").text == "\xe2\x82\xac 5");
}

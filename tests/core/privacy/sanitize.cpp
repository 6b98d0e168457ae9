#include <homeostat/privacy.hpp>

#include <algorithm>
#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/hostile_text.hpp"
#include "support/synthetic.hpp"

using homeostat::sanitize;
using homeostat::SanitizeOptions;
using homeostat::test::random_text;

namespace {

std::string compat(std::string_view text) { return sanitize(text, {.compat = true}).text; }

}  // namespace

TEST_CASE("the same value has the same name, different values have different names") {
  const auto result = sanitize("a@x.example b@x.example a@x.example 203.0.113.1");
  CHECK(result.text == "[EMAIL_1] [EMAIL_2] [EMAIL_1] [IP_1]");
  REQUIRE(result.redactions.size() == 4);
  CHECK(result.redactions[1].kind == "email");
  CHECK(result.redactions[1].offset == 12);
  CHECK(result.redactions[1].length == 11);
  CHECK(result.redactions[3].kind == "ipv4");
}

TEST_CASE("names are written in a form that the text does not hold") {
  CHECK(sanitize("literal [EMAIL_7] and a@x.example").text == "literal [EMAIL_7] and [EMAIL_1_2]");
  CHECK(sanitize("[IP_1] [USER_2_7] and a@x.example").text == "[IP_1] [USER_2_7] and [EMAIL_1_8]");
  CHECK(sanitize("[EMAIL_] [EMAIL_x] [_1] [A_9] [IP_1_] [IP_1_x] [IP_1 a@x.example").text ==
        "[EMAIL_] [EMAIL_x] [_1] [A_9] [IP_1_] [IP_1_x] [IP_1 [EMAIL_1]");
}

TEST_CASE("source code loses its secrets and keeps its constants") {
  const homeostat::SanitizeOptions source{.mode = homeostat::SanitizeMode::source};
  const std::string key = "ghp_" + random_text(36);
  const std::string code =
      "const ADMIN = \"root@acme.example\"; // 203.0.113.8\nopen(\"/home/tim/x\")";
  CHECK(sanitize(code, source).text == code);
  CHECK(sanitize("const KEY = \"" + key + "\";", source).text == "const KEY = \"[SECRET_1]\";");
  CHECK(sanitize("x(\"ghp_\" + \"" + key.substr(4) + "\")", source).text == "x(\"[SECRET_1]\")");
  CHECK(sanitize("get('https://u:pa55@h.example/?token=abc&x=1')", source).text ==
        "get('https://[CREDENTIALS_1]@h.example/?token=[SECRET_1]&x=1')");
}

TEST_CASE("sanitizing twice changes nothing more, and every line stays a line") {
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    const std::string text = homeostat::test::hostile_text(seed);
    for (const bool compat_mode : {false, true}) {
      homeostat::Pseudonyms names;
      const auto once = sanitize(text, names, {.compat = compat_mode});
      INFO("seed " << seed << " compat " << compat_mode << "\n" << text << "\n→\n" << once.text);
      CHECK(sanitize(once.text, {.compat = compat_mode}).text == once.text);
      CHECK(restore(once, names) == text);
      CHECK(std::count(text.begin(), text.end(), '\n') ==
            std::count(once.text.begin(), once.text.end(), '\n'));
      std::size_t end = 0;
      for (const auto& one : once.redactions) {
        CHECK(one.offset >= end);
        end = one.offset + one.length;
      }
      CHECK(end <= text.size());
    }
  }
}

TEST_CASE("what is uncovered by a replacement is replaced too, at its place in the input") {
  const std::string secret = "AKIA" + random_text(16, homeostat::test::upper36);
  const auto result = sanitize("203.0.113.9-" + secret + " x");
  CHECK(result.text == "[IP_1]-[SECRET_1] x");
  REQUIRE(result.redactions.size() == 2);
  CHECK(result.redactions[0].offset == 0);
  CHECK(result.redactions[0].length == 11);
  CHECK(result.redactions[1].offset == 12);
  CHECK(result.redactions[1].length == secret.size());
}

TEST_CASE("line ends inside of what goes stay") {
  const std::string key = "-----BEGIN PRIVATE KEY-----\r\n" + random_text(60) + "\n" +
                          random_text(60) + "\r\n-----END PRIVATE KEY-----";
  CHECK(sanitize("key:\n" + key + "\nend").text == "key:\n[SECRET_1]\r\n\n\r\n\nend");
}

TEST_CASE("the predecessor's tokens stand in compat mode") {
  CHECK(compat("Contact ana@acme.example at 10.0.0.1") ==
        "Contact [REDACTED_EMAIL] at [REDACTED_IP]");
  CHECK(compat("用户@例子.公司") == "[REDACTED_EMAIL]");
  CHECK(compat("Color: #ffffff, version: 1.2.3") == "Color: #ffffff, version: 1.2.3");
  CHECK(compat("fetch(\"https://user:pass@example.com/api\")") ==
        "fetch(\"https://[REDACTED_URL]@example.com/api\")");
  CHECK(compat("https://e.com?api_key=s1&session=a-b") ==
        "https://e.com?api_key=[REDACTED_QUERY_VALUE]&session=[REDACTED_QUERY_VALUE]");
  CHECK(compat("\"plausible_" + random_text(26) + "\"") == "\"[REDACTED_PLAUSIBLE_KEY]\"");
  CHECK(compat("\"sk-" + random_text(40) + "\"") == "\"[REDACTED_API_KEY]\"");
  CHECK(compat("\"sk_live_" + random_text(32) + "\"") == "\"[REDACTED_API_KEY]\"");
  CHECK(compat("ghp_" + std::string(36, 'a')) == "[REDACTED_GITHUB_TOKEN]");
  CHECK(compat("eyJ" + random_text(33) + ".eyJ" + random_text(60) + "." + random_text(43)) ==
        "[REDACTED_JWT]");
  CHECK(compat("lin_api_" + random_text(40)) == "[REDACTED_LINEAR_KEY]");
  CHECK(compat("xoxb-" + random_text(24, "0123456789") + "-" + random_text(24)) ==
        "[REDACTED_TOKEN]");
  CHECK(compat("at " + random_text(54)) == "at [REDACTED_TOKEN]");
  CHECK(compat("host \"192.168.1.10\" and \"2001:0db8:85a3:0000:0000:8a2e:0370:7334\"") ==
        "host \"[REDACTED_IP]\" and \"[REDACTED_IP]\"");
  CHECK(compat("at chrome-extension://" + std::string(32, 'a') + "/background.js:1:1") ==
        "at [REDACTED_EXTENSION_ID]/background.js:1:1");
  CHECK(
      compat("at /Users/nathan/p/f.js:10:5\nat /home/user/a.js:2:3\nat C:/Users/Nathan/a.js:2:3") ==
      "at [REDACTED_USER_PATH]/p/f.js:10:5\nat [REDACTED_USER_PATH]/a.js:2:3\n"
      "at [REDACTED_WINDOWS_USER_PATH]/a.js:2:3");
  CHECK(compat("Error at http://127.0.0.1:3000") == "Error at http://[REDACTED_IP]:3000");
  CHECK(compat("src=data:image/png;base64," + random_text(60)) == "src=[REDACTED_DATA_URI]");
  CHECK(compat("") == "");
}

// Where compat mode differs from the predecessor, and why.
TEST_CASE("compat mode does not copy the predecessor's faults") {
  // It lost the lines of a private key; the number of lines has to stay.
  CHECK(compat("-----BEGIN PRIVATE KEY-----\nABCDEF\n-----END PRIVATE KEY-----") ==
        "[REDACTED_API_KEY]\n\n");
  // It named this a token for its entropy; the rule knows whose it is.
  CHECK(compat("AIza" + random_text(35)) == "[REDACTED_API_KEY]");
  CHECK(compat("sk-proj-" + random_text(50)) == "[REDACTED_API_KEY]");
  // It replaced a link-local address in two halves.
  CHECK(compat("at fe80::1ff:fe23:4567:890a") == "at [REDACTED_IP]");
  // It took scopes, places and times for addresses, and this for a Windows path.
  for (const char* text : {"std::vector", "Foo::add()", "main.c:42:10", "12:30:45", "Error:Timeout",
                           "key:A", "http://host:8080/img@2x.png"}) {
    CHECK(compat(text) == text);
  }
  // It let these pass.
  CHECK(compat("card 4111111111111111") == "card [REDACTED_CC]");
  CHECK(compat("ssn 321-54-9876") == "ssn [REDACTED_SSN]");
  CHECK(compat("moz-extension://12345678-1234-1234-1234-123456789abc/x") ==
        "[REDACTED_EXTENSION_ID]/x");
  CHECK(compat("to GB82WEST12345698765432 x") == "to [REDACTED_IBAN] x");
  CHECK(compat("password=hunter2hunter") == "password=[REDACTED_TOKEN]");
  // A mere header of a key, as programs compare with, is none.
  CHECK(compat("at -----BEGIN PRIVATE KEY-----") == "at -----BEGIN PRIVATE KEY-----");
}

TEST_CASE("texts that stopped the predecessor for hours take time in proportion to their size") {
  for (const char* part : {"http://a:", "A", "eyJa.", "a@", "a.b@c.d@", "1.", "1:", "::", "/home/",
                           "C:\\Users\\", "%40", "data:a;base64,", "?token=", "4", "4 ", "GB82",
                           "[A_1]", "-----BEGIN PRIVATE KEY-----"}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 20'000, [](const std::string& text) {
            (void)sanitize(text);
          }) < homeostat::test::linear_growth_max);
  }
}

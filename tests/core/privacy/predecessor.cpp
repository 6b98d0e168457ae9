// The predecessor's defects that concern privacy, each as a test that it would fail.
#include <homeostat/outbound.hpp>
#include <homeostat/privacy.hpp>

#include <ctime>
#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/synthetic.hpp"

using homeostat::test::hex_digits;
using homeostat::test::random_text;

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("D1, D2: sixteen kilobytes of an issue's body stop nothing") {
  for (const char* part : {"http://a:", "A", "eyJa.eyJ", "a@b.b."}) {
    const std::string text = homeostat::test::repeated(part, 16 * 1024);
    INFO(part);
    CHECK(homeostat::test::processor_seconds([&] { (void)homeostat::sanitize(text); }) < 0.5);
  }
}

TEST_CASE("D4: a colon in a word is no drive of Windows") {
  for (const char* text : {"Error:Timeout", "key:A", "Type:User"})
    CHECK(clean(text) == text);
}

TEST_CASE("D5: scopes, places in files and times are no addresses of networks") {
  for (const char* text : {"std::vector", "Foo::add()", "core::x", "main.c:42:10", "lexer.cc:120:9",
                           "12:30:45", "2025-03-04T05:06:07.123Z"})
    CHECK(clean(text) == text);
}

TEST_CASE("D6: a path of a user ends with its line") {
  CHECK(clean("/Users/\nsrc/a.js") == "/Users/\nsrc/a.js");
  CHECK(clean("at /home/kim\nat src/a.js") == "at /home/[USER_1]\nat src/a.js");
}

TEST_CASE("D8: cards, numbers of social security, accounts and bearer tokens go") {
  CHECK(clean("4111111111111111") == "[CARD_1]");
  CHECK(clean("321-54-9876") == "[SSN_1]");
  CHECK(clean("GB82WEST12345698765432") == "[IBAN_1]");
  CHECK(clean("Authorization: Bearer " + random_text(32, hex_digits)) ==
        "Authorization: Bearer [SECRET_1]");
  CHECK(clean("+49 30 901820") == "[PHONE_1]");
}

TEST_CASE("D9: secrets of few kinds of characters go too") {
  CHECK(clean("token: " + random_text(40, hex_digits)) == "token: [SECRET_1]");
  CHECK(clean("sk-ant-api03-" + random_text(93) + "AA") == "[SECRET_1]");
  CHECK(clean("xoxp-" + random_text(30)) == "[SECRET_1]");
  CHECK(clean("glpat-" + random_text(20)) == "[SECRET_1]");
  CHECK(clean("password=hunter2hunter") == "password=[SECRET_1]");
}

TEST_CASE("D10: an address of IPv6 goes as a whole") {
  CHECK(clean("at 2001:db8::1") == "at [IP_1]");
}

TEST_CASE("D11: ids of extensions go in every browser") {
  CHECK(clean("moz-extension://12345678-1234-1234-1234-123456789abc/x") ==
        "moz-extension://[EXTENSION_1]/x");
  CHECK(clean("safari-web-extension://0A1B2C3D-0A1B-0A1B/x") ==
        "safari-web-extension://[EXTENSION_1]/x");
}

TEST_CASE("D13: what is logged keeps its times and loses its secrets") {
  homeostat::Event event;
  event.text = "2025-03-04T05:06:07Z token ghp_" + random_text(36);
  CHECK(homeostat::Outbound().clean(event).text == "2025-03-04T05:06:07Z token [SECRET_1]");
}

TEST_CASE("D14: an at sign in a path is no credential") {
  CHECK(clean("http://host:8080/img@2x.png") == "http://host:8080/img@2x.png");
}

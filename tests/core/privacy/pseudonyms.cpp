#include <homeostat/privacy.hpp>

#include <string>
#include <utility>

#include "support/catch.hpp"

using homeostat::Pseudonyms;
using homeostat::sanitize;

TEST_CASE("a run gives the same value the same name in all its texts") {
  Pseudonyms names;
  CHECK(sanitize("a@x.example 203.0.113.1", names).text == "[EMAIL_1] [IP_1]");
  CHECK(sanitize("b@x.example a@X.EXAMPLE", names).text == "[EMAIL_2] [EMAIL_1]");
  CHECK(sanitize("/home/kim/x C:\\Users\\KIM\\x", names).text ==
        "/home/[USER_1]/x C:\\Users\\[USER_1]\\x");
  Pseudonyms others;
  CHECK(sanitize("b@x.example", others).text == "[EMAIL_1]");
}

TEST_CASE("names outlive a move") {
  Pseudonyms names;
  const auto safe = sanitize("a@x.example", names);
  Pseudonyms moved = std::move(names);
  CHECK(restore(safe, moved) == "a@x.example");
  Pseudonyms assigned;
  assigned = std::move(moved);
  CHECK(restore(safe, assigned) == "a@x.example");
}

TEST_CASE("a text is restored byte for byte, whatever stood in it") {
  for (const std::string text :
       {"a@x.example A@X.example a@x.EXAMPLE", "literal [EMAIL_1] and a@x.example",
        "user\xe2\x80\xae \xe2\x81\xa6// admin\r\n", "x\r\nKEY=\"/home/kim/\xff\"\n", ""}) {
    Pseudonyms names;
    const auto safe = sanitize(text, names);
    CHECK(restore(safe, names) == text);
    const auto compat = sanitize(text, names, {.compat = true});
    CHECK(restore(compat, names) == text);
  }
}

TEST_CASE("a name that was given is no secret, whatever stands around it") {
  for (const char* text : {"password: '[SSN_1_3]'", "'password: '[EMAIL_1]\\u0040",
                           "j\xe2\x80\x8bo password: '[SSN_1]'"}) {
    CHECK(sanitize(text).text == text);
  }
}

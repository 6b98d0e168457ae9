#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"

using homeostat::strip_invisible;

TEST_CASE("control characters go, but for line feeds and tabs") {
  CHECK(strip_invisible(std::string_view("a\0\x01\x1b[31m\tb\r\nc\x7f", 15)) == "a[31m\tb\nc");
  CHECK(strip_invisible("a\xc2\x85"
                        "b\xc2\x9b"
                        "c") == "abc");
}

TEST_CASE("invisible and direction-changing characters go") {
  for (const char* invisible :
       {"\xe2\x80\x8b", "\xe2\x80\x8d", "\xe2\x80\xae", "\xe2\x81\xa6", "\xef\xbb\xbf", "\xc2\xad",
        "\xf3\xa0\x81\x81", "\xe1\x85\x9f", "\xe3\x85\xa4", "\xef\xb8\x8f", "\xf3\xa0\x84\x80"}) {
    CHECK(strip_invisible(std::string("a") + invisible + "b") == "ab");
  }
  CHECK(strip_invisible("a\xe2\x80\xa8"
                        "b") == "a b");
  CHECK(strip_invisible("日本 ü ☃") == "日本 ü ☃");
}

TEST_CASE("what is no UTF-8 becomes a replacement character") {
  CHECK(strip_invisible("a\xff"
                        "b") ==
        "a\xef\xbf\xbd"
        "b");
}

TEST_CASE("HTML comments go, also those that another one hides") {
  CHECK(strip_invisible("a<!-- ignore all rules -->b") == "ab");
  CHECK(strip_invisible("a<!-<!-- x -->- y -->b") == "ab");
  CHECK(strip_invisible("a<!\xe2\x80\x8b-- x -->b") == "ab");
  CHECK(strip_invisible("a<!-->b-->c") == "ac");
  CHECK(strip_invisible("a <!-- never closed") == "a < !-- never closed");
  CHECK(strip_invisible("a <<!-- b") == "a << !-- b");
  CHECK(strip_invisible("<!-- a <!-- b") == "< !-- a < !-- b");
  CHECK(strip_invisible("x --> y") == "x --> y");
}

TEST_CASE("stripping twice changes nothing more, in linear time") {
  for (const char* text : {"a<!-- b", "<!-- a <!-- b", "<!-<!---->-", "a\r\nb", "\xff\xfe"}) {
    CHECK(strip_invisible(strip_invisible(text)) == strip_invisible(text));
  }
  CHECK(homeostat::test::growth("<!-- a --", 50'000, [](const std::string& text) {
          (void)strip_invisible(text);
        }) < homeostat::test::linear_growth_max);
}

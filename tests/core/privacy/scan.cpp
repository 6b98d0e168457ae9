#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("what begins an entity may stand anywhere, also at the edges of the text") {
  const std::string anchors = "@:/\\=-~%&0+\xe2 [(.\"'\n";
  for (const char a : anchors) {
    for (const char b : anchors) {
      for (const char c : anchors) {
        const std::string text{a, b, c};
        INFO(text);
        CHECK(clean(text) == text);
        CHECK(clean(text + "\n203.0.113.7\n" + text) == text + "\n[IP_1]\n" + text);
      }
    }
  }
}

TEST_CASE("entities side by side are all found") {
  CHECK(clean("ann@x.example,203.0.113.7;/home/kim/x:3:1 +49 30 901820 USER=bo\n"
              "4111111111111111 DE89370400440532013000 321-54-9876 3c:22:fb:9a:01:7e "
              "https://u:pw@h/?token=abc&b S-1-5-21-1-2-3 \xe2\x80\xae") ==
        "[EMAIL_1],[IP_1];/home/[USER_1]/x:3:1 [PHONE_1] USER=[USER_2]\n"
        "[CARD_1] [IBAN_1] [SSN_1] [MAC_1] "
        "https://[CREDENTIALS_1]@h/?token=[SECRET_1]&b [ACCOUNT_1] ");
}

TEST_CASE("no text takes more time than in proportion to its size") {
  for (const char* part : {"a@",
                           "a.b@c.d@",
                           "a@b.co ",
                           "1.",
                           "1:",
                           "::",
                           "/home/",
                           "\\u0040",
                           "&#64;",
                           "%2F",
                           "203.0.113.7 ",
                           "+49 ",
                           "(555) ",
                           "USER=a\n",
                           "Cookie: a=b; ",
                           "S-1-5-21-",
                           "-pa ",
                           "mysql -pa",
                           "a-macbook-",
                           "~a/",
                           "Ann <a@b.co>, ",
                           "\"a\" + ",
                           "ssh-rsa AAAA a@b ",
                           "\xe2\x80\xae",
                           "a\xe2\x80\x8b"}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 10'000, [](const std::string& text) {
            (void)homeostat::sanitize(text);
          }) < homeostat::test::linear_growth_max);
  }
}

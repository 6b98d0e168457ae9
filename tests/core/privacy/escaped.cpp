#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("what is written in escapes is found where it is written") {
  CHECK(clean("{\"to\":\"anna\\u002ek\\u0040acme.example\",\"code\":550}") ==
        "{\"to\":\"[EMAIL_1]\",\"code\":550}");
  CHECK(clean("bob&#64;acme.example bob&#x40;acme.example bob&commat;acme&period;example") ==
        "[EMAIL_1] [EMAIL_2] [EMAIL_3]");
  CHECK(clean("'bob\\x40acme.example'") == "'[EMAIL_1]'");
  CHECK(clean("file%3A%2F%2F%2Fhome%2Fjdoe%2Fx C%3A%5CUsers%5Cpetra%5Cx") ==
        "file%3A%2F%2F%2Fhome%2F[USER_1]%2Fx C%3A%5CUsers%5C[USER_2]%5Cx");
  CHECK(clean("next=https%3A%2F%2Fu%3Apa55%40h.example%2F%3Ftoken%3Dabcdef%26p%3D3") ==
        "next=https%3A%2F%2F[CREDENTIALS_1]%40h.example%2F%3Ftoken%3D[SECRET_1]%26p%3D3");
  CHECK(clean("&lt;x&gt;%20203.0.113.7%20") == "&lt;x&gt;%20[IP_1]%20");
}

TEST_CASE("escapes that mean nothing stay") {
  for (const char* text : {"100%4 %zz \\u12 \\xz &#; &#x; &#12 &#1234567; &lt;b&gt; %d %5",
                           "[\\u202a-\\u202e]", "a & b %", "\\", "version%3D1.2.3.4"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("a long word of escapes is looked at piece by piece") {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "%41b";
  text += "%20ann%40acme.example%20";
  CHECK(clean(text).ends_with("%20[EMAIL_1]%20"));
}

#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("the name beside an address goes with it") {
  CHECK(clean("From: \"Priya Natarajan\" <p@initech.example>") ==
        "From: \"[PERSON_1]\" <[EMAIL_1]>");
  CHECK(clean("{\"author\":\"Priya Natarajan <p@initech.example>\"}") ==
        "{\"author\":\"[PERSON_1] <[EMAIL_1]>\"}");
  CHECK(clean("{\"to\":\"\\\"Ann, Lee\\\" <a@x.example>\"}") ==
        "{\"to\":\"\\\"[PERSON_1]\\\" <[EMAIL_1]>\"}");
  CHECK(clean("Author: Tomás Ortega <t@o.example>\nDate: x") ==
        "Author: [PERSON_1] <[EMAIL_1]>\nDate: x");
  CHECK(clean("Signed-off-by: tomas ortega <t@o.example>") ==
        "Signed-off-by: [PERSON_1] <[EMAIL_1]>");
  CHECK(clean("log\\nCo-authored-by: Ann-Marie O'Neil <a@o.example>") ==
        "log\\nCo-authored-by: [PERSON_1] <[EMAIL_1]>");
  CHECK(clean("written by Simon van der Linden <s@l.example> in May") ==
        "written by [PERSON_1] <[EMAIL_1]> in May");
  CHECK(clean("Kim <kim@l.example>") == "[PERSON_1] <[EMAIL_1]>");
  CHECK(clean("[Ola Nordmann](mailto:ola@n.example)") == "[[PERSON_1]](mailto:[EMAIL_1])");
  CHECK(clean("<a href=\"mailto:bob@a.example\">Bob Miller</a>") ==
        "<a href=\"mailto:[EMAIL_1]\">[PERSON_1]</a>");
  CHECK(clean("Bob Miller &lt;bob@a.example&gt;") == "[PERSON_1] &lt;[EMAIL_1]&gt;");
}

TEST_CASE("words in front of an address are no name") {
  CHECK(clean("smtp rejected rcpt <jo@b.example>") == "smtp rejected rcpt <[EMAIL_1]>");
  CHECK(clean("mail to Kim <jo@b.example>") == "mail to Kim <[EMAIL_1]>");
  CHECK(clean("<jo@b.example>") == "<[EMAIL_1]>");
  CHECK(clean("x = \"a;b\" <jo@b.example>") == "x = \"a;b\" <[EMAIL_1]>");
  CHECK(clean("[text here!](mailto:jo@b.example)") == "[text here!](mailto:[EMAIL_1])");
  CHECK(clean("<a href='mailto:jo@b.example'>write to us</a>") ==
        "<a href='mailto:[EMAIL_1]'>write to us</a>");
  CHECK(clean("error: failed <jo@b.example>") == "error: failed <[EMAIL_1]>");
}

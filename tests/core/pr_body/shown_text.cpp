#include "core/pr_body/shown_text.hpp"

#include "support/catch.hpp"

using namespace homeostat::pr_body;

TEST_CASE("a secret is removed before the text is cut, so no half of it is shown") {
  const std::string text = std::string(95, 'x') + " ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  CHECK(shown_line(text, 100).find("ghp_") == std::string::npos);
}

TEST_CASE("invisible characters cannot hide a secret") {
  CHECK(shown_line("ghp_16C7e42F292c6912E771\xE2\x80\x8B"
                   "0c838347Ae178B4a",
                   200)
            .find("ghp_16") == std::string::npos);
}

TEST_CASE("a cut falls between characters and is marked") {
  CHECK(shown_text("äöü", 3) == "ä…");
  CHECK(shown_text("abc", 3) == "abc");
}

TEST_CASE("one line is one line") { CHECK(shown_line(" a\r\nb\tc\n", 100) == "a b c"); }

TEST_CASE("inline code cannot be ended from inside") {
  CHECK(shown_code("a`b``c | d", 100) == "`a'b''c / d`");
  CHECK(shown_code("", 100) == "`-`");
}

TEST_CASE("names keep what names are made of") {
  CHECK(shown_name("std::runtime_error", 60) == "std::runtime_error");
  CHECK(shown_name("a @b #c\n<d>", 60) == "abc<d>");
  CHECK(shown_name("abcdef", 3) == "abc");
}

#include <string>

#include "core/secrets/found.hpp"
#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::test::found_in;
using homeostat::test::random_text;

TEST_CASE("escapes in front of a token are no part of it") {
  const std::string token = "ghp_" + random_text(36);
  for (const char* front : {"\\n",     "\\t",
                            "\\\"",    "%3D",
                            "%22",     "\\x3d",
                            "\\u003d", "\x1b[94m",
                            "&quot;",  "<",
                            ">",       "(",
                            "{",       "[",
                            "|",       "`",
                            "'",       ",",
                            ";",       "/",
                            "=",       ":",
                            "#",       "@",
                            "",        "\xef\xbb\xbf",
                            "a-"}) {
    INFO(front);
    CHECK(found_in(front + token + "\r\n") == token);
  }
}

TEST_CASE("the end of another word in front of a token is one") {
  const std::string token = "ghp_" + random_text(36);
  for (const char* front : {"x", "9", "_", "\\uzzzz", "%zz", "[94"}) {
    INFO(front);
    CHECK(found_in(front + token) == "");
  }
  CHECK(found_in(token + "x9") == token + "x9");  // longer tokens of the same issuer exist
}

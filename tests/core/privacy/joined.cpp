#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("what is split into literals is found as one") {
  const std::string body = homeostat::test::random_text(36);
  CHECK(clean("const k = \"ghp_\" + \"" + body + "\";") == "const k = \"[SECRET_1]\";");
  CHECK(clean("m = \"bob\" + \"@\" + \"acme.example\" + tail;") == "m = \"[EMAIL_1]\" + tail;");
  CHECK(clean("m = 'bob' +\n    '@acme.example'") == "m = '[EMAIL_1]\n'");
}

TEST_CASE("sums of other literals stay") {
  for (const char* text : {"\"a\" + b + \"c\"", "i = \"x\"+\"y\"", "f(\"The \" + \"quick\")",
                           "\"\" + \"\"", "a+b", "+", "\"a\"+", "'a' + \"b@c.example\".length",
                           "\"a\" + 'b'", "\"x@\" + \"\" + \"y.example\""}) {
    INFO(text);
    CHECK(clean(text).find("SECRET") == std::string::npos);
  }
  CHECK(clean("i = \"x\"+\"y\"") == "i = \"x\"+\"y\"");
}

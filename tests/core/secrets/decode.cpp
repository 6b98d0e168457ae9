#include <initializer_list>
#include <string>

#include "core/base/text.hpp"
#include "core/secrets/found.hpp"
#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/synthetic.hpp"

using homeostat::SecretProfile;
using homeostat::test::found_in;
using homeostat::test::random_text;
using homeostat::test::rule_in;

namespace {

const std::string& token() {
  static const std::string one = "ghp_" + random_text(36);
  return one;
}

std::string escaped(const std::string& text, const std::string& mark) {
  std::string out;
  for (const char c : text)
    out += mark + homeostat::base::hex(std::string_view(&c, 1));
  return out;
}

}  // namespace

TEST_CASE("a token inside base64, hex or escapes is found as the whole of them") {
  const std::string base64 = homeostat::base::base64("service_token=" + token());
  const std::string hex = homeostat::base::hex("t=" + token());
  for (const std::string& code :
       {base64, hex, escaped(token(), "%"), escaped(token(), "\\x"), escaped(token(), "\\u00")}) {
    INFO(code);
    CHECK(found_in("data: " + code + "\n") == code);
    CHECK(rule_in("data: " + code + "\n") == "github-token");
  }
}

TEST_CASE("only one level is decoded") {
  const std::string once = homeostat::base::base64("service_token=" + token());
  const std::string twice = homeostat::base::base64("data: " + once + " and no more");
  CHECK(found_in("data: " + twice) == "");
  CHECK(found_in(escaped("data: " + once, "%")) == "");
}

TEST_CASE("what decodes to no text, or to text without secrets, is passed over") {
  for (const std::string& text : std::initializer_list<std::string>{
           "data: " + homeostat::base::base64("nothing to see here, only plain words"),
           "data: " + homeostat::base::hex("nothing to see here"), "a=%41%42%43",
           "a=%41%42%c3%a9%43", std::string("\\x41\\x4z"), std::string("%"), std::string("%4"),
           "x: " + random_text(60) + "=="}) {
    INFO(text);
    CHECK(found_in(text) == "");
  }
}

TEST_CASE("Basic credentials are known by what they decode to") {
  const std::string basic = homeostat::base::base64("app:pw-of-app");
  CHECK(found_in("Authorization: Basic " + basic) == basic);
  CHECK(found_in("Authorization: Basic " + homeostat::base::base64("no colon")) == "");
  CHECK(found_in("Authorization: Basic " + homeostat::base::base64("${user}:${pass}")) == "");
}

TEST_CASE("long encoded text is decoded in time proportional to it") {
  for (const std::string& part :
       {std::string("QUFB"), std::string("%41"), std::string("4141"), std::string("\\u0041")}) {
    CHECK(homeostat::test::growth(part, 40'000, [](const std::string& text) {
            (void)homeostat::find_secrets(text, SecretProfile::guard);
          }) < homeostat::test::linear_growth_max);
  }
}

#include <initializer_list>
#include <string>

#include "core/secrets/found.hpp"
#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::test::base62;
using homeostat::test::found_in;
using homeostat::test::hex_digits;
using homeostat::test::random_text;
using homeostat::test::rule_in;

namespace {

void check_shape(const std::string& rule, const std::string& token) {
  INFO(rule << " " << token);
  CHECK(found_in("x " + token + " y") == token);
  CHECK(rule_in("x " + token + " y") == rule);
}

}  // namespace

TEST_CASE("tokens without a prefix are known by their parts") {
  check_shape("discord-token",
              "M" + random_text(23) + "." + random_text(6) + "." + random_text(30, base62, 3));
  check_shape("telegram-token", "123456789:A" + random_text(34));
  check_shape("facebook-token", "123456789012345|" + random_text(27));
  check_shape("azure-client-secret", "abc1Q~" + random_text(34));
  check_shape("azure-client-secret", "abc1Q~" + random_text(16) + ".~" + random_text(14));
  check_shape("salesforce-token", "00D" + random_text(12) + "!" + random_text(96));
  check_shape("new-relic-key", random_text(36, hex_digits) + "NRAL");
  check_shape("maxmind-key", random_text(6) + "_" + random_text(29) + "_mmk");
  check_shape("mailchimp-key", random_text(32, hex_digits) + "-us12");
  check_shape("azure-devops-token", random_text(74) + "AZDO" + random_text(6));
  check_shape("doppler-token", "dp.st.prd_eu." + random_text(43));
}

TEST_CASE("parts of other lengths make no token") {
  for (const std::string& text : std::initializer_list<std::string>{
           "M" + random_text(23) + "." + random_text(5) + "." + random_text(30),
           "M" + random_text(23) + "." + random_text(6) + "." + random_text(9),
           "M" + random_text(40) + "." + random_text(6) + "." + random_text(30),
           "P" + random_text(23) + "." + random_text(6) + "." + random_text(30),
           "12345:A" + random_text(34),
           "123456789:A" + random_text(20),
           "123456789:" + std::string(35, 'A'),
           "12345|" + random_text(27),
           "x12345678:A" + random_text(34),
           "123456789012345|" + std::string(27, 'a'),
           "abcdQ~" + random_text(34),
           "abc1Q~" + std::string(34, 'x'),
           "abc1Q~" + random_text(20),
           "00D" + random_text(12) + "!" + random_text(20),
           "11D" + random_text(12) + "!x",
           "00" + random_text(20) + "!" + random_text(96),
           random_text(20, hex_digits) + "-us12",
           random_text(32, hex_digits) + "-us",
           random_text(32, hex_digits) + "-usx",
           std::string(32, 'a') + "-us12",
           random_text(33, hex_digits) + "-us12",
           random_text(74) + "AZDX" + random_text(6),
           std::string(80, 'a') + "AZDO",
           "dq.st.x." + random_text(43),
           "a." + random_text(20)}) {
    INFO(text);
    CHECK(rule_in("x " + text + " y") == "");
  }
}

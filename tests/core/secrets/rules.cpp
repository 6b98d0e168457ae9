#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::find_secrets;
using homeostat::SecretProfile;
using homeostat::test::base36;
using homeostat::test::hex_digits;
using homeostat::test::random_text;
using homeostat::test::upper36;

namespace {

void check_found(const std::string& rule, const std::string& token) {
  const auto findings = find_secrets("x = '" + token + "'", SecretProfile::guard);
  INFO(rule);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == rule);
  CHECK(findings[0].length == token.size());
}

}  // namespace

TEST_CASE("tokens of many issuers are known by prefix, alphabet and length") {
  check_found("doppler-token", "dp.pt." + random_text(43));
  check_found("digitalocean-token", "dop_v1_" + random_text(64, hex_digits));
  check_found("shopify-token", "shpat_" + random_text(32, hex_digits));
  check_found("sendgrid-token", "SG." + random_text(22) + "." + random_text(43));
  check_found("brevo-key",
              "xkeysib-" + random_text(64, hex_digits) + "-" + random_text(16, base36));
  check_found("huggingface-token", "hf_" + random_text(34));
  check_found("grafana-token", "glsa_" + random_text(32) + "_" + random_text(8, hex_digits));
  check_found("postman-key",
              "PMAK-" + random_text(24, hex_digits) + "-" + random_text(34, hex_digits, 2));
  check_found("pulumi-token", "pul-" + random_text(40, hex_digits));
  check_found("twilio-key", "SK" + random_text(32, hex_digits));
  check_found("vault-token", "hvs." + random_text(95));
  check_found("databricks-token", "dapi" + random_text(32, hex_digits));
  check_found("age-secret-key", "AGE-SECRET-KEY-1" + random_text(58, upper36));
  check_found("slack-webhook", "hooks.slack.com/services/T" + random_text(9, upper36) + "/B" +
                                   random_text(9, upper36) + "/" + random_text(24));
  check_found("pypi-token", "pypi-AgEIcHlwaS5vcmc" + random_text(80));
  check_found("google-oauth-secret", "GOCSPX-" + random_text(28));
  check_found("dynatrace-token",
              "dt0c01." + random_text(24, upper36) + "." + random_text(64, upper36, 2));
}

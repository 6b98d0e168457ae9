#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::find_secrets;
using homeostat::SecretProfile;
using homeostat::test::random_text;

TEST_CASE("a finding says where, how long and what, and never the secret") {
  const std::string body = random_text(36);
  const std::string text = "a\nb\r\n  t = 'ghp_" + body + "'\n";
  const auto findings = find_secrets(text, SecretProfile::guard);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == "github-token");
  CHECK(findings[0].offset == 12);
  CHECK(findings[0].length == 40);
  CHECK(findings[0].line == 3);
  CHECK(findings[0].column == 8);
  CHECK(findings[0].confidence > 0.5);
  CHECK(findings[0].preview == "ghp_…(40)");
}

TEST_CASE("findings are in order and do not overlap") {
  const std::string token = "ghp_" + random_text(36);
  const std::string text = "api_token = \"" + token + "\"\npassword = \"Sup3rSecret!\"\n" +
                           "postgres://u:" + token + "x@h/\n";
  const auto findings = find_secrets(text, SecretProfile::redact);
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].rule == "github-token");
  CHECK(findings[0].line == 1);
  CHECK(findings[1].rule == "password-assignment");
  CHECK(findings[1].line == 2);
  CHECK(findings[2].length == token.size() + 3);
  CHECK(findings[0].offset + findings[0].length <= findings[1].offset);
}

TEST_CASE("two findings that overlap are one that covers both") {
  const std::string key = "AIza" + random_text(35);
  const std::string text = "password = \"a1!" + key + "\"";
  const auto findings = find_secrets(text, SecretProfile::guard);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].rule == "google-api-key");
  CHECK(findings[0].offset == 12);
  CHECK(findings[0].length == key.size() + 3);
  CHECK(findings[0].preview == "…(42)");
}

TEST_CASE("text without secrets has no findings") {
  CHECK(find_secrets("", SecretProfile::guard).empty());
  CHECK(find_secrets("x", SecretProfile::redact).empty());
  CHECK(find_secrets("commit ec33055b85c5b77675ad95d8e7f469308a0adb15", SecretProfile::redact)
            .empty());
  CHECK(find_secrets("Fingerprint: v1:" + random_text(64, homeostat::test::hex_digits),
                     SecretProfile::guard)
            .empty());
  CHECK(find_secrets("\"integrity\": \"sha512-" + random_text(86) + "==\"", SecretProfile::redact)
            .empty());
}

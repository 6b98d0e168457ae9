#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/synthetic.hpp"

using homeostat::find_secrets;
using homeostat::SecretProfile;
using homeostat::test::random_text;

namespace {

std::string found_in(const std::string& text, SecretProfile profile = SecretProfile::guard) {
  const auto findings = find_secrets(text, profile);
  return findings.empty() ? "" : text.substr(findings[0].offset, findings[0].length);
}

}  // namespace

TEST_CASE("passwords in addresses are found") {
  CHECK(found_in("postgres://app:hunter2@db.internal:5432/orders") == "app:hunter2");
  CHECK(found_in("\"mongodb+srv://root:P4ss%21@c0.example.org/x\"") == "root:P4ss%21");
  CHECK(found_in("redis://:s3cr3tpw@cache:6379") == "s3cr3tpw");
  CHECK(found_in("https://ci:abc:def@x/") == "ci:abc:def");
}

TEST_CASE("addresses without a password are left alone") {
  CHECK(found_in("http://host:8080/img@2x.png") == "");
  CHECK(found_in("https://${USER}:${PASS}@host/") == "");
  CHECK(found_in("https://{{user}}:{{pass}}@host/") == "");
  CHECK(found_in("https://user@host/") == "");
  CHECK(found_in("https://user:@host/") == "");
  CHECK(found_in("https://user:password@host/") == "");
  CHECK(found_in("https://user:password@host/", SecretProfile::redact) == "user:password");
  CHECK(found_in("a://b") == "");
}

TEST_CASE("private keys are found with their body") {
  const std::string key = "-----BEGIN RSA PRIVATE KEY-----\n" + random_text(64) + "\n" +
                          random_text(64) + "\n-----END RSA PRIVATE KEY-----";
  CHECK(found_in("k = `" + key + "`") == key);
  const std::string escaped = "-----BEGIN PRIVATE KEY-----\\n" + random_text(64) + "\\n";
  CHECK(found_in("\"" + escaped + "\"") == escaped);
  const std::string torn = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + random_text(70);
  CHECK(found_in(torn) == torn);
  CHECK(found_in(torn + "\n-----END OPENSSH") == torn + "\n-----END");
}

TEST_CASE("headers of private keys and public keys are no secrets") {
  CHECK(found_in("if (s.startsWith('-----BEGIN PRIVATE KEY-----'))") == "");
  CHECK(found_in("-----BEGIN PRIVATE KEY-----\nABC\n-----END PRIVATE KEY-----") == "");
  CHECK(found_in("-----BEGIN PRIVATE KEY-----\nABC\n-----END PRIVATE KEY-----",
                 SecretProfile::redact) != "");
  CHECK(found_in("-----BEGIN PRIVATE KEY-----", SecretProfile::redact) == "");
  CHECK(found_in("-----BEGIN PUBLIC KEY-----\n" + random_text(64) + "\n-----END PUBLIC KEY-----") ==
        "");
}

TEST_CASE("credentials of an Authorization header are found") {
  const std::string v = random_text(40);
  CHECK(found_in("Authorization: Bearer " + v + "\r\n") == v);
  CHECK(found_in("curl -H 'authorization: basic " + v + "'") == v);
  CHECK(found_in("bearer of bad news") == "");
  CHECK(found_in("bearer  internationalization") == "");
  CHECK(found_in("forbearer " + v) == "");
  CHECK(found_in("Bearer of " + v) == "");
}

TEST_CASE("shapes that never close take time in proportion to the text") {
  for (const char* part :
       {"http://a:", "://", "-----BEGIN PRIVATE KEY-----", "bearer ", "-----BEGIN ", "x://y:z@"}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 30'000, [](const std::string& text) {
            (void)find_secrets(text, SecretProfile::redact);
          }) < homeostat::test::linear_growth_max);
  }
}

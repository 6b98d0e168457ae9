#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::SecretProfile;
using homeostat::test::hex_digits;
using homeostat::test::random_text;

namespace {

bool is_found(const std::string& text, SecretProfile profile = SecretProfile::guard) {
  return !homeostat::find_secrets(text, profile).empty();
}

}  // namespace

TEST_CASE("passwords are short but mixed") {
  CHECK(is_found("password = \"Sup3rSecret!\""));
  CHECK(is_found("password = \"hunter2hunter\""));
  CHECK(is_found("password = \"tr0ub4dor&3\""));
  CHECK(is_found("DB_PASSWORD=Zx9!kdfj29"));
  CHECK(is_found("pwd: \"k!tt#ns$Walk\""));
  CHECK_FALSE(is_found("password = \"short1\""));
  CHECK_FALSE(is_found("password = \"correct horse battery\""));
  CHECK_FALSE(is_found("password = \"12345678\""));
  CHECK_FALSE(is_found("password = \"forgotten\""));
  CHECK_FALSE(is_found("password = \"#login-form\""));
  CHECK_FALSE(is_found("DB_PASSWORD=letmein"));
}

TEST_CASE("keys are long and random") {
  CHECK(is_found("api_key = \"" + random_text(32, hex_digits) + "\""));
  CHECK(is_found("api_key = \"" + random_text(20) + "\""));
  CHECK(is_found("encryption_key = \"" + random_text(44) + "=\""));
  CHECK(is_found("api_key = \"123e4567-e89b-12d3-a456-426614174000\""));
  CHECK_FALSE(is_found("key = \"123e4567-e89b-12d3-a456-426614174000\""));
  CHECK_FALSE(is_found("api_key = \"" + random_text(11) + "\""));
  CHECK_FALSE(is_found("api_key = \"ABCDEFGHIJKLMNOPQRSTUVWXYZ\""));
  CHECK_FALSE(is_found("api_key = \"settings.backend.primary\""));
  CHECK_FALSE(is_found("token = \"sha256/integrity/of/the/file\""));
  CHECK_FALSE(is_found("auth = \"" + random_text(18) + "\""));
  CHECK(is_found("auth = \"" + random_text(40) + "\""));
  CHECK_FALSE(is_found("secret = \"arn:aws:secretsmanager:eu-west-1:1:secret:x-a8Zk2P\""));
  CHECK_FALSE(is_found("api_key=UnquotedIdentifierOfTheProgram"));
}

TEST_CASE("text that leaves loses weaker values too") {
  CHECK(is_found("password: \"letmein\"", SecretProfile::redact));
  CHECK(is_found("PASSWORD=letmein1", SecretProfile::redact));
  CHECK(is_found("api_key = \"" + random_text(12) + "\"", SecretProfile::redact));
  CHECK_FALSE(is_found("password: string", SecretProfile::redact));
  CHECK_FALSE(is_found("password: \"...\"", SecretProfile::redact));
  CHECK_FALSE(is_found("password: \"!!!!!\"", SecretProfile::redact));
  CHECK_FALSE(is_found("pw = \"ab\"", SecretProfile::redact));
}

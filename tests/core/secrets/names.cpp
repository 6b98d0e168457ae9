#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

namespace {

bool is_told(const std::string& name) {
  const std::string text = name + " = \"" + homeostat::test::random_text(32) + "\"";
  return !homeostat::find_secrets(text, homeostat::SecretProfile::guard).empty();
}

}  // namespace

TEST_CASE("names of secrets are understood in every usual spelling") {
  for (const char* name : {"password",
                           "DB_PASSWORD",
                           "dbPassword",
                           "mysqlpassword",
                           "PASSWD",
                           "userPwd",
                           "pass",
                           "passphrase",
                           "apiKey",
                           "API_KEY",
                           "x-api-key",
                           "apikey",
                           "client_secret",
                           "clientSecret",
                           "GITHUB_TOKEN",
                           "githubToken",
                           "config.auth.token",
                           "AWSSecretKey",
                           "private_key",
                           "signingKey2",
                           "stripe.secret.key",
                           "access_token_prod",
                           "key",
                           "session_token",
                           "secretValue",
                           "TOKEN_1",
                           "authToken"}) {
    INFO(name);
    CHECK(is_told(name));
  }
}

TEST_CASE("names of other things are not taken for secrets") {
  for (const char* name :
       {"author",          "monkey",     "keyboard",   "tokenizer",  "token_type",  "password_hint",
        "secretName",      "public_key", "primaryKey", "cache_key",  "foreign_key", "keyPath",
        "next_page_token", "bypass",     "compass",    "sha256_key", "commitKey",   "tokens_used",
        "passwordPolicy",  "---",        "x"}) {
    INFO(name);
    CHECK_FALSE(is_told(name));
  }
}

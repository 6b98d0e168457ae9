#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/synthetic.hpp"

using homeostat::find_secrets;
using homeostat::SecretProfile;
using homeostat::test::random_text;

namespace {

/// The text that is found, or "" if there is none.
std::string found_in(const std::string& text, SecretProfile profile = SecretProfile::guard) {
  const auto findings = find_secrets(text, profile);
  return findings.empty() ? "" : text.substr(findings[0].offset, findings[0].length);
}

}  // namespace

TEST_CASE("a value is found in whatever way it is given to its name") {
  const std::string v = random_text(32);
  for (const std::string& text : {"apiKey = \"" + v + "\"",
                                  "\"api_key\": \"" + v + "\"",
                                  "'api-key' => '" + v + "'",
                                  "API_TOKEN=" + v,
                                  "export API_TOKEN=" + v + "\r\n",
                                  "api_token: " + v,
                                  "const char* kApiToken = \"" + v + "\";",
                                  "std::string_view token{\"" + v + "\"};",
                                  "var jwtSecret = []byte(\"" + v + "\")",
                                  "let token: string = `" + v + "`;",
                                  "define('AUTH_TOKEN', '" + v + "');",
                                  "System.setProperty(\"API_TOKEN\", \"" + v + "\")",
                                  "{\\\"client_secret\\\":\\\"" + v + "\\\"}",
                                  "<token>" + v + "</token>",
                                  "<apiToken>\n  " + v + "\n</apiToken>",
                                  "<name>token</name>\n <value>" + v + "</value>",
                                  "<add key=\"clientSecret\" value=\"" + v + "\" />",
                                  "{a=b, token=" + v + ", c=d}",
                                  "?access_token=" + v + "&page=2",
                                  "u=x%3Faccess_token%3D" + v + "%26page%3D2",
                                  "TOKEN ||= '" + v + "'",
                                  "TOKEN ?= " + v,
                                  "token := \"" + v + "\"",
                                  "--api-key " + v,
                                  "NSString *token = @\"" + v + "\";",
                                  "- name: API_TOKEN\n  value: " + v + "\n"}) {
    INFO(text);
    CHECK(found_in(text) == v);
  }
}

TEST_CASE("code about secrets is not a secret") {
  for (const char* text : {"apiKey = getKey()",
                           "apiKey: string",
                           "const apiKey = config.apiKey;",
                           "password = request.form['password']",
                           "if (password !== confirmPassword) throw x;",
                           "const password = process.env.DB_PASSWORD ?? \"\";",
                           "token = os.environ[\"TOKEN\"]",
                           "class PasswordTokenSecretKeyFactory implements ApiKeyProvider {}",
                           "passwordLabel:\"Password:\",rememberMeLabel:\"Remember me:\"",
                           "headers: { Authorization: `Bearer ${token}` }",
                           "secret = \"your-secret-here\"",
                           "API_KEY=<your api key>",
                           "password: \"{{ vault_password }}\"",
                           "TOKEN=${TOKEN}",
                           "password = \"********\"",
                           "token: \"xxxxxxxxxxxxxxxxxxxxxxxx\"",
                           "password=Passwort",
                           "sb.append(\"MasterUserPassword: \" + getMasterUserPassword() + \",\");",
                           "secretName: my-app-secret",
                           "tokenUrl: \"https://id.example.org/oauth/token\"",
                           "private_key_path = \"/etc/ssl/private/server.pem\"",
                           "password_field = \"#login-form\"",
                           "keyboard = \"a8f5f167f44f4964e6c998dee827110c\"",
                           "token =",
                           "token = \"",
                           "token",
                           "public_key = \"a8f5f167f44f4964e6c998dee827110ca8f5f167\"",
                           "token|x",
                           "token<x",
                           "a.key[",
                           "token(\n\n\nx)",
                           "token = call(x)",
                           "token, value) {",
                           "key: \"settings.theme.primary\"",
                           "\"token\\"}) {
    INFO(text);
    CHECK(found_in(text) == "");
  }
}

TEST_CASE("text that leaves is searched for values behind a blank too") {
  const std::string v = random_text(20);
  CHECK(found_in("the password " + v) == "");
  CHECK(found_in("machine x login bot password " + v) == v);
  CHECK(found_in("machine x login bot password " + v, SecretProfile::redact) == v);
  CHECK(found_in("connector { password 'hunter2!' }", SecretProfile::redact) == "hunter2!");
  CHECK(found_in("the token was long", SecretProfile::redact) == "");
}

TEST_CASE("assignments without end take time in proportion to the text") {
  for (const char* part : {"key=", "token:", "token=\"", "secret(((", "password = \\\""}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 30'000, [](const std::string& text) {
            (void)find_secrets(text, SecretProfile::redact);
          }) < homeostat::test::linear_growth_max);
  }
}

TEST_CASE("hostile text takes time in proportion to its length") {
  for (const char* part :
       {"key=a1b2c3d4e5f6g7h8i9 ", "a1B2c3D4e5F6g7H8i9J0 ", "a1b2c3d4e5f6g7h8=", "sk-glpat-ghp_-",
        "eyJaaaaaaaaaa.", "://a:b@", "$6$aaaaaaaa$", "-----BEGIN PRIVATE KEY-----", " -p aB3xyz",
        "seed phrase ", "identified ", "abc1Q~abcdefghijkl~", "123456789:", "password: [[["}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 30'000, [](const std::string& text) {
            (void)find_secrets(text, SecretProfile::redact);
          }) < homeostat::test::linear_growth_max);
  }
}

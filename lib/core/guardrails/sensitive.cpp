#include <algorithm>
#include <string_view>

#include <homeostat/guardrails.hpp>

#include "core/base/text.hpp"
#include "core/guardrails/fold.hpp"

namespace homeostat {
namespace {

using std::string_view;

// Words of a file's name, between -, _, ., and changes of case.
constexpr std::string_view sensitive_words[] = {
    "auth",       "authn",         "authz",      "authenticate", "authenticator", "authentication",
    "authorize",  "authorization", "oauth",      "oauth2",       "oidc",          "saml",
    "sso",        "ldap",          "jwt",        "login",        "webauthn",      "totp",
    "mfa",        "authhelper",    "apikey",     "apikeys",      "credential",    "credentials",
    "secret",     "secrets",       "password",   "passwords",    "passwd",        "encrypt",
    "encryption", "decrypt",       "decryption", "crypto",       "cryptography",  "keystore",
    "keychain",   "vault",         "payment",    "payments",     "stripe",        "paypal",
    "braintree",  "billing",       "checkout",   "userdata",     "tokenstore",
};

struct WordPair {
  string_view first;
  string_view second;
};
constexpr WordPair sensitive_pairs[] = {
    {"api", "key"},      {"api", "keys"},        {"user", "data"},     {"token", "store"},
    {"access", "token"}, {"access", "key"},      {"refresh", "token"}, {"private", "key"},
    {"secret", "key"},   {"service", "account"},
};

// A test or a type declaration beside the sensitive file says little of it.
constexpr std::string_view harmless_words[] = {
    "test", "tests", "spec", "mock", "mocks", "stories",
};

// Globs against the folded path.
constexpr std::string_view sensitive_globs[] = {
    // secrets and keys
    ".env",
    ".env.*",
    "*.env",
    ".envrc",
    ".netrc",
    "_netrc",
    ".pgpass",
    ".htpasswd",
    ".pypirc",
    ".git-credentials",
    "id_rsa*",
    "id_dsa*",
    "id_ecdsa*",
    "id_ed25519*",
    "*.pem",
    "*.key",
    "*.p12",
    "*.pfx",
    "*.jks",
    "*.keystore",
    "*.ppk",
    "*.kdbx",
    "*.tfvars",
    "*.tfstate*",
    "*.tf",
    "**/.aws/",
    "**/.ssh/",
    "**/.gnupg/",
    "**/.kube/",
    "**/.docker/",
    "kubeconfig",
    "k8s/**/*secret*.y*ml",
    "**/secrets/",
    "**/credentials/",
    "**/security/",
    "**/auth/",
    "**/payment/",
    "**/payments/",
    // configuration with passwords in it
    "wp-config*.php",
    "database.y*ml",
    "appsettings*.json",
    "google-services.json",
    "googleservice-info.plist",
    // permissions, scripts, dependencies, workflows
    "manifest.json",
    "package.json",
    "composer.json",
    "pyproject.toml",
    "setup.py",
    "cargo.toml",
    "pom.xml",
    "build.gradle*",
    ".npmrc",
    ".yarnrc*",
    "**/.github/",
    ".gitlab-ci*",
    "**/.circleci/",
    "jenkinsfile*",
    "azure-pipelines*",
};

template <std::size_t N>
bool contains(const string_view (&list)[N], string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// The words of the last component, lower case: "userAuth-helper.test.js" → user auth helper
/// test js.
std::vector<std::string> words_of(string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = base::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
    const bool hump = i > 0 && base::is_upper(c) && base::is_lower(name[i - 1]);
    if ((!letter || hump) && !words.back().empty()) words.emplace_back();
    if (letter) words.back() += base::to_lower(c);
  }
  return words;
}

bool has_sensitive_words(string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  const string_view name = slash == path.npos ? path : path.substr(slash + 1);
  const std::vector<std::string> words = words_of(name);
  const auto any = [&](const auto& list) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return contains(list, word); });
  };
  if (any(harmless_words)) return false;
  if (any(sensitive_words)) return true;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    for (const WordPair& pair : sensitive_pairs) {
      if (words[i] == pair.first && words[i + 1] == pair.second) return true;
    }
  }
  return false;
}

}  // namespace

bool is_sensitive_path(std::string_view path) {
  // As git prints unusual paths.
  if (path.size() > 1 && path.front() == '"' && path.back() == '"') {
    path = path.substr(1, path.size() - 2);
  }
  const std::string folded = guardrails::fold_path(path);
  const auto matches = [&](string_view glob) { return matches_path(glob, folded); };
  if (std::any_of(std::begin(sensitive_globs), std::end(sensitive_globs), matches)) return true;
  // The folded name sees through look-alikes, the plain one knows its humps.
  return has_sensitive_words(folded) || has_sensitive_words(path);
}

}  // namespace homeostat

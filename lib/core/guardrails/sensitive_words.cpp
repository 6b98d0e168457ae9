#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"
#include "core/guardrails/path_class.hpp"

namespace homeostat::guardrails {
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
    "braintree",  "billing",       "checkout",   "userdata",     "tokenstore",    "signin",
    "passport",   "otp",           "csrf",       "rbac",         "acl",           "iam",
    "hmac",       "pki",           "wallet",
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

}  // namespace

bool has_sensitive_words(std::string_view path) {
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

}  // namespace homeostat::guardrails

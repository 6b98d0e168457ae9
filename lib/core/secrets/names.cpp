#include "core/secrets/names.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "core/base/text.hpp"

namespace homeostat::secrets {
namespace {

/// Does a new word begin at `i`? "clientSecret", "HTTPToken"; digits stay with what is before.
bool begins_word(std::string_view name, std::size_t i) {
  if (!base::is_upper(name[i])) return base::is_alnum(name[i]) && !base::is_alnum(name[i - 1]);
  if (!base::is_upper(name[i - 1])) return true;
  return i + 1 < name.size() && base::is_lower(name[i + 1]);
}

/// Takes the last word off a name; empty when there is none left.
std::string_view take_last_word(std::string_view& name) {
  while (!name.empty() && !base::is_alnum(name.back()))
    name.remove_suffix(1);
  if (name.empty()) return {};
  std::size_t begin = name.size() - 1;
  while (begin > 0 && !begins_word(name, begin))
    --begin;
  const std::string_view word = name.substr(begin);
  name = name.substr(0, begin);
  return word;
}

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view one) { return base::iequals(one, word); });
}

constexpr std::string_view key_words[] = {
    "apikey",     "apikeys",    "secretkey",  "privatekey", "accesskey",     "authkey",
    "appkey",     "masterkey",  "signingkey", "sharedkey",  "encryptionkey", "accountkey",
    "licensekey", "servicekey", "keysecret",  "apisecret",  "authtoken",     "sharedaccesskey",
};
constexpr std::string_view pass_words[] = {
    "pass",     "dbpass", "userpass",  "sshpass", "smtppass",   "mailpass",
    "rootpass", "mypass", "adminpass", "ftppass", "passphrase", "passwort",
};
// Before "key": what makes it an index or a public thing.
constexpr std::string_view public_words[] = {
    "public",    "pub",         "primary",     "foreign",      "cache",   "sort",   "partition",
    "route",     "object",      "row",         "event",        "i18n",    "locale", "translation",
    "hot",       "keyboard",    "map",         "dict",         "query",   "group",  "index",
    "lookup",    "registry",    "idempotency", "unique",       "natural", "hash",   "sha",
    "md5",       "sha1",        "sha256",      "checksum",     "digest",  "etag",   "commit",
    "integrity", "page",        "cursor",      "continuation", "next",    "schema", "vault",
    "publickey", "fingerprint", "thumbprint",  "site",         "image",   "file",   "path",
};
// After the word that names the secret: what may follow without changing the meaning.
constexpr std::string_view kept_words[] = {
    "value",   "val",    "string",     "str",     "text",        "raw",       "plain",
    "default", "prod",   "production", "dev",     "development", "test",      "live",
    "staging", "old",    "new",        "current", "backup",      "admin",     "root",
    "main",    "base64", "b64",        "hex",     "primary",     "secondary", "v1",
    "v2",      "const",  "env",        "here",    "token",       "key",       "secret",
};

bool ends_with(std::string_view word, std::string_view end) { return base::iends_with(word, end); }

NameKind kind_of_word(std::string_view word) {
  while (!word.empty() && base::is_digit(word.back()))
    word.remove_suffix(1);
  if (ends_with(word, "password") || ends_with(word, "passwd") || ends_with(word, "pwd") ||
      ends_with(word, "pasword") || contains(pass_words, word)) {
    return NameKind::password;
  }
  if (ends_with(word, "token") || ends_with(word, "secret") || contains(key_words, word)) {
    return NameKind::secret;
  }
  if (base::iequals(word, "key") || base::iequals(word, "keys")) return NameKind::key;
  for (const std::string_view weak :
       {"auth", "access", "private", "credential", "credentials", "creds", "authorization",
        "signature", "sig", "salt", "dsn", "pat", "license", "session", "sessionid", "cookie"}) {
    if (base::iequals(word, weak)) return NameKind::weak;
  }
  return NameKind::none;
}

/// A bare key becomes a secret by the word before it: api key, secret key, signing key.
constexpr std::string_view secret_key_words[] = {
    "api",     "secret",   "private",    "access",       "auth",        "app",
    "master",  "signing",  "shared",     "account",      "license",     "service",
    "token",   "client",   "admin",      "security",     "server",      "storage",
    "webhook", "consumer", "encryption", "subscription", "application",
};

bool is_kept(std::string_view word) {
  return base::is_digits(word) || word.size() == 1 || contains(kept_words, word);
}

}  // namespace

NameKind kind_of_name(std::string_view name) noexcept {
  NameKind kind = NameKind::none;
  while (kind == NameKind::none) {
    const std::string_view word = take_last_word(name);
    if (word.empty()) return NameKind::none;
    kind = kind_of_word(word);
    if (kind == NameKind::none && !is_kept(word)) return NameKind::none;
  }
  if (kind == NameKind::password) return kind;
  std::string_view before = take_last_word(name);
  if (kind == NameKind::key && contains(secret_key_words, before)) kind = NameKind::secret;
  for (; !before.empty(); before = take_last_word(name)) {
    if (contains(public_words, before)) return NameKind::none;
  }
  return kind;
}

}  // namespace homeostat::secrets

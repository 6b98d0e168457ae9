#include "core/secrets/names.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "core/base/text.hpp"
#include "core/secrets/services.hpp"

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

// What a word of a name says; sorted. Bits, as a word may say one thing at the end of a name and
// another in front of "key".
using Sense = std::uint8_t;
constexpr Sense password_word = 1;  // chosen by a person
constexpr Sense secret_word = 2;    // names a secret by itself
constexpr Sense key_word = 4;
constexpr Sense weak_word = 8;     // may be secret
constexpr Sense scheme_word = 16;  // of an Authorization header
constexpr Sense public_word = 32;  // makes what it stands beside no secret: an index, a digest
constexpr Sense kept_word = 64;    // says nothing about the word in front of it
constexpr Sense before_key = 128;  // makes a key a secret

struct Word {
  std::string_view text;
  Sense sense;
};

// clang-format off
constexpr Word words[] = {
    {"access", before_key | weak_word}, {"accesskey", secret_word}, {"account", before_key},
    {"accountkey", secret_word}, {"admin", kept_word | before_key}, {"adminpass", password_word},
    {"api", before_key}, {"apikey", secret_word}, {"apikeys", secret_word},
    {"apisecret", secret_word}, {"app", before_key}, {"appkey", secret_word},
    {"application", before_key}, {"auth", before_key | weak_word}, {"authenticity", public_word},
    {"authkey", secret_word}, {"authorization", weak_word}, {"authtoken", secret_word},
    {"b64", kept_word}, {"backup", kept_word}, {"base64", kept_word}, {"basic", scheme_word},
    {"bearer", scheme_word}, {"cache", public_word}, {"checksum", public_word},
    {"client", before_key}, {"commit", public_word}, {"const", kept_word},
    {"consumer", before_key}, {"continuation", public_word}, {"cookie", weak_word},
    {"creds", secret_word}, {"csrf", public_word}, {"current", kept_word},
    {"cursor", public_word}, {"dbpass", password_word}, {"default", kept_word},
    {"dev", kept_word}, {"development", kept_word}, {"dict", public_word},
    {"digest", public_word}, {"dsn", weak_word}, {"dummy", public_word},
    {"encryption", before_key}, {"encryptionkey", secret_word}, {"env", kept_word},
    {"etag", public_word}, {"event", public_word}, {"example", public_word},
    {"fake", public_word}, {"file", public_word}, {"fingerprint", public_word},
    {"foreign", public_word}, {"ftppass", password_word}, {"group", public_word},
    {"hash", public_word}, {"here", kept_word}, {"hex", kept_word}, {"hot", public_word},
    {"i18n", public_word}, {"idempotency", public_word}, {"image", public_word},
    {"index", public_word}, {"integrity", public_word}, {"invalid", public_word},
    {"key", kept_word | key_word}, {"keyboard", public_word}, {"keys", key_word},
    {"keysecret", secret_word}, {"license", before_key | weak_word}, {"licensekey", secret_word},
    {"live", kept_word}, {"locale", public_word}, {"lookup", public_word},
    {"mailpass", password_word}, {"main", kept_word}, {"map", public_word},
    {"master", before_key}, {"masterkey", secret_word}, {"md5", public_word},
    {"mock", public_word}, {"mypass", password_word}, {"natural", public_word},
    {"new", kept_word}, {"next", public_word}, {"non", public_word}, {"object", public_word},
    {"old", kept_word}, {"page", public_word}, {"partition", public_word},
    {"pass", password_word}, {"passphrase", password_word}, {"passw", password_word},
    {"passworsd", password_word}, {"passwort", password_word}, {"pat", weak_word},
    {"path", public_word}, {"placeholder", public_word}, {"plain", kept_word},
    {"primary", public_word | kept_word}, {"private", before_key | weak_word},
    {"privatekey", secret_word}, {"prod", kept_word}, {"production", kept_word},
    {"psw", password_word}, {"pswd", password_word}, {"psword", password_word},
    {"pub", public_word}, {"public", public_word}, {"publickey", public_word},
    {"pw", password_word}, {"pword", password_word}, {"query", public_word}, {"raw", kept_word},
    {"registry", public_word}, {"root", kept_word}, {"rootpass", password_word},
    {"route", public_word}, {"row", public_word}, {"salt", weak_word}, {"schema", public_word},
    {"secondary", kept_word}, {"secret", kept_word | before_key}, {"secretkey", secret_word},
    {"security", before_key}, {"server", before_key}, {"service", before_key},
    {"servicekey", secret_word}, {"session", weak_word}, {"sessionid", weak_word},
    {"sha", public_word}, {"sha1", public_word}, {"sha256", public_word}, {"shared", before_key},
    {"sharedaccesskey", secret_word}, {"sharedkey", secret_word}, {"sig", weak_word},
    {"signing", before_key}, {"signingkey", secret_word}, {"site", public_word},
    {"smtppass", password_word}, {"sort", public_word}, {"sshpass", password_word},
    {"staging", kept_word}, {"storage", before_key}, {"str", kept_word}, {"string", kept_word},
    {"subscription", before_key}, {"test", kept_word}, {"text", kept_word},
    {"thumbprint", public_word}, {"token", kept_word | before_key}, {"translation", public_word},
    {"unique", public_word}, {"userpass", password_word}, {"v1", kept_word}, {"v2", kept_word},
    {"val", kept_word}, {"value", kept_word}, {"vault", public_word}, {"webhook", before_key},
    {"xsrf", public_word},
};
// clang-format on

static_assert(std::is_sorted(std::begin(words), std::end(words),
                             [](const Word& a, const Word& b) { return a.text < b.text; }));

constexpr std::size_t word_bytes_max = 16;

Sense sense_of(std::string_view word) {
  char lower[word_bytes_max] = {};
  if (word.empty() || word.size() > word_bytes_max) return 0;
  std::transform(word.begin(), word.end(), lower, [](char c) { return base::to_lower(c); });
  const std::string_view text(lower, word.size());
  const auto found = std::lower_bound(std::begin(words), std::end(words), text,
                                      [](const Word& a, std::string_view b) { return a.text < b; });
  return found != std::end(words) && found->text == text ? found->sense : Sense{0};
}

// Words that run together with what is in front of them: "dbpassword", "githubtoken".
struct Ending {
  std::string_view text;
  NameKind kind;
};
constexpr Ending word_endings[] = {
    {"password", NameKind::password},  {"passwd", NameKind::password},
    {"pwd", NameKind::password},       {"pasword", NameKind::password},
    {"token", NameKind::secret},       {"secret", NameKind::secret},
    {"apikey", NameKind::secret},      {"secretkey", NameKind::secret},
    {"accesskey", NameKind::secret},   {"credential", NameKind::secret},
    {"credentials", NameKind::secret},
};

NameKind kind_of_word(std::string_view word) {
  while (!word.empty() && base::is_digit(word.back()))
    word.remove_suffix(1);
  const Sense sense = sense_of(word);
  if ((sense & password_word) != 0) return NameKind::password;
  if ((sense & secret_word) != 0) return NameKind::secret;
  if ((sense & scheme_word) != 0) return NameKind::scheme;
  if ((sense & key_word) != 0) return NameKind::key;
  if ((sense & weak_word) != 0) return NameKind::weak;
  for (const Ending& ending : word_endings) {
    if (base::iends_with(word, ending.text)) return ending.kind;
  }
  return NameKind::none;
}

/// Does the name that begins at `at` with a service go on with words of secrets only?
bool is_tail(std::string_view tail) {
  constexpr std::string_view tail_words[] = {
      "api",    "key",   "token",   "secret",  "access", "private", "auth",
      "client", "app",   "service", "account", "user",   "id",      "pat",
      "live",   "prod",  "cloud",   "iam",     "cos",    "hmac",    "admin",
      "rest",   "login", "sk",      "com",     "io",     "v1",      "sample",
  };
  while (!tail.empty()) {
    if (!base::is_alpha(tail[0])) {
      tail.remove_prefix(1);
      continue;
    }
    const auto word =
        std::find_if(std::begin(tail_words), std::end(tail_words),
                     [&](std::string_view one) { return base::istarts_with(tail, one); });
    if (word == std::end(tail_words)) return false;
    tail.remove_prefix(word->size());
  }
  return true;
}

/// A service at the begin of `name`, and behind it nothing but a tail.
bool begins_with_service(std::string_view name) {
  char letters[3] = {};
  if (name.size() < 3) return false;
  std::transform(name.begin(), name.begin() + 3, letters, [](char c) { return base::to_lower(c); });
  const std::string_view begin(letters, 3);
  auto one = std::lower_bound(std::begin(services), std::end(services), begin);
  for (; one != std::end(services) && one->starts_with(begin); ++one) {
    if (base::istarts_with(name, *one) && is_tail(name.substr(one->size()))) return true;
  }
  return false;
}

bool is_kept(std::string_view word) {
  return base::is_digits(word) || word.size() == 1 || (sense_of(word) & kept_word) != 0;
}

}  // namespace

bool is_service(std::string_view name) noexcept {
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool begins = at == 0 || (base::is_alnum(name[at]) && begins_word(name, at));
    if (begins && begins_with_service(name.substr(at))) return true;
  }
  return false;
}

NameKind kind_of_name(std::string_view name) noexcept {
  const std::string_view whole = name;
  NameKind kind = NameKind::none;
  while (kind == NameKind::none) {
    const std::string_view word = take_last_word(name);
    if (word.empty()) return NameKind::none;
    kind = kind_of_word(word);
    if (kind == NameKind::none && !is_kept(word)) return NameKind::none;
  }
  if (kind == NameKind::password || kind == NameKind::scheme) return kind;
  std::string_view before = take_last_word(name);
  if (kind == NameKind::key && (sense_of(before) & before_key) != 0) kind = NameKind::secret;
  for (; !before.empty(); before = take_last_word(name)) {
    if ((sense_of(before) & public_word) != 0) return NameKind::none;
  }
  if (kind != NameKind::secret && is_service(whole)) return NameKind::secret;
  return kind;
}

}  // namespace homeostat::secrets

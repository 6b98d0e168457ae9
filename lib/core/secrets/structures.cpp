#include <algorithm>

#include "core/base/text.hpp"
#include "core/secrets/hit.hpp"
#include "core/secrets/randomness.hpp"
#include "core/secrets/rules.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t userinfo_bytes_max = 512;
constexpr std::size_t pem_bytes_max = 16 * 1024;

bool is_weak_password(std::string_view password) {
  for (const std::string_view word : {"pass", "password", "passwd", "pwd", "pw", "secret"}) {
    if (base::iequals(password, word)) return true;
  }
  return false;
}

/// `scheme://user:password@host`, with the "://" at `at`: the password.
void url_credentials(std::string_view text, std::size_t at, SecretProfile profile,
                     std::vector<Hit>& hits) {
  const std::string_view rest = text.substr(at + 3, userinfo_bytes_max);
  const std::size_t end = rest.find_first_of("/?#\"'`<>\\ \t\r\n,;|@");
  if (end == rest.npos || rest[end] != '@') return;
  const std::size_t colon = rest.substr(0, end).find(':');
  if (colon == rest.npos || colon + 1 == end) return;
  const std::string_view password = rest.substr(colon + 1, end - colon - 1);
  if (is_placeholder(password) && !is_weak_password(password)) return;
  if (profile == SecretProfile::guard && (password.size() < 4 || is_weak_password(password))) {
    return;
  }
  hits.push_back({"url-credentials", 0.9, at + 3 + colon + 1, password.size(), {}});
}

bool is_pem_byte(char c) { return in(std64, c) || base::is_space(c) || c == '\\' || c == ','; }

/// "-----BEGIN … PRIVATE KEY-----" at `at`: the whole block, or as much of it as there is.
/// Returns where to go on.
std::size_t private_key(std::string_view text, std::size_t at, SecretProfile profile,
                        std::vector<Hit>& hits) {
  constexpr std::string_view mark = "-----BEGIN ";
  const std::string_view head = text.substr(at + mark.size(), 64);
  const std::size_t key = head.find("PRIVATE KEY");
  const std::size_t dashes = head.find("-----");
  if (key == head.npos || dashes == head.npos || key > dashes) return at + mark.size();
  const std::size_t body = at + mark.size() + dashes + 5;
  const std::string_view rest = text.substr(body, pem_bytes_max);
  const std::size_t foot = std::min(rest.find("-----"), rest.size());
  std::size_t end = 0;
  if (rest.substr(foot).starts_with("-----END ")) {
    const std::size_t close = rest.substr(foot, 80).find("-----", 9);
    end = close == rest.npos ? foot + 8 : foot + close + 5;
  } else {
    while (end < foot && is_pem_byte(rest[end]))
      ++end;
  }
  const std::string_view inside = rest.substr(0, std::min(end, foot));
  const auto letters = std::count_if(inside.begin(), inside.end(), base::is_alnum);
  if (profile == SecretProfile::guard && letters < 40) return body;
  if (letters == 0) return body;
  hits.push_back({"private-key", 0.98, at, body + end - at, mark});
  return body + end;
}

/// `Bearer X`, `Basic X` at `at`, the scheme's name being `scheme` bytes long: X.
void authorization(std::string_view text, std::size_t at, std::size_t scheme,
                   std::vector<Hit>& hits) {
  std::size_t begin = at + scheme;
  if (begin >= text.size() || text[begin] != ' ') return;
  while (begin < text.size() && text[begin] == ' ' && begin < at + scheme + 4)
    ++begin;
  const std::size_t limit = std::min(text.size(), begin + 2048);
  std::size_t end = begin;
  while (end < limit && in(std64 | url64 | dot | tilde, text[end]))
    ++end;
  const std::string_view value = text.substr(begin, end - begin);
  if (value.size() < 12 || is_placeholder(value) || !looks_random(value)) return;
  hits.push_back({"authorization", 0.85, begin, value.size(), {}});
}

bool stands_alone(std::string_view text, std::size_t at) {
  return at == 0 || !base::is_word(text[at - 1]);
}

}  // namespace

void find_structures(std::string_view text, SecretProfile profile, std::vector<Hit>& hits) {
  for (std::size_t at = 0; at + 3 < text.size(); ++at) {
    switch (text[at]) {
      case ':':
        if (text.substr(at, 3) == "://") url_credentials(text, at, profile, hits);
        break;
      case '-':
        if (text.substr(at).starts_with("-----BEGIN ")) {
          at = private_key(text, at, profile, hits) - 1;
        }
        break;
      case 'B':
      case 'b':
        if (!stands_alone(text, at)) break;
        if (base::iequals(text.substr(at, 6), "bearer")) authorization(text, at, 6, hits);
        if (base::iequals(text.substr(at, 5), "basic")) authorization(text, at, 5, hits);
        break;
      default:
        break;
    }
  }
}

}  // namespace homeostat::secrets

// What a URL holds beside its host and path: credentials, secret parameters, ids, data.
#include <algorithm>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t userinfo_bytes_max = 512;
constexpr std::size_t value_bytes_max = 4096;
constexpr std::size_t media_type_bytes_max = 128;

constexpr std::string_view secret_parameters[] = {
    "api_key",
    "api-key",
    "apikey",
    "token",
    "session",
    "auth",
    "access_token",
    "accesstoken",
    "id_token",
    "secret",
    "refresh_token",
    "client_secret",
    "password",
    "passwd",
    "pass",
    "pwd",
    "sig",
    "signature",
    "sid",
    "sessionid",
    "session_id",
    "phpsessid",
    "jsessionid",
    "jwt",
    "auth_token",
    "authtoken",
    "private_token",
    "csrf_token",
    "reset_token",
    "x-amz-signature",
    "x-amz-security-token",
    "x-amz-credential",
    "x-goog-signature",
    "x-goog-credential",
    "access_key",
    "accesskey",
    "secret_key",
    "code_verifier",
    "client_assertion",
    "subscription-key",
    "sharedaccesskey",
    "accountkey",
    "otp",
    "ticket",
    "hmac",
};

bool is_secret_parameter(std::string_view name) {
  return std::any_of(std::begin(secret_parameters), std::end(secret_parameters),
                     [&](std::string_view one) { return base::iequals(one, name); });
}

bool ends_value(char c) {
  return base::is_space(c) ||
         std::string_view("&#\"'`<>()[]{}|\\,;").find(c) != std::string_view::npos;
}

/// The userinfo of a URL behind the "://" at `at`: user and password, or a token alone.
std::size_t find_userinfo(Scan& scan, std::size_t at) {
  const std::string_view rest = scan.text.substr(at + 3, userinfo_bytes_max);
  const std::size_t end = rest.find_first_of("/?#\"'`<>\\ \t\r\n,;|@");
  if (end == rest.npos || end == 0 || rest[end] != '@') return 0;
  const std::string_view userinfo = rest.substr(0, end);
  if (is_template_value(userinfo) || userinfo == "git" || userinfo == "hg") return at + 3 + end;
  scan.add(Kind::credentials, at + 3, at + 3 + end);
  return at + 3 + end + 1;
}

/// "chrome-extension://<id>": the id, with "extension" ending at the "://" at `at`.
std::size_t find_extension_id(Scan& scan, std::size_t at) {
  if (!scan.text.substr(0, at).ends_with("-extension")) return 0;
  const std::size_t begin = at + 3;
  std::size_t end = begin;
  while (end < scan.text.size() && end - begin < 64 &&
         (base::is_alnum(scan.text[end]) ||
          std::string_view("-.{}@_").find(scan.text[end]) != std::string_view::npos)) {
    ++end;
  }
  if (end - begin < 8) return 0;
  if (!scan.options.compat) {
    scan.add(Kind::extension_id, begin, end);
    return end;
  }
  // In the predecessor's form the scheme goes with the id.
  std::size_t scheme = at;
  while (scheme > 0 && at - scheme < 64 &&
         (base::is_alpha(scan.text[scheme - 1]) || scan.text[scheme - 1] == '-'))
    --scheme;
  scan.add(Kind::extension_id, scheme, end);
  return end;
}

bool is_base64(char c) { return base::is_alnum(c) || c == '+' || c == '/' || c == '='; }

}  // namespace

std::size_t at_url(Scan& scan, std::size_t at) {
  if (const std::size_t end = find_extension_id(scan, at)) return end;
  if (const std::size_t end = find_userinfo(scan, at)) return end;
  return at + 2;  // the last slash may begin a path: file:///home/…
}

std::size_t find_query_value(Scan& scan, std::size_t at) {
  const std::string_view name = name_before(scan.text, at, 32);
  if (name.size() < 3) return 0;
  const char before = scan.before(at - name.size());
  if (before != '?' && before != '&' && before != ';') return 0;
  if (!is_secret_parameter(name)) return 0;
  const std::size_t begin = at + 1;
  const std::size_t limit = std::min(scan.text.size(), begin + value_bytes_max);
  std::size_t end = begin;
  while (end < limit && !ends_value(scan.text[end]))
    ++end;
  if (end == begin || is_template_value(scan.text.substr(begin, end - begin))) return 0;
  if (scan.at(end) == '{' || scan.at(end) == '[') return 0;
  scan.add(Kind::query_value, begin, end);
  return end;
}

std::size_t find_data(Scan& scan, std::size_t at) {
  if (scan.before(at) != 'a' || at < 4 || scan.text.substr(at - 4, 4) != "data") return 0;
  const std::string_view head = scan.text.substr(at, media_type_bytes_max);
  const std::size_t comma = head.find(',');
  if (comma == head.npos || !head.substr(0, comma).ends_with(";base64")) return 0;
  const std::size_t begin = at + comma + 1;
  std::size_t end = begin;
  while (end < scan.text.size() && is_base64(scan.text[end]))
    ++end;
  // In the predecessor's form all of it goes.
  if (end - begin >= 8) scan.add(Kind::data_uri, scan.options.compat ? at - 4 : begin, end);
  return end;
}

}  // namespace homeostat::privacy

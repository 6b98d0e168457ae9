#include <algorithm>
#include <iterator>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

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
    "id_token",
    "secret",
    "refresh_token",
    "client_secret",
    "password",
    "passwd",
    "pwd",
    "sig",
    "signature",
    "sid",
    "sessionid",
    "session_id",
    "jwt",
    "auth_token",
    "private_token",
    "x-amz-signature",
    "x-amz-security-token",
    "x-amz-credential",
    "x-goog-signature",
    "access_key",
    "otp",
    "ticket",
};

bool is_secret_parameter(std::string_view name) {
  return std::any_of(std::begin(secret_parameters), std::end(secret_parameters),
                     [&](std::string_view one) { return base::iequals(one, name); });
}

bool is_template(std::string_view value) {
  return value.find_first_of("${}<>[]*") != value.npos || value.starts_with(':');
}

/// `user:password@` behind the "://" at `at`.
void find_credentials(std::string_view text, std::size_t at, Spans& spans) {
  const std::string_view rest = text.substr(at + 3, userinfo_bytes_max);
  const std::size_t end = rest.find_first_of("/?#\"'`<>\\ \t\r\n,;|@");
  if (end == rest.npos || rest[end] != '@') return;
  const std::string_view userinfo = rest.substr(0, end);
  if (userinfo.find(':') == userinfo.npos || is_template(userinfo)) return;
  spans.push_back({Kind::credentials, at + 3, end, {}});
}

/// "chrome-extension://<id>": the id, with "extension" ending at the "://" at `at`.
void find_extension_id(std::string_view text, std::size_t at, Spans& spans) {
  if (!text.substr(0, at).ends_with("-extension")) return;
  const std::size_t begin = at + 3;
  std::size_t end = begin;
  while (end < text.size() && end - begin < 64 &&
         (base::is_alnum(text[end]) || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  if (end - begin < 8) return;
  spans.push_back({Kind::extension_id, begin, end - begin, {}});
}

/// A name ends before `at`, where "=" or "%3D" stands. Where does it begin? npos: it is no
/// parameter of a URL.
std::size_t begin_of_parameter(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 32 &&
         (base::is_word(text[begin - 1]) || text[begin - 1] == '-')) {
    --begin;
  }
  const std::string_view before = text.substr(0, begin);
  // "%26token": the hex digits of the escape are no part of the name.
  for (std::size_t i = begin >= 1 ? begin - 1 : 0; i + 3 <= at && i <= begin; ++i) {
    const std::string_view code = text.substr(i, 3);
    if (base::iequals(code, "%26") || base::iequals(code, "%3f")) return i + 3;
  }
  if (before.ends_with('?') || before.ends_with('&')) return begin;
  return before.ends_with("&amp;") || before.ends_with(';') ? begin : text.npos;
}

void find_query_value(std::string_view text, std::size_t at, std::size_t sign, Spans& spans) {
  const std::size_t name = begin_of_parameter(text, at);
  if (name == text.npos || !is_secret_parameter(text.substr(name, at - name))) return;
  const std::size_t begin = at + sign;
  const std::size_t limit = std::min(text.size(), begin + value_bytes_max);
  std::size_t end = begin;
  while (end < limit && !base::is_space(text[end]) &&
         std::string_view("&#\"'`<>()[]{}|\\,;").find(text[end]) == std::string_view::npos) {
    if (sign == 3 && base::iequals(text.substr(end, 3), "%26")) break;
    ++end;
  }
  if (end == begin || is_template(text.substr(begin, end - begin))) return;
  if (end < text.size() && (text[end] == '{' || text[end] == '[')) return;
  spans.push_back({Kind::query_value, begin, end - begin, {}});
}

bool is_base64(char c) { return base::is_alnum(c) || c == '+' || c == '/' || c == '='; }

/// "data:image/png;base64,…" at `at`: the bytes. Returns where to go on.
std::size_t find_data(std::string_view text, std::size_t at, Spans& spans) {
  const std::string_view head = text.substr(at, media_type_bytes_max);
  const std::size_t comma = head.find(',');
  if (comma == head.npos || !head.substr(0, comma).ends_with(";base64")) return at;
  const std::size_t begin = at + comma + 1;
  std::size_t end = begin;
  while (end < text.size() && is_base64(text[end]))
    ++end;
  if (end - begin >= 8) spans.push_back({Kind::data_uri, begin, end - begin, {}});
  return std::max(end, at + 1) - 1;
}

}  // namespace

void find_url_parts(std::string_view text, Spans& spans) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case ':':
        if (text.substr(at, 3) == "://") {
          find_credentials(text, at, spans);
          find_extension_id(text, at, spans);
        }
        break;
      case '=':
        find_query_value(text, at, 1, spans);
        break;
      case '%':
        if (base::iequals(text.substr(at, 3), "%3d")) find_query_value(text, at, 3, spans);
        break;
      case 'd':
        if (text.substr(at, 5) == "data:") at = find_data(text, at, spans);
        break;
      default:
        break;
    }
  }
}

}  // namespace homeostat::privacy

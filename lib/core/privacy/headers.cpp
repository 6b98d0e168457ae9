// Credentials by their place: headers of requests, options of commands.
#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "core/privacy/scan.hpp"
#include "core/secrets/randomness.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t header_bytes_max = 40;
constexpr std::size_t value_bytes_max = 4096;

constexpr std::string_view token_headers[] = {
    "x-api-key",       "api-key",         "apikey",          "x-auth-token",
    "x-access-token",  "x-csrf-token",    "x-xsrf-token",    "x-amz-security-token",
    "x-session-token", "x-vault-token",   "private-token",   "x-gitlab-token",
    "x-github-token",  "x-functions-key", "x-goog-api-key",  "x-shopify-access-token",
    "x-session-id",    "job-token",       "deploy-token",    "ocp-apim-subscription-key",
    "x-api-token",     "x-auth-key",      "x-client-secret", "x-app-key",
    "x-app-token",     "x-user-token",    "x-token",         "x-secret"};

constexpr std::string_view cookie_attributes[] = {"path",    "domain",   "expires",
                                                  "max-age", "samesite", "priority"};

enum class Header { none, authorization, token, cookie, set_cookie };

Header header_of(std::string_view name) {
  const char last = base::to_lower(name.back());
  if (last == 'n' &&
      (base::iequals(name, "authorization") || base::iequals(name, "proxy-authorization"))) {
    return Header::authorization;
  }
  if (base::iequals(name, "cookie")) return Header::cookie;
  if (base::iequals(name, "set-cookie")) return Header::set_cookie;
  const bool token = (last == 'y' || last == 'n' || last == 't' || last == 'd') &&
                     std::any_of(std::begin(token_headers), std::end(token_headers),
                                 [&](std::string_view one) { return base::iequals(one, name); });
  return token ? Header::token : Header::none;
}

bool ends_token(char c) {
  return base::is_space(c) || std::string_view("\"'`<>\\,;{}()").find(c) != std::string_view::npos;
}

/// Written by a program rather than sent: a name, a template, a stand-in.
bool is_reference(std::string_view value, bool quoted) {
  if (value.size() < 4 || is_template_value(value) || secrets::is_placeholder(value)) return true;
  if (quoted) return false;
  const bool digits = std::any_of(value.begin(), value.end(), base::is_digit);
  return !digits && (value.size() <= 24 || value.find('.') != value.npos);
}

/// The value that begins at `at`, behind blanks and a quote.
struct Value {
  std::size_t begin = 0;
  bool quoted = false;
};
Value value_at(const Scan& scan, std::size_t at) {
  std::size_t begin = at;
  while (begin - at < 3 && scan.at(begin) == ' ')
    ++begin;
  if (scan.at(begin) == '\\' && scan.at(begin + 1) == '"') ++begin;
  const char quote = scan.at(begin);
  const bool quoted = quote == '"' || quote == '\'' || quote == '`';
  return {quoted ? begin + 1 : begin, quoted};
}

std::size_t end_of_token(const Scan& scan, std::size_t begin) {
  std::size_t end = begin;
  const std::size_t limit = std::min(scan.text.size(), begin + value_bytes_max);
  while (end < limit && !ends_token(scan.text[end]))
    ++end;
  return end;
}

std::size_t find_token_value(Scan& scan, std::size_t begin, bool quoted) {
  const std::size_t end = end_of_token(scan, begin);
  if (is_reference(scan.text.substr(begin, end - begin), quoted)) return 0;
  scan.add(Kind::secret, begin, end, "header");
  return end;
}

/// "Bearer x": the scheme stays.
std::size_t find_authorization(Scan& scan, std::size_t begin, bool quoted) {
  std::size_t scheme = begin;
  while (scheme - begin < 20 && (base::is_alnum(scan.at(scheme)) || scan.at(scheme) == '-'))
    ++scheme;
  const bool has_scheme = scheme - begin >= 4 && scan.at(scheme) == ' ' &&
                          scan.at(scheme + 1) > ' ' && base::is_upper(scan.text[begin]);
  if (!has_scheme) return find_token_value(scan, begin, quoted);
  return find_token_value(scan, scheme + 1, true);
}

bool is_attribute(std::string_view name) {
  return std::any_of(std::begin(cookie_attributes), std::end(cookie_attributes),
                     [&](std::string_view one) { return base::iequals(one, name); });
}

/// "a=1; b=2": the values go, attributes of a Set-Cookie stay.
std::size_t find_cookies(Scan& scan, std::size_t begin) {
  constexpr std::size_t cookies_max = 64;
  std::size_t at = begin;
  std::size_t found = 0;
  for (std::size_t i = 0; i < cookies_max; ++i) {
    std::size_t name = at;
    while (name - at < 128 &&
           (base::is_word(scan.at(name)) ||
            std::string_view("-.$%!").find(scan.at(name)) != std::string_view::npos) &&
           scan.at(name) != '\0')
      ++name;
    if (name == at) break;
    std::size_t end = name;
    if (scan.at(name) == '=') {
      end = end_of_token(scan, name + 1);
      const std::string_view value = scan.text.substr(name + 1, end - name - 1);
      if (!value.empty() && !is_template_value(value) &&
          !is_attribute(scan.text.substr(at, name - at))) {
        scan.add(Kind::cookie, name + 1, end);
        found = end;
      }
    }
    if (scan.at(end) != ';') break;
    at = end + 1;
    if (scan.at(at) == ' ') ++at;
  }
  return found;
}

/// What stands in front of `at` on its line.
std::string_view command_before(std::string_view text, std::size_t at) {
  constexpr std::size_t command_bytes_max = 96;
  std::size_t line = at;
  while (line > 0 && at - line < command_bytes_max && text[line - 1] != '\n')
    --line;
  return text.substr(line, at - line);
}

bool names_any(std::string_view command, std::initializer_list<std::string_view> programs) {
  return std::any_of(programs.begin(), programs.end(),
                     [&](std::string_view one) { return command.find(one) != command.npos; });
}

/// "-u user:password" of a program that sends requests.
std::size_t find_user_password(Scan& scan, std::size_t at) {
  const Value value = value_at(scan, at + 3);
  const std::size_t end = end_of_token(scan, value.begin);
  const std::string_view pair = scan.text.substr(value.begin, end - value.begin);
  const std::size_t colon = pair.find(':');
  if (colon == pair.npos || colon == 0 || colon + 4 > pair.size()) return 0;
  if (is_template_value(pair) || base::is_digits(pair.substr(colon + 1))) return 0;
  if (pair.substr(colon).starts_with("://")) return 0;
  if (!names_any(command_before(scan.text, at), {"curl", "wget", "http"})) return 0;
  scan.add(Kind::credentials, value.begin, end);
  return end;
}

/// `-pSECRET` behind a command that takes its password so; that of sshpass stands apart.
std::size_t find_attached_password(Scan& scan, std::size_t at) {
  const bool apart = scan.at(at + 2) == ' ';
  const std::size_t begin = value_at(scan, at + 2).begin;
  const std::size_t end = end_of_token(scan, begin);
  if (end - begin < 3 || is_template_value(scan.text.substr(begin, end - begin))) return 0;
  const std::string_view command = command_before(scan.text, at);
  if (!names_any(command, {"sshpass"}) && (apart || !names_any(command, {"mysql", "mariadb"}))) {
    return 0;
  }
  scan.add(Kind::secret, begin, end, "option");
  return end;
}

}  // namespace

std::size_t find_header(Scan& scan, std::size_t at) {
  std::size_t name_end = at;
  if (name_end > 0 && scan.text[name_end - 1] == ' ') --name_end;
  if (name_end > 0 && (scan.text[name_end - 1] == '"' || scan.text[name_end - 1] == '\'')) {
    --name_end;
  }
  if (name_end > 0 && scan.text[name_end - 1] == '\\') --name_end;
  const std::string_view name = name_before(scan.text, name_end, header_bytes_max);
  if (name.size() < 6) return 0;
  const Header header = header_of(name);
  if (header == Header::none) return 0;
  const Value value = value_at(scan, at + 1);
  switch (header) {
    case Header::authorization:
      return find_authorization(scan, value.begin, value.quoted);
    case Header::token:
      return find_token_value(scan, value.begin, value.quoted);
    default:
      return find_cookies(scan, value.begin);
  }
}

std::size_t find_option(Scan& scan, std::size_t at) {
  const char letter = scan.text[at + 1];
  if (letter == 'u' && scan.at(at + 2) == ' ') return find_user_password(scan, at);
  if (letter == 'p') return find_attached_password(scan, at);
  return 0;
}

}  // namespace homeostat::privacy

#include "core/secrets/structures.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/secrets/randomness.hpp"
#include "core/secrets/rules.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t userinfo_bytes_max = 512;
constexpr std::size_t pem_bytes_max = 16 * 1024;
constexpr std::string_view pem_mark = "-----BEGIN ";

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&list)[N]) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view one) { return base::iequals(one, word); });
}

// What stands for a password where an address is explained.
constexpr std::string_view stand_in_passwords[] = {
    "pass",     "password",      "passwd",       "pwd",           "pw",  "secret",
    "user",     "username",      "mypassword",   "mypass",        "xxx", "xxxx",
    "changeme", "your-password", "yourpassword", "your_password", "p",   "x",
};
constexpr std::string_view stand_in_hosts[] = {"host", "hostname", "hostspec", "server", "domain"};

bool ends_userinfo(char c) {
  return base::is_space(c) || std::string_view("/\"'`<>\\|").find(c) != std::string_view::npos;
}

bool is_stand_in(const Input& input, std::string_view password, std::string_view host) {
  if (is_template(password)) return true;
  if (!input.guard()) return password.empty();
  if (is_one_of(password, stand_in_passwords) || is_one_of(host, stand_in_hosts)) return true;
  return password.size() < 4 || password.find("...") != password.npos || password.find('*') == 0 ||
         host.empty();
}

/// REPLACE_WITH_PASSWORD
bool is_constant_name(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return base::is_upper(c) || c == '_' || c == '-'; });
}

bool is_pem_byte(char c) { return in(std64, c) || base::is_space(c) || c == '\\' || c == ','; }

std::size_t end_of_word(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < text.size() && at < limit && !base::is_space(text[at]) && text[at] != '"' &&
         text[at] != '\'') {
    ++at;
  }
  return at;
}

bool is_password_like(std::string_view value) {
  const Makeup makeup = makeup_of(value);
  return value.size() >= 6 && makeup.classes() >= 2 && makeup.digits > 0 && !is_placeholder(value);
}

/// Does a command that takes a password stand on the line in front of `at`?
bool is_login(std::string_view text, std::size_t at) {
  const std::size_t front = at - std::min<std::size_t>(at, 100);
  std::string_view line = text.substr(front, at - front);
  line = line.substr(line.rfind('\n') + 1);
  return line.find("login") != line.npos || line.find("sshpass") != line.npos;
}

}  // namespace

Hit url_credentials(const Input& input, std::size_t at) {
  const std::string_view rest = input.text.substr(at + 3, userinfo_bytes_max);
  // The last @ in front of the host ends the password: it may hold one, and ? and # as well.
  std::size_t end = rest.npos;
  for (std::size_t i = 0; i < rest.size() && !ends_userinfo(rest[i]); ++i) {
    if (rest[i] == '@') end = i;
    if (rest[i] == ',' && end != rest.npos) break;
  }
  if (end == rest.npos) return {};
  const std::size_t colon = rest.substr(0, end).find(':');
  if (colon == rest.npos || colon + 1 == end || rest.substr(0, colon).find('(') != rest.npos) {
    return {};
  }
  const std::string_view password = rest.substr(colon + 1, end - colon - 1);
  const std::string_view behind = rest.substr(end + 1);
  const std::string_view host = behind.substr(0, behind.find_first_of(":/?\"' "));
  if (is_stand_in(input, password, host)) return {};
  if (input.guard() && (password == rest.substr(0, colon) || is_constant_name(password))) return {};
  // "http://host:8080/img@2x.png", "file:12:x@y": a port is no password.
  if (base::is_digits(password) && password.size() < 6) return {};
  const std::size_t begin = colon == 0 ? 1 : 0;
  return {"url-credentials", 0.9, at + 3 + begin, end - begin};
}

Hit private_key(const Input& input, std::size_t at) {
  const std::string_view text = input.text;
  const std::size_t front = at - std::min<std::size_t>(at, 40);
  const std::size_t mark = text.substr(front, at - front).rfind(pem_mark);
  if (mark == text.npos) return {};
  const std::string_view kind = text.substr(front + mark, at - front - mark);
  const std::string_view close = text.substr(at + 3, 11);
  const std::size_t dashes = close.find("-----");
  if (kind.find("PRIVATE ") == kind.npos || dashes == close.npos) return {};
  const std::size_t begin = front + mark;
  const std::size_t body = at + 3 + dashes + 5;
  const std::string_view rest = text.substr(body, pem_bytes_max);
  std::size_t foot = rest.find("-----");
  if (!rest.substr(std::min(foot, rest.size())).starts_with("-----END")) foot = rest.npos;
  std::size_t end = 0;
  if (foot != rest.npos) {
    const std::size_t last = rest.substr(foot, 80).find("-----", 8);
    end = last == rest.npos ? foot + 8 : foot + last + 5;
  } else {
    while (end < rest.size() && is_pem_byte(rest[end]))
      ++end;
    foot = end;
  }
  const std::string_view inside = rest.substr(0, foot);
  const auto letters = std::count_if(inside.begin(), inside.end(), base::is_alnum);
  if (letters == 0 || (input.guard() && (letters < 20 || inside.find("...") != inside.npos))) {
    return {};
  }
  return {"private-key", 0.98, begin, body + end - begin, pem_mark};
}

Hit command_option(const Input& input, std::size_t at) {
  const std::string_view text = input.text;
  if (at > 0 && !base::is_space(text[at - 1]) && text[at - 1] != '-') return {};
  const bool user = text[at + 1] == 'u';
  std::size_t begin = at + 2;
  if (text.substr(at).starts_with("-user ")) begin = at + 5;
  if (begin >= text.size() || text[begin] != ' ') return {};
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == '"' || text[begin] == '\''))
    ++begin;
  const std::size_t end = end_of_word(text, begin, begin + 256);
  std::string_view value = text.substr(begin, end - begin);
  if (user) {
    const std::size_t colon = value.find(':');
    if (colon == value.npos || value.substr(0, colon).find('/') != value.npos) return {};
    begin += colon + 1;
    value.remove_prefix(colon + 1);
  } else if (!is_password_like(value) || !is_login(text, at)) {
    return {};
  }
  if (!is_password_like(value)) return {};
  return {"command-password", 0.8, begin, value.size()};
}

Hit password_hash(const Input& input, std::size_t at) {
  const std::string_view text = input.text;
  const std::string_view rest = text.substr(at, 256);
  const std::size_t second = rest.find('$', 1);
  if (second == rest.npos || second > 10) return {};
  const std::string_view id = rest.substr(1, second - 1);
  constexpr std::string_view crypts[] = {"1", "2a", "2b", "2y", "2x", "5", "6", "8", "y", "apr1"};
  if (!is_one_of(id, crypts)) return {};
  std::size_t end = second;
  for (int dollars = 0; end < rest.size(); ++end) {
    if (rest[end] == '$' && ++dollars > 4) break;
    if (!in(alnum | plus_slash | dot | equals, rest[end]) && rest[end] != '$' && rest[end] != ',') {
      break;
    }
  }
  const std::string_view digest = rest.substr(rest.substr(0, end).rfind('$') + 1);
  const std::size_t digest_bytes = end - (rest.size() - digest.size());
  if (digest_bytes < 22 || makeup_of(digest.substr(0, digest_bytes)).classes() < 3) return {};
  return {"password-hash", 0.85, at, end, rest.substr(0, second + 1)};
}

Hit identified_by(const Input& input, std::size_t at) {
  const std::string_view text = input.text;
  if (at < 6 || !base::iequals(text.substr(at - 6, 6), "identi")) return {};
  const std::string_view behind = text.substr(at, 64);
  const std::size_t by = std::min(behind.find(" by "), behind.find(" BY "));
  if (by == text.npos) return {};
  std::size_t begin = at + by + 4;
  while (begin < text.size() && (text[begin] == '\'' || text[begin] == '"' || text[begin] == '\\'))
    ++begin;
  std::size_t end = begin;
  while (end < text.size() && end < begin + 128 && !base::is_space(text[end]) &&
         std::string_view("'\";\\,)").find(text[end]) == std::string_view::npos) {
    ++end;
  }
  const std::string_view value = text.substr(begin, end - begin);
  if (!is_password_like(value)) return {};
  return {"password-assignment", 0.75, begin, value.size()};
}

Hit seed_phrase(const Input& input, std::size_t at) {
  const std::string_view text = input.text;
  const bool phrase = base::istarts_with(text.substr(at), "phrase");
  if (phrase) {
    const auto follows = [&](std::string_view one) {
      return at > one.size() && base::iequals(text.substr(at - one.size() - 1, one.size()), one);
    };
    const bool seed = follows("seed") || follows("recovery") || follows("mnemonic");
    if (!seed) return {};
  } else if (!base::istarts_with(text.substr(at), "mnemonic")) {
    return {};
  }
  std::size_t begin = at + (phrase ? 6 : 8);
  while (begin < text.size() && begin < at + 16 && !base::is_lower(text[begin]))
    ++begin;
  std::size_t end = begin;
  std::size_t words = 0;
  std::size_t letters = 0;
  for (; end < text.size() && words < 24; ++end) {
    if (base::is_lower(text[end])) {
      if (++letters > 8) return {};
    } else {
      if (letters < 3) break;
      ++words;
      letters = 0;
      if (text[end] != ' ') break;
    }
  }
  if (words < 12) return {};
  return {"seed-phrase", 0.8, begin, end - begin};
}

}  // namespace homeostat::secrets

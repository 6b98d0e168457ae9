// Addresses of networks: IPv4, IPv6, MAC.
#include <algorithm>
#include <array>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t run_bytes_max = 64;

struct Quad {
  std::array<int, 4> parts{};
  std::size_t length = 0;  ///< 0: there is none
};

/// One part at `at`: decimal up to 255, or octal behind a zero. The length, 0 if there is none.
std::size_t read_part(std::string_view text, std::size_t at, int& value) {
  std::size_t length = 0;
  int decimal = 0;
  int octal = 0;
  while (length < 5 && at + length < text.size() && base::is_digit(text[at + length])) {
    const int digit = text[at + length] - '0';
    decimal = decimal * 10 + digit;
    octal = digit > 7 || octal < 0 ? -1 : octal * 8 + digit;
    ++length;
  }
  const bool is_octal = length == 4 && text[at] == '0' && octal >= 0;
  value = is_octal ? octal : decimal;
  return value > 255 || (length > 3 && !is_octal) ? 0 : length;
}

/// "1.2.3.4" at `at`, or the same with another byte between.
Quad read_quad(std::string_view text, std::size_t at, char separator) {
  Quad quad;
  std::size_t end = at;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i > 0 && (end >= text.size() || text[end++] != separator)) return {};
    const std::size_t length = read_part(text, end, quad.parts[i]);
    if (length == 0) return {};
    end += length;
  }
  quad.length = end - at;
  return quad;
}

// Words behind which four numbers are a version or a place in a document.
constexpr std::string_view version_words[] = {"version",
                                              "ver",
                                              "v",
                                              "release",
                                              "build",
                                              "oid",
                                              "section",
                                              "chapter",
                                              "revision",
                                              "rev",
                                              "tag",
                                              "fileversion",
                                              "assemblyversion",
                                              "productversion",
                                              "versions",
                                              "semver",
                                              "clause",
                                              "table",
                                              "figure"};

/// The word in front of `at`, across a few separators: of "Version=4.0.0.0" it is "Version".
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 4 &&
         std::string_view(" =:\"'(").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && end - begin < 16 && base::is_alpha(text[begin - 1]))
    --begin;
  return text.substr(begin, end - begin);
}

/// "Chrome/120.0.0.0" is a product; "db.internal/10.0.0.1:5432" is a host and its address.
bool is_product(const Scan& scan, std::size_t at, std::size_t end) {
  if (scan.before(at) != '/' || scan.at(end) == ':') return false;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 32 && base::is_word(scan.text[begin - 1]))
    --begin;
  return begin < at - 1 && base::is_alpha(scan.text[begin]) && scan.before(begin) != '.' &&
         scan.before(begin) != '/';
}

bool is_version_context(const Scan& scan, std::size_t at, std::size_t end) {
  const char before = scan.before(at);
  const char second = at >= 2 ? scan.text[at - 2] : '\0';
  // "==1.2.3.4", ">= 1.2.3.4", "~1.2.3.4", "^1.2.3.4": what packages require.
  if (before == '~' || before == '^' ||
      (before == '=' && std::string_view("=<>~!").find(second) != std::string_view::npos)) {
    return true;
  }
  if (is_product(scan, at, end)) return true;
  const std::string_view word = word_before(scan.text, at);
  return std::any_of(std::begin(version_words), std::end(version_words),
                     [&](std::string_view one) { return base::iequals(one, word); });
}

// Words behind which four numbers are an address, however small they are.
constexpr std::string_view network_words[] = {
    "ip",     "ips",     "ipv4",   "addr",  "address", "host",       "hosts",    "client",
    "server", "peer",    "remote", "for",   "via",     "gateway",    "dns",      "nameserver",
    "ping",   "connect", "inet",   "bind",  "listen",  "remoteaddr", "clientip", "src",
    "dst",    "source",  "route",  "proxy", "subnet",  "netmask",    "endpoint", "upstream"};

/// Numbers as small as those of versions and sections ("[23.2.1.2]") are an address only where
/// something says so: a port, a mask, a scheme, a word. Those of 10.0.0.0/8 always are.
bool is_small_without_network(const Scan& scan, std::size_t at, std::size_t end, const Quad& quad) {
  constexpr int small_max = 31;
  if (quad.parts[0] == 10 || std::any_of(quad.parts.begin(), quad.parts.end(),
                                         [](int part) { return part > small_max; })) {
    return false;
  }
  const char after = scan.at(end);
  if ((after == ':' || after == '/') && base::is_digit(scan.at(end + 1))) return false;
  const char before = scan.before(at);
  if (before == '/' || before == '@' || before == '-') return false;
  const std::string_view word = word_before(scan.text, at);
  return std::none_of(std::begin(network_words), std::end(network_words),
                      [&](std::string_view one) { return base::iequals(one, word); });
}

bool is_own_or_mask(const Quad& quad) {
  const auto& p = quad.parts;
  return p[0] == 127 || p[0] == 255 || (p[0] == 0 && p[1] == 0 && p[2] == 0 && p[3] == 0);
}

/// What may stand behind an address: no more of a number or a name.
bool ends_quad(const Scan& scan, std::size_t end) {
  const char after = scan.at(end);
  const char next = scan.at(end + 1);
  if (base::is_word(after)) return false;
  if (after == '-') return !base::is_alnum(next) || read_quad(scan.text, end + 1, '.').length > 0;
  if (after != '.' || !base::is_alnum(next)) return true;
  const std::string_view rest = scan.text.substr(end);
  return rest.starts_with(".in-addr.arpa") || rest.starts_with(".nip.io") ||
         rest.starts_with(".sslip.io");
}

/// "10.0.0.1-10.0.0.9": a dash behind an address does not make a version.
bool begins_quad(const Scan& scan, std::size_t at) {
  const char before = scan.before(at);
  if (before == '-') {
    return !scan.spans.empty() && scan.spans.back().kind == Kind::ipv4 &&
           scan.spans.back().end() == at - 1;
  }
  if (base::is_word(before)) return is_after_escape(scan.text, at);
  return before != '.' && static_cast<unsigned char>(before) < 0x80;
}

bool is_hex_pairs(std::string_view run, char separator) {
  if (run.size() != 17) return false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (i % 3 == 2 ? run[i] != separator : !base::is_hex_digit(run[i])) return false;
  }
  return true;
}

/// All zeros or all ones name nobody.
bool is_common_mac(std::string_view mac) {
  return std::all_of(mac.begin(), mac.end(),
                     [&](char c) { return c == mac[2] || base::to_lower(c) == 'f'; }) ||
         std::all_of(mac.begin(), mac.end(), [&](char c) { return c == mac[2] || c == '0'; });
}

struct Ipv6 {
  int groups = 0;
  int gaps = 0;
  unsigned first = 0;  ///< the first group, where no gap stands before it
  bool mapped = false;
  bool valid = false;
};

unsigned hex_value(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    const char low = base::to_lower(c);
    value = value * 16 + static_cast<unsigned>(base::is_digit(low) ? low - '0' : low - 'a' + 10);
  }
  return value;
}

/// The text form of RFC 4291.
Ipv6 read_ipv6(std::string_view run) {
  Ipv6 ip;
  for (std::size_t at = 0; at < run.size();) {
    if (run.substr(at, 2) == "::") {
      ++ip.gaps;
      at += 2;
      continue;
    }
    if (run[at] == ':') {
      if (at == 0 || at + 1 == run.size()) return ip;
      ++at;
    }
    std::size_t end = at;
    while (end < run.size() && base::is_hex_digit(run[end]))
      ++end;
    if (end < run.size() && run[end] == '.') {
      if (read_quad(run, at, '.').length != run.size() - at) return ip;
      ip.groups += 2;
      ip.mapped = true;
      break;
    }
    if (end == at || end - at > 4) return ip;
    if (ip.groups == 0 && ip.gaps == 0) ip.first = hex_value(run.substr(at, end - at));
    ++ip.groups;
    at = end;
  }
  ip.valid = ip.gaps == 0 ? ip.groups == 8 : ip.gaps == 1 && ip.groups >= 2 && ip.groups < 8;
  return ip;
}

/// Addresses in use: names of programs ("fab::add2") and half addresses lie elsewhere.
bool is_in_use(const Ipv6& ip, std::string_view run) {
  if (ip.groups == 8) return true;
  if (ip.mapped) return true;
  if (std::none_of(run.begin(), run.end(), base::is_digit)) return false;
  if (ip.first == 0) return run.starts_with("::");
  return (ip.first >= 0x2000 && ip.first <= 0x3fff) || (ip.first >= 0xfc00 && ip.first <= 0xfdff) ||
         (ip.first >= 0xfe80 && ip.first <= 0xfebf) || (ip.first >= 0xff00 && ip.first <= 0xff0f) ||
         ip.first == 0x64;
}

std::size_t zone_length(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '%') return 0;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < 17 && base::is_alnum(text[end]))
    ++end;
  return end - at == 1 ? 0 : end - at;
}

bool is_colon_run_byte(char c) { return base::is_hex_digit(c) || c == ':' || c == '.'; }

}  // namespace

std::size_t find_ipv4(Scan& scan, std::size_t at) {
  if (!begins_quad(scan, at)) return 0;
  const Quad quad = read_quad(scan.text, at, '.');
  const std::size_t end = at + quad.length;
  if (quad.length == 0 || !ends_quad(scan, end)) return 0;
  if (is_version_context(scan, at, end)) return end;
  if (!scan.options.compat &&
      (is_own_or_mask(quad) || is_small_without_network(scan, at, end, quad))) {
    return end;
  }
  scan.add(Kind::ipv4, at, end);
  return end;
}

std::size_t find_colon_address(Scan& scan, std::size_t at) {
  if (at < scan.colons_end) return 0;
  const std::string_view text = scan.text;
  std::size_t begin = at;
  while (begin > 0 && at - begin < 5 && base::is_hex_digit(text[begin - 1]))
    --begin;
  std::size_t end = at;
  while (end < text.size() && end - begin <= run_bytes_max && is_colon_run_byte(text[end]))
    ++end;
  scan.colons_end = end;
  const char before = scan.before(begin);
  if (base::is_word(before) || before == '.' || before == '-' || before == ':' ||
      static_cast<unsigned char>(before) >= 0x80 || end - begin > run_bytes_max) {
    return 0;
  }
  std::string_view run = text.substr(begin, end - begin);
  while (run.ends_with('.'))
    run.remove_suffix(1);
  if (run.ends_with(':') && !run.ends_with("::")) run.remove_suffix(1);
  const std::size_t after = begin + run.size();
  if (is_hex_pairs(run, ':')) {
    if (!is_common_mac(run)) scan.add(Kind::mac, begin, after);
    return after;
  }
  const Ipv6 ip = read_ipv6(run);
  if (!ip.valid || !is_in_use(ip, run)) return 0;
  const char next = scan.at(after);
  if (base::is_word(next) || next == '(' || next == '<' || next == '~') return 0;
  if (ip.mapped && run.ends_with(".0.0.1") && run.find(":127.") != run.npos) return after;
  const std::size_t all = after + zone_length(text, after);
  scan.add(Kind::ipv6, begin, all);
  return all;
}

std::size_t find_dashed_mac(Scan& scan, std::size_t at) {
  if (at < 2) return 0;
  const std::size_t begin = at - 2;
  const char before = scan.before(begin);
  const char after = scan.at(begin + 17);
  if (base::is_word(before) || before == '-' || base::is_word(after) || after == '-') return 0;
  const std::string_view run = scan.text.substr(begin, 17);
  if (!is_hex_pairs(run, '-') || is_common_mac(run)) return 0;
  scan.add(Kind::mac, begin, begin + 17);
  return begin + 17;
}

std::size_t find_dashed_ip(Scan& scan, std::size_t at) {
  if (!base::iequals(name_before(scan.text, at, 3), "ip")) return 0;
  const Quad quad = read_quad(scan.text, at + 1, '-');
  const std::size_t end = at + 1 + quad.length;
  if (quad.length == 0 || base::is_word(scan.at(end)) || scan.at(end) == '-') return 0;
  scan.add(Kind::ipv4, at + 1, end);
  return end;
}

}  // namespace homeostat::privacy

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "core/base/text.hpp"
#include "core/guardrails/added_text.hpp"
#include "core/guardrails/code_tokens.hpp"

namespace homeostat::guardrails {
namespace {

constexpr std::size_t address_tokens_max = 64;

// Words that send something somewhere.
constexpr std::string_view network_words[] = {
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "EventSource",
    "ajax",
    "importScripts",
    "axios",
    "getJSON",
    "superagent",
    "urlopen",
    "requests",
    "httpx",
    "aiohttp",
    "urllib",
    "curl",
    "curl_init",
    "curl_setopt",
    "fsockopen",
    "file_get_contents",
    "wget",
    "HttpClient",
    "HttpURLConnection",
};
constexpr std::string_view network_patterns[] = {
    ". open (",   "http . get (", "http . request (",  "https . get (", "https . request (",
    "http . Get", "http . Post",  "http . NewRequest", "import (",
};

// Names of formats rather than places.
constexpr std::string_view name_hosts[] = {
    "www.w3.org",
    "json-schema.org",
    "schema.org",
    "schemas.android.com",
    "schemas.xmlsoap.org",
    "schemas.openxmlformats.org",
    "schemas.microsoft.com",
};

// This machine.
constexpr std::string_view own_hosts[] = {"localhost", "127.0.0.1"};

// What these name is on this machine or inside of the program.
constexpr std::string_view local_schemes[] = {
    "file", "chrome", "extension", "node", "webpack", "app", "resource", "vscode", "about", "ng",
};

// How "http" begins in base64 and in hex.
constexpr std::string_view encoded_http[] = {"aHR0cDov", "aHR0cHM6", "687474703a", "68747470733a"};

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// An address in code: its host, lower case; "" where that is computed.
struct Address {
  std::string host;
  bool plain = false;  ///< http: or ws:
  bool whole = false;  ///< its string begins with it
};

bool ends_host(std::string_view token) {
  return std::string_view("/?#\"'`\\)<>,;|").find(token.front()) != std::string_view::npos;
}

bool is_computed(const CodeTokens& tokens, std::size_t at) {
  return tokens.is_at(at, "$") || tokens.is_at(at, "{") || tokens.is_at(at, "%") ||
         (tokens.is_at(at, "#") && tokens.is_at(at + 1, "{"));
}

/// `at` stands behind the slashes. None: a scheme alone, as in startsWith("https://").
std::optional<std::string> read_host(const CodeTokens& tokens, std::size_t at) {
  std::string host;
  std::size_t end = at;
  const std::size_t limit = std::min(tokens.size(), at + address_tokens_max);
  for (; end < limit && tokens[end].is_glued && !ends_host(tokens[end].raw); ++end) {
    if (is_computed(tokens, end)) return std::string();
    host = tokens[end].raw == "@" ? std::string() : host + std::string(tokens[end].raw);
  }
  if (!host.empty()) return base::to_lower(host);
  const bool joined = tokens.is_at(end + 1, "+") || tokens.is_at(end + 1, ".");
  return end < limit && joined ? std::optional(std::string()) : std::nullopt;
}

bool is_web_scheme(std::string_view word) {
  return base::iequals(word, "http") || base::iequals(word, "https") || base::iequals(word, "ws") ||
         base::iequals(word, "wss") || base::iequals(word, "ftp");
}

/// The slashes of `scheme://`, in the forms that browsers and escapes know; returns the token
/// behind them, or `at`.
std::size_t skip_slashes(const CodeTokens& tokens, std::size_t at) {
  std::size_t end = at;
  while (end < tokens.size() && end < at + 8 && tokens[end].is_glued &&
         (tokens.is_at(end, "/") || tokens.is_at(end, "\\"))) {
    ++end;
  }
  return end;
}

std::optional<Address> read_address(const CodeTokens& tokens, std::size_t at) {
  std::size_t slashes = at;
  Address address;
  if (tokens.is_at(at + 1, ":") && base::is_alpha(tokens[at].text.front())) {
    slashes = at + 2;
    address.plain = base::iequals(tokens[at].text, "http") || base::iequals(tokens[at].text, "ws");
  } else if (!tokens.is_at(at, "/") || at == 0 || !tokens[at].is_glued) {
    return std::nullopt;
  }
  const std::size_t behind = skip_slashes(tokens, slashes);
  const bool web = slashes > at && is_web_scheme(tokens[at].text);
  if (behind < slashes + (web ? 1U : 2U)) return std::nullopt;
  if (slashes > at && contains(local_schemes, tokens[at].text)) return std::nullopt;
  const std::string_view before = at == 0 ? std::string_view() : tokens[at - 1].text;
  const bool quote = before == "\"" || before == "'" || before == "`";
  address.whole = quote || before == "=" || before == "(";
  auto host = read_host(tokens, behind);
  if (!host) return std::nullopt;
  address.host = *std::move(host);
  // Without a scheme only a name with a dot is a host: "//" begins other things too.
  if (slashes == at && (!quote || address.host.find('.') == std::string::npos)) return std::nullopt;
  return address;
}

/// The hosts that the file names without the added lines.
class KnownHosts {
 public:
  void read(const CodeTokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].added) continue;
      const auto address = read_address(tokens, at);
      if (!address) continue;
      any_.insert(address->host);
      if (!address->plain) with_tls_.insert(address->host);
    }
  }
  [[nodiscard]] bool knows(const Address& address) const {
    const std::string_view host = address.host;
    return any_.contains(address.host) || contains(name_hosts, host) ||
           contains(own_hosts, host.substr(0, host.find(':')));
  }
  [[nodiscard]] bool had_tls(const Address& address) const {
    return with_tls_.contains(address.host);
  }

 private:
  std::set<std::string> any_;
  std::set<std::string> with_tls_;
};

/// The lines that were there before: the removed ones, and those of the file, if it is known, that
/// may hold an address.
std::vector<NewLine> lines_before(const FilePatch& file, std::string_view before) {
  std::vector<NewLine> lines;
  for (const Hunk& hunk : file.hunks) {
    for (const HunkLine& line : hunk.lines) {
      if (line.kind == LineKind::removed) lines.push_back({.text = line.text});
    }
  }
  for (const std::string_view line : base::split_lines(before)) {
    if (line.find("//") != line.npos) lines.push_back({.text = line});
  }
  return lines;
}

struct AddedAddress {
  Address address;
  int line = 0;
};

std::vector<AddedAddress> added_addresses(const std::vector<CodeTokens>& hunks) {
  std::vector<AddedAddress> added;
  for (const CodeTokens& tokens : hunks) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const CodeToken& token = tokens[at];
      const bool in_comment = token.is_text && !token.is_quoted;
      if (!token.added || in_comment) continue;
      if (auto address = read_address(tokens, at)) added.push_back({*address, token.line});
    }
  }
  return added;
}

bool sends_something(const std::vector<CodeTokens>& hunks) {
  return std::any_of(hunks.begin(), hunks.end(), [](const CodeTokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (contains(network_words, tokens[at].text)) return true;
      for (const std::string_view pattern : network_patterns) {
        if (tokens.match(at, pattern) != at) return true;
      }
    }
    return false;
  });
}

void find_encoded(const CodeTokens& tokens, std::vector<CodeFinding>& findings) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool encoded = std::any_of(std::begin(encoded_http), std::end(encoded_http),
                                     [&](auto one) { return tokens[at].text.starts_with(one); });
    if (!encoded || !tokens[at].added) continue;
    findings.push_back({ChangeClass::network, tokens[at].line, "an encoded address"});
  }
}

}  // namespace

void find_new_hosts(const FilePatch& file, const std::vector<CodeTokens>& hunks,
                    std::string_view before, std::vector<CodeFinding>& findings) {
  for (const CodeTokens& tokens : hunks)
    find_encoded(tokens, findings);
  const std::vector<AddedAddress> added = added_addresses(hunks);
  if (added.empty()) return;
  KnownHosts known;
  for (const CodeTokens& tokens : hunks)
    known.read(tokens);
  known.read(CodeTokens(lines_before(file, before), {}));
  const bool sends = sends_something(hunks);
  for (const auto& [address, line] : added) {
    if (!known.knows(address) && (sends || address.whole)) {
      findings.push_back(
          {ChangeClass::network, line,
           address.host.empty() ? "a request to a computed host" : "a request to a new host"});
    } else if (address.plain && known.had_tls(address)) {
      findings.push_back({ChangeClass::tls, line, "a request without TLS to a host that had it"});
    }
  }
}

}  // namespace homeostat::guardrails

#include "net/proxy.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::net {
namespace {

/// "%40" is "@"; other text stays as it is.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte =
        text[i] == '%' ? base::from_hex(base::to_lower(text.substr(i + 1, 2))) : std::nullopt;
    if (byte && byte->size() == 1) {
      out += *byte;
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

Result<std::optional<Proxy>> read_proxy(std::string_view option, std::string_view text) {
  if (text.empty()) return std::optional<Proxy>{};
  const auto invalid = [&](std::string_view what) {
    return Error{ErrorCode::invalid_config, std::string(option) + ": " + std::string(what)};
  };
  if (!base::istarts_with(text, "http://")) return invalid("only a proxy by http:// is supported");
  std::string_view rest = text.substr(7);
  rest = rest.substr(0, rest.find('/'));
  Proxy proxy;
  const std::size_t at = rest.rfind('@');
  if (at != rest.npos) {
    const std::string credentials = percent_decoded(rest.substr(0, at));
    proxy.authorization = "Basic " + base::base64(credentials);
    rest = rest.substr(at + 1);
  }
  const Result<Url> url = parse_url("http://" + std::string(rest));
  if (!url) return invalid("not http://[user:password@]host[:port]");
  proxy.host = url->host;
  proxy.port = url->port;
  return std::optional<Proxy>{proxy};
}

/// Are the first `bits` of both the same?
bool same_network(const unsigned char* a, const unsigned char* b, std::int64_t bits) {
  for (std::int64_t i = 0; i < bits; ++i) {
    const auto mask = static_cast<unsigned char>(0x80 >> (i % 8));
    if ((a[i / 8] & mask) != (b[i / 8] & mask)) return false;
  }
  return true;
}

/// host in "10.0.0.0/8".
bool in_network(const std::string& host, const std::string& entry) {
  const std::size_t slash = entry.find('/');
  const std::string network = entry.substr(0, slash);
  const auto bits = base::parse_int(std::string_view(entry).substr(slash + 1));
  for (const auto& [family, bits_max] : {std::pair{AF_INET, 32}, {AF_INET6, 128}}) {
    unsigned char a[16] = {};
    unsigned char b[16] = {};
    if (::inet_pton(family, host.c_str(), a) == 1 && ::inet_pton(family, network.c_str(), b) == 1) {
      return bits && *bits >= 0 && *bits <= bits_max && same_network(a, b, *bits);
    }
  }
  return false;
}

}  // namespace

bool is_exempt(const Url& url, const std::string& entry) {
  if (entry == "*") return true;
  if (base::contains(entry, "/")) return in_network(url.host, entry);
  if (is_ip_address(entry)) return in_network(url.host, entry + "/128") || url.host == entry;
  std::string name = entry.substr(entry.find_first_not_of('.'));
  const std::size_t colon = name.rfind(':');
  if (colon != name.npos) {
    if (name.substr(colon + 1) != std::to_string(url.port)) return false;
    name.erase(colon);
  }
  if (name.size() > 1 && name.front() == '[') name = name.substr(1, name.size() - 2);
  return !name.empty() && (url.host == name || base::iends_with(url.host, "." + name));
}

Result<ProxyRules> ProxyRules::make(const std::string& http_proxy, const std::string& https_proxy,
                                    std::string_view no_proxy) {
  ProxyRules rules;
  auto http = read_proxy("http_proxy", http_proxy);
  if (!http) return http.error();
  auto https = read_proxy("https_proxy", https_proxy);
  if (!https) return https.error();
  rules.http_ = std::move(*http);
  rules.https_ = std::move(*https);
  for (const std::string_view entry : base::split(no_proxy, ',')) {
    const std::string_view name = base::trim(entry);
    if (name.find_first_not_of('.') != name.npos) rules.exempt_.push_back(base::to_lower(name));
  }
  return rules;
}

const Proxy* ProxyRules::find(const Url& url) const {
  const std::optional<Proxy>& proxy = url.tls ? https_ : http_;
  const bool exempt = std::any_of(exempt_.begin(), exempt_.end(),
                                  [&](const std::string& entry) { return is_exempt(url, entry); });
  return proxy && !exempt ? &*proxy : nullptr;
}

}  // namespace homeostat::net

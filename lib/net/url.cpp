#include "net/url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <vector>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::net {
namespace {

Error invalid(std::string message) {
  return Error{ErrorCode::invalid_argument, std::move(message)};
}

std::uint16_t default_port(bool tls) { return tls ? 443 : 80; }

/// Bounds of DNS: labels of letters, digits, "-" and "_", 253 bytes in all.
bool is_host_name(std::string_view host) {
  const auto allowed = [](char c) { return base::is_word(c) || c == '-' || c == '.'; };
  return !host.empty() && host.size() <= 253 && host.front() != '.' && host.front() != '-' &&
         !base::contains(host, "..") && std::all_of(host.begin(), host.end(), allowed);
}

Status read_port(std::string_view text, Url& url) {
  if (text.empty()) return {};
  const auto port = base::is_digits(text) ? base::parse_int(text) : std::nullopt;
  if (!port || *port < 1 || *port > 65535) return invalid("the url's port is none");
  url.port = static_cast<std::uint16_t>(*port);
  return {};
}

/// host[:port] or [address][:port].
Status read_authority(std::string_view authority, Url& url) {
  std::string_view port;
  if (!authority.empty() && authority.front() == '[') {
    const std::size_t end = authority.find(']');
    url.host = base::to_lower(authority.substr(1, end == authority.npos ? end : end - 1));
    in6_addr address{};
    if (end == authority.npos || ::inet_pton(AF_INET6, url.host.c_str(), &address) != 1) {
      return invalid("the url's host is no address");
    }
    port = authority.substr(end + 1);
    if (!port.empty() && port.front() != ':') return invalid("the url's port is none");
  } else {
    const std::size_t colon = authority.find(':');
    url.host = base::to_lower(authority.substr(0, colon));
    if (!is_host_name(url.host)) return invalid("the url's host is no name");
    if (colon != authority.npos) port = authority.substr(colon);
  }
  return read_port(port.empty() ? port : port.substr(1), url);
}

/// RFC 3986, 5.2.4.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  const std::vector<std::string_view> segments = base::split(path.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    const bool dot = segments[i] == "." || segments[i] == "..";
    if (segments[i] == ".." && !kept.empty()) kept.pop_back();
    if (!dot) {
      kept.push_back(segments[i]);
    } else if (last) {
      kept.push_back("");
    }
  }
  return "/" + base::join(kept, "/");
}

}  // namespace

std::string Url::host_and_port() const {
  const bool bracketed = base::contains(host, ":");
  return bracketed ? base::format("[{}]:{}", host, port) : base::format("{}:{}", host, port);
}

std::string Url::origin() const { return (tls ? "https://" : "http://") + host_and_port(); }

std::string Url::authority() const {
  std::string all = host_and_port();
  if (port == default_port(tls)) all.erase(all.rfind(':'));
  return all;
}

std::string Url::text() const { return (tls ? "https://" : "http://") + authority() + target; }

Result<Url> parse_url(std::string_view text) {
  Url url;
  url.tls = base::istarts_with(text, "https://");
  if (!url.tls && !base::istarts_with(text, "http://")) {
    return invalid("the url does not begin with https:// or http://");
  }
  url.port = default_port(url.tls);
  const std::string_view rest = text.substr(text.find("//") + 2);
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  if (Status read = read_authority(rest.substr(0, end), url); !read) return read.error();
  const std::string_view target = rest.substr(end, rest.find('#') - end);
  url.target = target;
  if (target.empty() || target.front() != '/') url.target.insert(0, "/");
  return url;
}

Result<Url> resolve_reference(const Url& base, std::string_view location) {
  const std::string_view reference = location.substr(0, location.find('#'));
  const std::size_t scheme = reference.find_first_of(":/?");
  if (scheme != reference.npos && reference[scheme] == ':') return parse_url(reference);
  if (reference.substr(0, 2) == "//") {
    return parse_url((base.tls ? "https:" : "http:") + std::string(reference));
  }
  Url url = base;
  const std::string_view path_of_base =
      std::string_view(base.target).substr(0, base.target.find('?'));
  const std::size_t question = std::min(reference.find('?'), reference.size());
  const std::string_view path = reference.substr(0, question);
  std::string merged(path);
  if (path.empty()) {
    merged = path_of_base;
  } else if (path.front() != '/') {
    merged = std::string(path_of_base.substr(0, path_of_base.rfind('/') + 1)) + merged;
  }
  url.target = without_dots(merged) + std::string(reference.substr(question));
  if (reference.empty()) url.target = base.target;
  return url;
}

bool is_ip_address(const std::string& host) {
  in6_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

}  // namespace homeostat::net

// The URLs of requests, taken apart. check_request has seen their text before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat::net {

struct Url {
  bool tls = false;
  std::string host;  ///< lower case; an IPv6 address without its brackets
  std::uint16_t port = 0;
  std::string target;  ///< path and query: at least "/"

  /// "https://host:port": what a redirect may stay within, and what messages name.
  [[nodiscard]] std::string origin() const;
  /// For the Host header: without a port that goes without saying.
  [[nodiscard]] std::string authority() const;
  /// "host:port", also for CONNECT.
  [[nodiscard]] std::string host_and_port() const;
  [[nodiscard]] std::string text() const;
};

/// `invalid_argument` names what is wrong. A fragment is left out.
Result<Url> parse_url(std::string_view text);

/// What a Location header means where it was found (RFC 3986, 5.2).
Result<Url> resolve_reference(const Url& base, std::string_view location);

/// "1.2.3.4" and "::1", not names.
[[nodiscard]] bool is_ip_address(const std::string& host);

}  // namespace homeostat::net

// Which proxy a URL goes through, by the options of a client.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "net/url.hpp"

namespace homeostat::net {

struct Proxy {
  std::string host;
  std::uint16_t port = 0;
  std::string authorization;  ///< value of Proxy-Authorization; empty: none
};

class ProxyRules {
 public:
  /// `invalid_config` for a proxy that is not "http://[user:password@]host[:port]".
  static Result<ProxyRules> make(const std::string& http_proxy, const std::string& https_proxy,
                                 std::string_view no_proxy);

  /// None: straight to the peer.
  [[nodiscard]] const Proxy* find(const Url& url) const;

 private:
  std::optional<Proxy> http_;
  std::optional<Proxy> https_;
  std::vector<std::string> exempt_;  ///< lower case, without blanks
};

/// Does an entry of no_proxy ("example.com", ".example.com:8443", "10.0.0.0/8", "*") speak of it?
[[nodiscard]] bool is_exempt(const Url& url, const std::string& entry);

}  // namespace homeostat::net

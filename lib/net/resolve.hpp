// From a host's name to its addresses, by c-ares: a lookup of the C library could neither be
// cancelled nor be given a deadline.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

#include "net/wait.hpp"

namespace homeostat::net {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
};

struct ResolveRequest {
  std::string host;  ///< a name, or an address as text, which costs nothing
  std::uint16_t port = 0;
  std::string dns_servers;  ///< "10.0.0.2,10.0.0.3:5353"; empty: the machine's
};

/// At least one address, in the order in which they should be tried. `transport` names the host.
Result<std::vector<Address>> resolve(const ResolveRequest& request, Waiter& waiter);

/// `invalid_config` for a list that resolve cannot use.
Status check_dns_servers(const std::string& servers);

}  // namespace homeostat::net

#include "net/resolve.hpp"

#include <ares.h>
#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::net {
namespace {

/// A server that is silent is asked again, and the next one is asked, well within the time that a
/// connection usually has.
constexpr int server_timeout_ms = 2000;
constexpr int tries = 3;

struct Answer {
  bool here = false;
  int status = ARES_SUCCESS;
  ares_addrinfo* info = nullptr;
  ~Answer() {
    if (info != nullptr) ::ares_freeaddrinfo(info);
  }
};

void on_answer(void* to, int status, int /*timeouts*/, ares_addrinfo* info) {
  auto* answer = static_cast<Answer*>(to);
  answer->here = true;
  answer->status = status;
  answer->info = info;
}

/// Open lookups are called back when it is destroyed: declare it behind their Answer.
class Channel {
 public:
  static Result<Channel> make(const std::string& servers) {
    ares_options options{};
    options.timeout = server_timeout_ms;
    options.tries = tries;
    Channel channel;
    const int code =
        ::ares_init_options(&channel.channel_, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES);
    if (code != ARES_SUCCESS) {
      return Error{ErrorCode::transport,
                   base::format("cannot resolve names: {}", ::ares_strerror(code))};
    }
    if (!servers.empty() &&
        ::ares_set_servers_ports_csv(channel.channel_, servers.c_str()) != ARES_SUCCESS) {
      return Error{ErrorCode::invalid_config,
                   "dns_servers: not a list of addresses, as in 10.0.0.2,10.0.0.3:5353"};
    }
    return channel;
  }
  Channel(Channel&& other) noexcept : channel_(std::exchange(other.channel_, nullptr)) {}
  ~Channel() {
    if (channel_ != nullptr) ::ares_destroy(channel_);
  }
  [[nodiscard]] ares_channel get() const { return channel_; }

 private:
  Channel() = default;
  ares_channel channel_ = nullptr;
};

/// Lets the lookup go on by one step.
Status step(const Channel& channel, Waiter& waiter) {
  ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
  const int mask = ::ares_getsock(channel.get(), sockets, ARES_GETSOCK_MAXNUM);
  std::vector<pollfd> fds;
  for (int i = 0; i < ARES_GETSOCK_MAXNUM; ++i) {
    const bool reads = ARES_GETSOCK_READABLE(static_cast<unsigned>(mask), i);
    const bool writes = ARES_GETSOCK_WRITABLE(static_cast<unsigned>(mask), i);
    const int events = (reads ? POLLIN : 0) | (writes ? POLLOUT : 0);
    if (events != 0) fds.push_back({sockets[i], static_cast<short>(events), 0});
  }
  timeval most{0, server_timeout_ms * 1000};
  timeval left{};
  const timeval* wanted = ::ares_timeout(channel.get(), &most, &left);
  const auto pause = std::chrono::seconds(wanted->tv_sec) +
                     std::chrono::microseconds(wanted->tv_usec) + Milliseconds(1);
  const Instant wake = std::chrono::steady_clock::now() + pause;
  const Result<bool> ready = waiter.wait(fds, wake);
  if (!ready) return ready.error();
  ares_socket_t none = ARES_SOCKET_BAD;
  if (fds.empty() || !*ready) ::ares_process_fd(channel.get(), none, none);
  for (const pollfd& one : fds)
    ::ares_process_fd(channel.get(), one.fd, (one.events & POLLOUT) != 0 ? one.fd : none);
  return {};
}

Address with_port(const sockaddr* found, socklen_t size, std::uint16_t port) {
  Address address;
  address.size = size;
  std::memcpy(&address.storage, found, size);
  if (found->sa_family == AF_INET) {
    reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port = htons(port);
  } else {
    reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_port = htons(port);
  }
  return address;
}

std::optional<Address> literal(const ResolveRequest& request) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  if (::inet_pton(AF_INET, request.host.c_str(), &v4.sin_addr) == 1) {
    return with_port(reinterpret_cast<sockaddr*>(&v4), sizeof v4, request.port);
  }
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  if (::inet_pton(AF_INET6, request.host.c_str(), &v6.sin6_addr) == 1) {
    return with_port(reinterpret_cast<sockaddr*>(&v6), sizeof v6, request.port);
  }
  return std::nullopt;
}

Error unresolved(const ResolveRequest& request, std::string_view why) {
  return Error{ErrorCode::transport,
               base::format("cannot resolve {}: {}", request.host, base::to_lower(why))};
}

}  // namespace

Result<std::vector<Address>> resolve(const ResolveRequest& request, Waiter& waiter) {
  if (auto address = literal(request)) return std::vector<Address>{*address};
  Answer answer;
  auto channel = Channel::make(request.dns_servers);
  if (!channel) return channel.error();
  ares_addrinfo_hints hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  ::ares_getaddrinfo(channel->get(), request.host.c_str(), nullptr, &hints, on_answer, &answer);
  while (!answer.here) {
    if (Status fine = step(*channel, waiter); !fine) {
      return fine.error().with_context("resolving " + request.host);
    }
  }
  if (answer.status != ARES_SUCCESS) {
    return unresolved(request, ::ares_strerror(answer.status));
  }
  std::vector<Address> found;
  for (const auto* node = answer.info->nodes; node != nullptr; node = node->ai_next)
    found.push_back(with_port(node->ai_addr, node->ai_addrlen, request.port));
  if (found.empty()) return unresolved(request, "it has no address");
  return found;
}

Status check_dns_servers(const std::string& servers) {
  if (auto channel = Channel::make(servers); !channel) return channel.error();
  return {};
}

}  // namespace homeostat::net

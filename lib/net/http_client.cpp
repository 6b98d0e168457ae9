#include <homeostat/net/http_client.hpp>

#include <algorithm>
#include <array>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "net/exchange.hpp"
#include "net/pool.hpp"
#include "net/proxy.hpp"
#include "net/redirect.hpp"

namespace homeostat {
namespace {

using net::Connection;
using net::Exchanged;
using net::Proxy;
using net::Url;
using net::Waiter;

constexpr std::int64_t connect_header_bytes_max = 16 * 1024;

bool is_idempotent(const std::string& method) {
  constexpr std::array<std::string_view, 6> all = {"GET",    "HEAD",    "PUT",
                                                   "DELETE", "OPTIONS", "TRACE"};
  return std::find(all.begin(), all.end(), method) != all.end();
}

Status check_options(const HttpClientOptions& options) {
  const auto invalid = [](std::string message) {
    return Error{ErrorCode::invalid_config, std::move(message)};
  };
  const bool breaks = std::any_of(options.user_agent.begin(), options.user_agent.end(),
                                  [](char c) { return base::is_control(c); });
  if (options.user_agent.empty() || breaks) {
    return invalid("user_agent: must be a line of text");
  }
  if (options.connect_timeout <= Milliseconds{0})
    return invalid("connect_timeout: must be above 0");
  if (options.idle_connections_max < 0) {
    return invalid("idle_connections_max: must not be below 0");
  }
  if (options.idle_connections_per_peer_max < 0) {
    return invalid("idle_connections_per_peer_max: must not be below 0");
  }
  return net::check_dns_servers(options.dns_servers);
}

/// The proxy's no is a no; that it could not reach the peer is not.
Error refused_by_proxy(int status) {
  const ErrorCode code = status < 500 ? ErrorCode::denied : ErrorCode::transport;
  return Error{code, base::format("the proxy answered {} to CONNECT", status)};
}

}  // namespace

class HttpClient::Impl {
 public:
  Impl(HttpClientOptions options, std::unique_ptr<net::TlsContext> tls, net::ProxyRules proxies)
      : options_(std::move(options)),
        tls_(std::move(tls)),
        proxies_(std::move(proxies)),
        pool_({options_.idle_timeout, static_cast<std::size_t>(options_.idle_connections_max),
               static_cast<std::size_t>(options_.idle_connections_per_peer_max)}) {}

  Result<HttpResponse> send(const HttpRequest& request, const CallContext& context);
  net::Pool& pool() { return pool_; }

 private:
  Result<HttpResponse> send_once(const HttpRequest& request, const Url& url, Waiter& waiter);
  Exchanged exchange_on(Connection& connection, const HttpRequest& request, const Url& url,
                        const Proxy* proxy, Waiter& waiter);
  Result<Connection> open(const Url& url, const Proxy* proxy, Waiter& waiter);
  Status open_tunnel(Connection& connection, const Url& url, const Proxy& proxy, Waiter& waiter);

  HttpClientOptions options_;
  std::unique_ptr<net::TlsContext> tls_;  ///< outlives the connections of pool_
  net::ProxyRules proxies_;
  net::Pool pool_;
};

/// The tunnel to `url`; what the proxy says has no body for us.
Status HttpClient::Impl::open_tunnel(Connection& connection, const Url& url, const Proxy& proxy,
                                     Waiter& waiter) {
  const std::string head =
      net::make_connect_head(url, {false, proxy.authorization, options_.user_agent});
  const net::ReaderOptions reading{.without_body = true,
                                   .limits = {.header_bytes_max = connect_header_bytes_max}};
  const Exchanged opened = net::exchange(connection, head, "", reading, waiter);
  if (!opened.answer) return opened.answer.error().with_context("the proxy");
  const int status = opened.answer->status;
  if (status / 100 != 2) return refused_by_proxy(status);
  return {};
}

Result<Connection> HttpClient::Impl::open(const Url& url, const Proxy* proxy, Waiter& waiter) {
  const net::ConnectLimit limit(waiter, options_.connect_timeout);
  net::ResolveRequest wanted{url.host, url.port, options_.dns_servers};
  if (proxy != nullptr) {
    wanted.host = proxy->host;
    wanted.port = proxy->port;
  }
  auto addresses = net::resolve(wanted, waiter);
  if (!addresses) return addresses.error();
  auto connection = Connection::connect(*addresses, waiter);
  if (!connection) {
    return connection.error().with_context(proxy != nullptr ? "connecting to the proxy"
                                                            : "connecting");
  }
  if (!url.tls) return connection;
  if (proxy != nullptr) {
    if (Status opened = open_tunnel(*connection, url, *proxy, waiter); !opened) {
      return opened.error();
    }
  }
  if (Status secured = connection->start_tls(*tls_, url.host, waiter); !secured) {
    return secured.error();
  }
  return connection;
}

Exchanged HttpClient::Impl::exchange_on(Connection& connection, const HttpRequest& request,
                                        const Url& url, const Proxy* proxy, Waiter& waiter) {
  const bool absolute = proxy != nullptr && !url.tls;
  const std::string head = net::make_head(
      request, url, {absolute, absolute ? proxy->authorization : "", options_.user_agent});
  const net::ReaderOptions reading{.without_body = request.method == "HEAD",
                                   .limits = request.limits,
                                   .sink = request.on_body ? &request.on_body : nullptr};
  return net::exchange(connection, head, request.body, reading, waiter);
}

Result<HttpResponse> HttpClient::Impl::send_once(const HttpRequest& request, const Url& url,
                                                 Waiter& waiter) {
  const Proxy* proxy = proxies_.find(url);
  const std::string peer = url.origin();
  if (std::optional<Connection> kept = pool_.take(peer)) {
    Exchanged exchanged = exchange_on(*kept, request, url, proxy, waiter);
    if (exchanged.reusable) pool_.put(peer, std::move(*kept));
    const bool closed = !exchanged.answer && !exchanged.answer_began &&
                        exchanged.answer.error().code == ErrorCode::transport;
    if (!closed || !is_idempotent(request.method)) return std::move(exchanged.answer);
  }
  Result<Connection> connection = open(url, proxy, waiter);
  if (!connection) return connection.error();
  Exchanged exchanged = exchange_on(*connection, request, url, proxy, waiter);
  if (exchanged.reusable) pool_.put(peer, std::move(*connection));
  return std::move(exchanged.answer);
}

Result<HttpResponse> HttpClient::Impl::send(const HttpRequest& request,
                                            const CallContext& context) {
  if (Status checked = check_request(request); !checked) return checked.error();
  Result<Url> url = net::parse_url(request.url);
  if (!url) return url.error();
  Waiter waiter(context);
  if (Status fine = waiter.check(); !fine) return fine.error();
  HttpRequest now = request;
  for (int redirects = 0;; ++redirects) {
    auto answer = send_once(now, *url, waiter);
    if (!answer) return answer.error().with_context(url->origin());
    answer->url = now.url;
    if (request.limits.redirects_max == 0 || !net::is_redirect(*answer)) return answer;
    if (redirects == request.limits.redirects_max) {
      return net::not_followed(
          request, base::format("more than {} redirects", request.limits.redirects_max));
    }
    auto next = net::follow(now, *url, *answer);
    if (!next) return net::not_followed(request, next.error().message);
    now = std::move(next->request);
    url = std::move(next->url);
  }
}

HttpClient::HttpClient(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpClient::~HttpClient() = default;

Result<std::unique_ptr<HttpClient>> HttpClient::make(HttpClientOptions options) {
  if (Status checked = check_options(options); !checked) return checked.error();
  auto tls = net::TlsContext::make(options.system_ca, options.ca_pem);
  if (!tls) return tls.error();
  auto proxies = net::ProxyRules::make(options.http_proxy, options.https_proxy, options.no_proxy);
  if (!proxies) return proxies.error();
  auto impl = std::make_unique<Impl>(std::move(options), std::move(*tls), std::move(*proxies));
  return std::unique_ptr<HttpClient>(new HttpClient(std::move(impl)));
}

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const CallContext& context) {
  return impl_->send(request, context);
}

std::size_t HttpClient::idle_connections() const { return impl_->pool().size(); }

void HttpClient::close_idle() { impl_->pool().clear(); }

}  // namespace homeostat

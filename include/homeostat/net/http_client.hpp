#pragma once

/// The built-in HttpTransport: HTTP/1.1 over TCP and TLS, on the caller's thread.
///
/// When not to use it: in a host that has an HTTP stack of its own; write an HttpTransport over it
/// and run its contract (testing/contract.hpp).
///
/// ```cpp
/// #include <homeostat/net/http_client.hpp>
/// homeostat::Result<int> status_of(const std::string& url) {
///   auto client = homeostat::HttpClient::make({.user_agent = "my-bot/1.0"});
///   if (!client) return client.error();
///   auto answer = (*client)->send({.method = "HEAD", .url = url}, {});
///   if (!answer) return answer.error();
///   return answer->status;
/// }
/// ```

#include <memory>
#include <string>

#include <homeostat/ports/http_transport.hpp>

namespace homeostat {

/// Nothing is read from the environment: a program that wants HTTPS_PROXY and the like obeyed
/// reads them and says so here.
struct HttpClientOptions {
  std::string user_agent = "homeostat";  ///< unless a request has its own
  bool system_ca = true;                 ///< trust what the machine trusts
  std::string ca_pem{};                  ///< trusted as well: certificates, not a path
  std::string http_proxy{};              ///< "http://[user:password@]host:port" for http URLs
  std::string https_proxy{};             ///< likewise for https URLs, by CONNECT
  /// Hosts that need no proxy, by comma: "example.com" (and all below it), "10.0.0.0/8", "::1",
  /// "example.com:8443", "*".
  std::string no_proxy{};
  std::string dns_servers{};              ///< "10.0.0.2,10.0.0.3:5353"; empty: the machine's
  Milliseconds connect_timeout{10'000};   ///< name, TCP, proxy and TLS together
  Milliseconds idle_timeout{20'000};      ///< a kept connection is not used after that
  int idle_connections_max = 16;          ///< kept open, over all peers
  int idle_connections_per_peer_max = 8;  ///< kept open to one
};

/// Certificates are verified, with the name; TLS 1.2 or newer. Redirects are followed within the
/// request's limit, but never from https to http, nor with a body to another origin; of the headers
/// only Accept*, Content-Type and User-Agent go to another origin. A request on a kept connection
/// that the peer closed is sent once more on a new one if it is idempotent and nothing was
/// received. No thread, no signal handler, nothing shared between objects; all waits, that for the
/// name included, end by the deadline or the stop token. Thread safety: safe to share.
class HttpClient : public HttpTransport {
 public:
  /// `invalid_config` names the option that is wrong.
  static Result<std::unique_ptr<HttpClient>> make(HttpClientOptions options);
  ~HttpClient() override;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  Result<HttpResponse> send(const HttpRequest& request, const CallContext& context) override;

  /// Connections that are kept open now.
  [[nodiscard]] std::size_t idle_connections() const;
  /// Closes them.
  void close_idle();

 private:
  class Impl;
  explicit HttpClient(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace homeostat

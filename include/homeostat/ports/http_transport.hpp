#pragma once

/// One HTTP exchange: a request out, an answer in. Model services, forges and telemetry are
/// reached through it, so that a host with its own HTTP stack brings only this.
///
/// ```cpp
/// #include <homeostat/ports/http_transport.hpp>
/// homeostat::Result<std::string> fetch(homeostat::HttpTransport& http) {
///   homeostat::HttpRequest request;
///   request.url = "https://api.example.com/v1/models";
///   request.headers = {{"Accept", "application/json"}};
///   auto answer = http.send(request, {{}, homeostat::Milliseconds{5'000}});
///   if (!answer) return answer.error();
///   return answer->body;
/// }
/// ```

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// Names are compared whatever their case.
struct HttpHeader {
  std::string name;
  std::string value;
  friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

/// The value of the first header of that name.
[[nodiscard]] std::optional<std::string_view> find_header(const std::vector<HttpHeader>& headers,
                                                          std::string_view name) noexcept;

struct HttpLimits {
  std::int64_t header_bytes_max = 64 * 1024;       ///< status line and headers of an answer
  std::int64_t body_bytes_max = 16 * 1024 * 1024;  ///< of an answer, on the wire and unpacked
  int redirects_max = 5;                           ///< 0: a redirect is an answer as any other
  friend bool operator==(const HttpLimits&, const HttpLimits&) = default;
};

/// Given each piece of a body as it arrives, on the calling thread. False ends the exchange.
using HttpBodySink = std::function<bool(std::string_view piece)>;

struct HttpRequest {
  std::string method = "GET";  ///< upper case
  std::string url{};           ///< absolute, http or https, without user name and password
  /// Not among them: Host, Connection, Content-Length, Transfer-Encoding: the transport sets
  /// these, and asks for gzip unless Accept-Encoding is here.
  std::vector<HttpHeader> headers{};
  std::string body{};
  HttpLimits limits{};
  /// If set, it gets the body of a 2xx answer, and HttpResponse::body stays empty.
  HttpBodySink on_body{};
};

struct HttpResponse {
  int status = 0;  ///< 200 to 599
  std::vector<HttpHeader> headers{};
  std::string body{};  ///< unpacked
  std::string url{};   ///< that answered: another one than was asked after a redirect
};

/// What each transport asks of a request first: a method of capital letters, an absolute URL of
/// printable ASCII and at most 8 192 bytes, headers that cannot break out of their line and are
/// not the transport's own, limits above 0. `invalid_argument` names what is wrong.
[[nodiscard]] Status check_request(const HttpRequest& request);

/// Every status is an answer, 4xx and 5xx too. Errors: `invalid_argument` (a request that cannot
/// be sent as it is), `denied` (nothing was done: a certificate that does not hold, a proxy's no,
/// a redirect that is not followed), `transport` (not reached, or the answer was lost, cut, garbled
/// or beyond a limit: the peer may have acted), `timeout`, `cancelled` (by the stop token, or
/// because the sink said no), `unsupported`. No message holds a header's value, a body or the
/// query of an URL. Thread safety: implementations are safe to share.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  virtual Result<HttpResponse> send(const HttpRequest& request, const CallContext& context) = 0;
};

}  // namespace homeostat

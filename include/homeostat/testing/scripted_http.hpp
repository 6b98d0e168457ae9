#pragma once

/// A transport that gives prepared answers and keeps what it was asked.
///
/// ```cpp
/// #include <homeostat/testing/scripted_http.hpp>
/// homeostat::testing::ScriptedHttp limited_once() {
///   return homeostat::testing::ScriptedHttp{{
///       {.url = "/v1/chat", .status = 429, .headers = {{"Retry-After", "2"}}},
///       {.url = "/v1/chat", .body = R"({"choices": []})"},
///   }};
/// }
/// ```

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ports/http_transport.hpp>

namespace homeostat::testing {

/// One prepared exchange.
struct ScriptedExchange {
  std::string method{};  ///< empty: any
  std::string url{};     ///< a part of the request's URL; empty: any
  int status = 200;
  std::vector<HttpHeader> headers{};
  std::string body{};
  std::vector<std::string> pieces{};  ///< in place of `body`: what a sink gets, one by one
  std::optional<Error> error{};       ///< returned in place of an answer, after the pieces
};

/// Each exchange is given once: the first unused one that fits the request. Without one the call
/// is `denied`. Checks requests, obeys sinks and the limit of a body as a transport must; follows
/// no redirects. Thread safety: safe to share.
class ScriptedHttp : public HttpTransport {
 public:
  explicit ScriptedHttp(std::vector<ScriptedExchange> exchanges = {});
  ScriptedHttp(ScriptedHttp&& other) noexcept;

  Result<HttpResponse> send(const HttpRequest& request, const CallContext& context) override;

  void add(ScriptedExchange exchange);
  /// Called with each request before it is answered; may be empty.
  void on_request(std::function<void(const HttpRequest&)> callback);

  [[nodiscard]] std::vector<HttpRequest> requests() const;
  /// Exchanges not given yet.
  [[nodiscard]] std::size_t unused() const;

 private:
  mutable std::mutex mutex_;
  std::vector<ScriptedExchange> exchanges_;
  std::vector<HttpRequest> requests_;
  std::function<void(const HttpRequest&)> on_request_;
};

}  // namespace homeostat::testing

// Clients for tests, and what they get.
#pragma once

#include <homeostat/net/http_client.hpp>

#include <chrono>
#include <string>

#include "net/certificates.hpp"
#include "net/server.hpp"
#include "support/catch.hpp"

namespace net_test {

using homeostat::CallContext;
using homeostat::ErrorCode;
using homeostat::HttpClient;
using homeostat::HttpClientOptions;
using homeostat::HttpRequest;
using homeostat::HttpResponse;
using homeostat::Milliseconds;
using homeostat::Result;

/// Trusts the test's authority and nobody else.
inline HttpClientOptions trusting() {
  HttpClientOptions options;
  options.system_ca = false;
  options.ca_pem = to_pem(authority().certificate.get());
  return options;
}

inline std::unique_ptr<HttpClient> make_client(const HttpClientOptions& options = trusting()) {
  auto client = HttpClient::make(options);
  REQUIRE(client);
  return std::move(*client);
}

inline HttpRequest get(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  return request;
}

inline HttpRequest post(std::string url, std::string body) {
  HttpRequest request = get(std::move(url));
  request.method = "POST";
  request.body = std::move(body);
  return request;
}

/// "transport: what was said", or "200" for an answer.
template <class T>
std::string outcome(const Result<T>& result) {
  if (!result) {
    return std::string(to_string(result.error().code)) + ": " + result.error().message;
  }
  if constexpr (std::is_same_v<T, HttpResponse>) return std::to_string(result->status);
  return "fine";
}

inline std::string outcome(const homeostat::Status& status) {
  if (status) return "fine";
  return std::string(to_string(status.error().code)) + ": " + status.error().message;
}

class Watch {
 public:
  [[nodiscard]] std::int64_t ms() const {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - begin_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Packed as a server does it, by zlib.
std::string gzip(const std::string& text);

}  // namespace net_test

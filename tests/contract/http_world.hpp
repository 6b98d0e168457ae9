// What the contracts of a transport and a signer ask for, made of doubles.
#pragma once

#include <homeostat/testing/contract.hpp>
#include <homeostat/testing/scripted_http.hpp>

#include <cstdint>

class ScriptedHttpUnderTest : public homeostat::testing::HttpUnderTest {
 public:
  ScriptedHttpUnderTest() {
    http_.on_request([this](const homeostat::HttpRequest&) {
      if (http_.unused() == 0) http_.add({});
    });
  }
  homeostat::HttpTransport& transport() override { return http_; }
  std::string url() override { return "https://localhost:8443"; }
  void answer(homeostat::HttpResponse response) override {
    homeostat::testing::ScriptedExchange exchange;
    exchange.status = response.status;
    exchange.headers = response.headers;
    exchange.body = response.body;
    http_.add(exchange);
  }
  std::vector<homeostat::HttpRequest> received() override { return http_.requests(); }

 private:
  homeostat::testing::ScriptedHttp http_;
};

/// Signs nothing of worth: the name of the key and a sum of the message. Its keys are
/// "private rs256 1" and "public rs256 1".
class ToySigner : public homeostat::Signer {
 public:
  homeostat::Result<std::string> sign(const homeostat::SignRequest& request,
                                      const homeostat::CallContext& context) override {
    if (auto bad = check(request.algorithm, "private ", request.private_key_pem, context)) {
      return *bad;
    }
    return sum(request.private_key_pem.substr(8), request.message);
  }
  homeostat::Result<bool> verify(const homeostat::VerifyRequest& request,
                                 const homeostat::CallContext& context) override {
    if (auto bad = check(request.algorithm, "public ", request.public_key_pem, context)) {
      return *bad;
    }
    return sum(request.public_key_pem.substr(7), request.message) == request.signature;
  }

 private:
  static std::optional<homeostat::Error> check(homeostat::SignatureAlgorithm algorithm,
                                               const std::string& half, std::string_view key,
                                               const homeostat::CallContext& context) {
    using homeostat::ErrorCode;
    if (context.stop.stop_requested()) return homeostat::Error{ErrorCode::cancelled, "stop"};
    if (context.timeout.count() <= 0) return homeostat::Error{ErrorCode::timeout, "late"};
    const bool rsa = algorithm == homeostat::SignatureAlgorithm::rs256;
    const std::string wanted = half + (rsa ? "rs256 " : "ed25519 ");
    if (key.size() == wanted.size() + 1 && key.substr(0, wanted.size()) == wanted) return {};
    return homeostat::Error{ErrorCode::invalid_argument, "no such key"};
  }
  static std::string sum(std::string_view key, std::string_view message) {
    std::uint64_t hash = 1469598103934665603u;
    for (const char c : std::string(key) + '\n' + std::string(message))
      hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return std::to_string(hash);
  }
};

inline homeostat::testing::SignerUnderTest toy_signer() {
  return {std::make_unique<ToySigner>(),
          {{"private rs256 1", "public rs256 1"}, {"private rs256 2", "public rs256 2"}},
          {{"private ed25519 1", "public ed25519 1"}, {"private ed25519 2", "public ed25519 2"}}};
}

#include <homeostat/net/http_client.hpp>
#include <homeostat/net/openssl_signer.hpp>

#include <deque>
#include <mutex>

#include "contract/contract.hpp"
#include "net/server.hpp"

using namespace homeostat;

namespace {

/// A client, and a server over TLS that answers as it was told.
class HttpClientUnderTest : public testing::HttpUnderTest {
 public:
  HttpClientUnderTest()
      : server_(net_test::answers_with([this](const std::string& text) { return next(text); })) {
    HttpClientOptions options;
    options.system_ca = false;
    options.ca_pem = net_test::to_pem(net_test::authority().certificate.get());
    client_ = std::move(*HttpClient::make(options));
  }
  HttpTransport& transport() override { return *client_; }
  std::string url() override { return server_.url(); }
  void answer(HttpResponse response) override {
    const std::scoped_lock lock(mutex_);
    answers_.push_back(std::move(response));
  }
  std::vector<HttpRequest> received() override {
    const std::scoped_lock lock(mutex_);
    return received_;
  }

 private:
  std::string next(const std::string& text) {
    const std::scoped_lock lock(mutex_);
    received_.push_back(parse(text));
    if (answers_.empty()) return net_test::answer("");
    const HttpResponse response = std::move(answers_.front());
    answers_.pop_front();
    std::string headers;
    for (const HttpHeader& header : response.headers)
      headers += header.name + ": " + header.value + "\r\n";
    return net_test::answer(response.body, headers, std::to_string(response.status) + " Text");
  }

  HttpRequest parse(const std::string& text) {
    HttpRequest request;
    const std::size_t target = text.find(' ') + 1;
    request.method = text.substr(0, target - 1);
    request.url = server_.url() + text.substr(target, text.find(' ', target) - target);
    std::size_t line = text.find("\r\n") + 2;
    while (text.compare(line, 2, "\r\n") != 0) {
      const std::size_t colon = text.find(": ", line);
      const std::size_t end = text.find("\r\n", line);
      request.headers.push_back(
          {text.substr(line, colon - line), text.substr(colon + 2, end - colon - 2)});
      line = end + 2;
    }
    request.body = text.substr(line + 2);
    return request;
  }

  std::mutex mutex_;
  std::deque<HttpResponse> answers_;
  std::vector<HttpRequest> received_;
  net_test::Server server_;
  std::unique_ptr<HttpClient> client_;
};

testing::KeyPair pair_of(const net_test::Key& key) {
  return {net_test::private_pem(key.get()), net_test::public_pem(key.get())};
}

testing::SignerUnderTest openssl_signer() {
  static const std::vector<testing::KeyPair> rsa = {pair_of(net_test::Key(EVP_RSA_gen(2048U))),
                                                    pair_of(net_test::Key(EVP_RSA_gen(2048U)))};
  const auto ed25519 = [] {
    return pair_of(net_test::Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")));
  };
  return {std::make_unique<OpensslSigner>(), rsa, {ed25519(), ed25519()}};
}

}  // namespace

TEST_CASE("the HTTP client keeps the contract of a transport") {
  run_contract(
      testing::http_transport_contract([] { return std::make_unique<HttpClientUnderTest>(); }));
}

TEST_CASE("the signer by OpenSSL keeps the contract of a signer") {
  run_contract(testing::signer_contract(openssl_signer));
}

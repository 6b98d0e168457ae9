/// The HTTP client beside libcurl, over TLS on loopback, in the same run and by turns. Prints
/// requests per second and the median time of a request, on a kept connection and on a new one for
/// each (without resumed sessions); asserts that every answer comes.

#include <curl/curl.h>
#include <homeostat/net/http_client.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <vector>

#include "net/server.hpp"
#include "support/catch.hpp"

using namespace homeostat;

namespace {

constexpr int rounds = 5;

std::string ca_pem() { return net_test::to_pem(net_test::authority().certificate.get()); }

/// One request; false: no answer as it should be.
using Send = std::function<bool()>;

Send by_homeostat(const std::string& url, bool keep) {
  HttpClientOptions options;
  options.system_ca = false;
  options.ca_pem = ca_pem();
  options.idle_connections_max = keep ? 4 : 0;
  std::shared_ptr<HttpClient> client = std::move(*HttpClient::make(options));
  return [client, url] {
    HttpRequest request;
    request.url = url;
    const auto answer = client->send(request, {});
    return answer && answer->status == 200 && answer->body.size() == 1000;
  };
}

size_t take(char* bytes, size_t size, size_t count, void* to) {
  static_cast<std::string*>(to)->append(bytes, size * count);
  return size * count;
}

Send by_curl(const std::string& url, bool keep) {
  const std::shared_ptr<CURL> curl(curl_easy_init(), curl_easy_cleanup);
  static const std::string ca = ca_pem();
  curl_blob blob{const_cast<char*>(ca.data()), ca.size(), CURL_BLOB_COPY};
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_CAINFO_BLOB, &blob);
  curl_easy_setopt(curl.get(), CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(curl.get(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl.get(), CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_FORBID_REUSE, keep ? 0L : 1L);
  curl_easy_setopt(curl.get(), CURLOPT_SSL_SESSIONID_CACHE, keep ? 1L : 0L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
  return [curl] {
    std::string body;
    long status = 0;
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &body);
    return curl_easy_perform(curl.get()) == CURLE_OK &&
           curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status) == CURLE_OK &&
           status == 200 && body.size() == 1000;
  };
}

struct Figures {
  double seconds = 0;
  std::vector<double> micros{};
};

void measure(const Send& send, int count, Figures& figures) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  for (int i = 0; i < count; ++i) {
    const auto before = Clock::now();
    REQUIRE(send());
    const std::chrono::duration<double, std::micro> took = Clock::now() - before;
    figures.micros.push_back(took.count());
  }
  const std::chrono::duration<double> all = Clock::now() - began;
  figures.seconds += all.count();
}

void print(const std::string& what, Figures figures) {
  std::sort(figures.micros.begin(), figures.micros.end());
  const auto count = static_cast<double>(figures.micros.size());
  std::cout << what << ": " << count / figures.seconds << " requests/s, median "
            << figures.micros[figures.micros.size() / 2] << " us\n";
}

void compare(const std::string& what, bool keep, int count) {
  const net_test::Server server(net_test::answers_with(
      [](const std::string&) { return net_test::answer(std::string(1000, 'x')); }));
  const Send ours = by_homeostat(server.url(), keep);
  const Send curls = by_curl(server.url(), keep);
  Figures our_figures;
  Figures curl_figures;
  for (int round = 0; round < rounds; ++round) {
    measure(ours, count, our_figures);
    measure(curls, count, curl_figures);
  }
  print(what + ", homeostat", our_figures);
  print(what + ", libcurl", curl_figures);
}

}  // namespace

TEST_CASE("requests on a kept connection, beside libcurl") { compare("kept", true, 2000); }

TEST_CASE("requests on new connections, beside libcurl") { compare("new", false, 100); }

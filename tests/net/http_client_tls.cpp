// Whom a client believes to be whom.
#include "net/support.hpp"

using namespace homeostat;
using namespace net_test;

namespace {

/// What a client that trusts the test's authority says to this certificate.
std::string verdict(const Identity& identity, const std::string& host = "localhost",
                    const HttpClientOptions& options = trusting()) {
  const Server server(answers_with([](const std::string&) { return answer("secret"); }), &identity);
  const auto client = make_client(options);
  HttpRequest request = get(server.url(host));
  request.headers = {{"Authorization", "Bearer word"}};
  const std::string said = outcome(client->send(request, {}));
  const std::string where = server.url(host) + ": ";
  const std::size_t at = said.find(where);
  return at == said.npos ? said : said.substr(0, at) + said.substr(at + where.size());
}

const std::string no = "denied: its certificate does not hold: ";

}  // namespace

TEST_CASE("a certificate holds for its names and addresses") {
  CHECK(verdict(localhost()) == "200");
  CHECK(verdict(localhost(), "127.0.0.1") == "200");
  CHECK(verdict(make_identity({.names = "IP:127.0.0.1"}, &authority()), "127.0.0.1") == "200");
}

TEST_CASE("a certificate of another host is refused") {
  CHECK(verdict(make_identity({.names = "DNS:example.com"}, &authority())) ==
        no + "hostname mismatch");
  CHECK(verdict(make_identity({.names = "DNS:localhost"}, &authority()), "127.0.0.1") ==
        no + "IP address mismatch");
  CHECK(verdict(make_identity({.names = "DNS:127.0.0.1"}, &authority()), "127.0.0.1") ==
        no + "IP address mismatch");
}

TEST_CASE("a certificate that has expired, or is not valid yet, is refused") {
  const Identity old = make_identity({.valid_from_s = -7200, .valid_to_s = -3600}, &authority());
  CHECK(verdict(old) == no + "certificate has expired");
  const Identity young = make_identity({.valid_from_s = 3600, .valid_to_s = 7200}, &authority());
  CHECK(verdict(young) == no + "certificate is not yet valid");
}

TEST_CASE("a certificate of nobody we trust is refused") {
  CHECK(verdict(make_identity({}, nullptr)) == no + "self-signed certificate");
  const Identity other = make_identity({.names = "", .is_ca = true}, nullptr);
  CHECK(verdict(make_identity({}, &other)).starts_with(no));
  const Identity middle = make_identity({}, &authority());
  CHECK(verdict(make_identity({}, &middle)).starts_with(no));
}

TEST_CASE("the machine's authorities do not vouch for ours, and ours may stand beside them") {
  HttpClientOptions options;
  CHECK(verdict(localhost(), "localhost", options).starts_with(no));
  options.ca_pem = to_pem(authority().certificate.get());
  CHECK(verdict(localhost(), "localhost", options) == "200");
}

TEST_CASE("a peer that speaks no TLS is no peer") {
  const Server plain([](Peer& peer) { peer.write(answer("hello")); }, nullptr);
  const auto client = make_client();
  const std::string url = "https://localhost:" + std::to_string(plain.port());
  CHECK(outcome(client->send(get(url), {})) ==
        "transport: " + url + ": no tls: wrong version number");
  const Server closing([](Peer&) {}, nullptr);
  const std::string other = "https://localhost:" + std::to_string(closing.port());
  CHECK(outcome(client->send(get(other), {})).starts_with("transport: " + other + ": no tls: "));
}

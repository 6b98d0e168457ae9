#include "net/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "net/support.hpp"

using namespace homeostat;
using net::TlsContext;
using net_test::outcome;

TEST_CASE("a context trusts the machine's authorities, given ones, or both") {
  const std::string own = net_test::to_pem(net_test::authority().certificate.get());
  CHECK(TlsContext::make(true, ""));
  CHECK(TlsContext::make(false, own));
  CHECK(TlsContext::make(true, "# a comment\n" + own + "\n" + own));
}

TEST_CASE("a context that trusts nobody, or what is no certificate, is refused") {
  CHECK(outcome(TlsContext::make(false, "")) ==
        "invalid_config: system_ca is off and ca_pem is empty: trusts nobody");
  const std::string none = "invalid_config: ca_pem: not certificates in PEM form";
  const std::string own = net_test::to_pem(net_test::authority().certificate.get());
  CHECK(outcome(TlsContext::make(false, "/etc/ssl/ca.pem")) == none);
  CHECK(outcome(TlsContext::make(false, own.substr(0, own.size() / 2))) == none);
  CHECK(outcome(TlsContext::make(
            false, own + own.substr(0, own.size() / 2) + "\n-----END CERTIFICATE-----\n")) == none);
}

TEST_CASE("a session asks for a name, but not for an address") {
  const auto tls =
      TlsContext::make(false, net_test::to_pem(net_test::authority().certificate.get()));
  const auto named = (*tls)->make_session(-1, "api.example.com");
  REQUIRE(named);
  CHECK(SSL_get_servername(named->get(), TLSEXT_NAMETYPE_host_name) ==
        std::string("api.example.com"));
  const auto numbered = (*tls)->make_session(-1, "127.0.0.1");
  REQUIRE(numbered);
  CHECK(SSL_get_servername(numbered->get(), TLSEXT_NAMETYPE_host_name) == nullptr);
  CHECK_FALSE((*tls)->make_session(-1, std::string(300, 'a')));
}

TEST_CASE("a reason is taken once") {
  ERR_raise(ERR_LIB_SSL, SSL_R_UNEXPECTED_EOF_WHILE_READING);
  CHECK(net::take_tls_reason("none") == "unexpected eof while reading");
  CHECK(net::take_tls_reason("none") == "none");
}

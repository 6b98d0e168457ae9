#include "net/tls.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <new>

#include "core/base/text.hpp"
#include "net/url.hpp"

namespace homeostat::net {
namespace {

// OpenSSL's own socket BIO writes with write(2), which raises SIGPIPE; this one does not.

int socket_of(BIO* bio) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

int bio_write(BIO* bio, const char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t sent =
      ::send(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && would_block()) BIO_set_retry_write(bio);
  return static_cast<int>(sent);
}

int bio_read(BIO* bio, char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  const ssize_t got = ::recv(socket_of(bio), bytes, static_cast<std::size_t>(size), MSG_DONTWAIT);
  if (got < 0 && would_block()) BIO_set_retry_read(bio);
  return static_cast<int>(got);
}

long bio_control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

int bio_create(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

Status trust_system(SSL_CTX* context) {
  // By name: SSL_CTX_set_default_verify_paths would read the environment.
  const char* file = X509_get_default_cert_file();
  const bool has_file = ::access(file, R_OK) == 0 && SSL_CTX_load_verify_file(context, file) == 1;
  const bool has_folder = SSL_CTX_load_verify_dir(context, X509_get_default_cert_dir()) == 1;
  ERR_clear_error();
  if (has_file || has_folder) return {};
  return Error{ErrorCode::invalid_config, "system_ca: this machine's certificates are not found"};
}

Status trust_pem(SSL_CTX* context, const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  X509_STORE* store = SSL_CTX_get_cert_store(context);
  int count = 0;
  while (X509* certificate = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)) {
    count += X509_STORE_add_cert(store, certificate);
    X509_free(certificate);
  }
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (count > 0 && at_end) return {};
  return Error{ErrorCode::invalid_config, "ca_pem: not certificates in PEM form"};
}

}  // namespace

void FreeSession::operator()(ssl_st* session) const {
  // A farewell, if it can be said without waiting: the peer knows then that nothing was cut.
  if (SSL_is_init_finished(session) == 1) (void)SSL_shutdown(session);
  ERR_clear_error();
  SSL_free(session);
}

std::string take_tls_reason(const std::string& otherwise) {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  std::string text = reason == nullptr ? otherwise : reason;
  ERR_clear_error();
  return text;
}

TlsContext::TlsContext()
    : context_(SSL_CTX_new(TLS_client_method())),
      method_(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "homeostat socket")) {
  if (context_ == nullptr || method_ == nullptr) throw std::bad_alloc();
  BIO_meth_set_write(method_, bio_write);
  BIO_meth_set_read(method_, bio_read);
  BIO_meth_set_ctrl(method_, bio_control);
  BIO_meth_set_create(method_, bio_create);
  SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
  SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_options(context_, SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                 SSL_MODE_RELEASE_BUFFERS);
  constexpr std::array<unsigned char, 9> protocols = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  SSL_CTX_set_alpn_protos(context_, protocols.data(), protocols.size());
}

TlsContext::~TlsContext() {
  SSL_CTX_free(context_);
  BIO_meth_free(method_);
}

Result<std::unique_ptr<TlsContext>> TlsContext::make(bool system_ca, const std::string& ca_pem) {
  std::unique_ptr<TlsContext> tls(new TlsContext);
  ERR_clear_error();
  if (!system_ca && ca_pem.empty()) {
    return Error{ErrorCode::invalid_config, "system_ca is off and ca_pem is empty: trusts nobody"};
  }
  if (system_ca) {
    if (Status trusted = trust_system(tls->context_); !trusted) return trusted.error();
  }
  if (!ca_pem.empty()) {
    if (Status trusted = trust_pem(tls->context_, ca_pem); !trusted) return trusted.error();
  }
  return tls;
}

Result<Session> TlsContext::make_session(int fd, const std::string& host) const {
  Session session(SSL_new(context_));
  BIO* bio = BIO_new(method_);
  if (!session || bio == nullptr) throw std::bad_alloc();
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(fd)));
  SSL_set_bio(session.get(), bio, bio);
  SSL_set_connect_state(session.get());
  SSL_set_hostflags(session.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const bool is_address = is_ip_address(host);
  const bool named =
      is_address ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), host.c_str()) == 1
                 : SSL_set1_host(session.get(), host.c_str()) == 1 &&
                       SSL_set_tlsext_host_name(session.get(), host.c_str()) == 1;
  if (!named) return Error{ErrorCode::invalid_argument, take_tls_reason("the host is no name")};
  return session;
}

}  // namespace homeostat::net

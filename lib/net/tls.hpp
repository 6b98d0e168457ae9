// TLS as a client has it: what is trusted, and sessions over sockets of ours.
#pragma once

#include <memory>
#include <string>

#include <homeostat/result.hpp>

struct ssl_st;
struct ssl_ctx_st;
struct bio_method_st;

namespace homeostat::net {

struct FreeSession {
  void operator()(ssl_st* session) const;
};
using Session = std::unique_ptr<ssl_st, FreeSession>;

/// Sessions live no longer than their context. Thread safety: safe to share.
class TlsContext {
 public:
  /// `invalid_config` for what is no certificate, or when nothing at all would be trusted.
  static Result<std::unique_ptr<TlsContext>> make(bool system_ca, const std::string& ca_pem);
  ~TlsContext();

  /// A session that reads and writes `fd` and will only talk to `host`, a name or an address.
  Result<Session> make_session(int fd, const std::string& host) const;

 private:
  TlsContext();
  ssl_ctx_st* context_ = nullptr;
  bio_method_st* method_ = nullptr;
};

/// What OpenSSL has to say about its last failure on this thread, or `otherwise`; forgets it.
[[nodiscard]] std::string take_tls_reason(const std::string& otherwise);

}  // namespace homeostat::net

// Certificates and keys made while the tests run.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace net_test {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;

/// A certificate with its key, and what signed it (null: itself).
struct Identity {
  Key key;
  Certificate certificate;
};

struct IdentityOptions {
  std::string names = "DNS:localhost,IP:127.0.0.1";  ///< as OpenSSL's subjectAltName; empty: none
  long valid_from_s = -3600;                         ///< seconds from now
  long valid_to_s = 3600;
  bool is_ca = false;
};

Identity make_identity(const IdentityOptions& options, const Identity* issuer);

/// Made once: an authority, and what it gave to this machine.
const Identity& authority();
const Identity& localhost();

std::string to_pem(const X509* certificate);
std::string private_pem(const EVP_PKEY* key);
std::string public_pem(const EVP_PKEY* key);

}  // namespace net_test

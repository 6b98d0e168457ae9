#include "net/certificates.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace net_test {
namespace {

void require(bool holds) {
  if (!holds) throw std::runtime_error("openssl does not make the certificate");
}

void extend(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

template <class Write>
std::string pem(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
  require(write(out.get()) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

}  // namespace

Identity make_identity(const IdentityOptions& options, const Identity* issuer) {
  Identity made{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
  X509* certificate = made.certificate.get();
  require(made.key && certificate != nullptr);
  static long serial = 1;
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate), options.valid_from_s);
  X509_gmtime_adj(X509_getm_notAfter(certificate), options.valid_to_s);
  X509_set_pubkey(certificate, made.key.get());
  const std::string name = options.is_ca ? "test authority" : "test peer";
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  const Identity& signer = issuer == nullptr ? made : *issuer;
  X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
  if (options.is_ca) extend(certificate, NID_basic_constraints, "critical,CA:TRUE");
  if (!options.names.empty()) extend(certificate, NID_subject_alt_name, options.names);
  require(X509_sign(certificate, signer.key.get(), EVP_sha256()) > 0);
  return made;
}

const Identity& authority() {
  static const Identity made = make_identity({.names = "", .is_ca = true}, nullptr);
  return made;
}

const Identity& localhost() {
  static const Identity made = make_identity({}, &authority());
  return made;
}

std::string to_pem(const X509* certificate) {
  return pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate); });
}

std::string private_pem(const EVP_PKEY* key) {
  return pem([&](BIO* out) {
    return PEM_write_bio_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string public_pem(const EVP_PKEY* key) {
  return pem([&](BIO* out) { return PEM_write_bio_PUBKEY(out, key); });
}

}  // namespace net_test

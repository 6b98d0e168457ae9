#include <homeostat/net/openssl_signer.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <new>

#include "core/base/format.hpp"

namespace homeostat {
namespace {

constexpr int rsa_bits_min = 2048;
/// A key in PEM form, generously: 16 384 bits of RSA are 13 KiB.
constexpr std::size_t pem_bytes_max = 64 * 1024;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Bio = std::unique_ptr<BIO, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

Error invalid(std::string message) {
  return Error{ErrorCode::invalid_argument, std::move(message)};
}

Status check(const CallContext& context) {
  if (context.stop.stop_requested()) return Error{ErrorCode::cancelled, "stop was requested"};
  if (context.timeout <= Milliseconds{0}) return Error{ErrorCode::timeout, "no time is left"};
  return {};
}

/// For an encrypted key: the answer to the question for its password, which nobody else shall ask.
int no_password(char*, int, int, void*) { return -1; }

enum class Half { for_signing, for_verifying };

Result<Key> read_key(SignatureAlgorithm algorithm, Half half, std::string_view pem) {
  const bool rsa = algorithm == SignatureAlgorithm::rs256;
  const std::string_view what = half == Half::for_signing ? "private key" : "public key";
  if (pem.size() > pem_bytes_max) {
    return invalid(
        base::format("the {} is of {} bytes, limit is {}", what, pem.size(), pem_bytes_max));
  }
  const Bio text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (!text) throw std::bad_alloc();
  Key key(half == Half::for_signing
              ? PEM_read_bio_PrivateKey(text.get(), nullptr, no_password, nullptr)
              : PEM_read_bio_PUBKEY(text.get(), nullptr, no_password, nullptr));
  ERR_clear_error();
  if (!key) return invalid(base::format("the {} is not one in pem form without password", what));
  if (EVP_PKEY_get_base_id(key.get()) != (rsa ? EVP_PKEY_RSA : EVP_PKEY_ED25519)) {
    return invalid(base::format("the {} is not of {}", what, rsa ? "rsa" : "ed25519"));
  }
  if (rsa && EVP_PKEY_get_bits(key.get()) < rsa_bits_min) {
    return invalid(base::format("the {} has {} bits, at least {} are needed", what,
                                EVP_PKEY_get_bits(key.get()), rsa_bits_min));
  }
  return key;
}

const EVP_MD* digest_of(SignatureAlgorithm algorithm) {
  return algorithm == SignatureAlgorithm::rs256 ? EVP_sha256() : nullptr;
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Result<std::string> OpensslSigner::sign(const SignRequest& request, const CallContext& context) {
  if (Status fine = check(context); !fine) return fine.error();
  const auto key = read_key(request.algorithm, Half::for_signing, request.private_key_pem);
  if (!key) return key.error();
  const Context signing(EVP_MD_CTX_new());
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key->get()));
  std::string signature(size, '\0');
  const bool made =
      signing &&
      EVP_DigestSignInit(signing.get(), nullptr, digest_of(request.algorithm), nullptr,
                         key->get()) == 1 &&
      EVP_DigestSign(signing.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes(request.message), request.message.size()) == 1;
  ERR_clear_error();
  if (!made) return Error{ErrorCode::internal, "openssl does not sign"};
  signature.resize(size);
  return signature;
}

Result<bool> OpensslSigner::verify(const VerifyRequest& request, const CallContext& context) {
  if (Status fine = check(context); !fine) return fine.error();
  const auto key = read_key(request.algorithm, Half::for_verifying, request.public_key_pem);
  if (!key) return key.error();
  const Context verifying(EVP_MD_CTX_new());
  const bool holds =
      verifying &&
      EVP_DigestVerifyInit(verifying.get(), nullptr, digest_of(request.algorithm), nullptr,
                           key->get()) == 1 &&
      EVP_DigestVerify(verifying.get(), bytes(request.signature), request.signature.size(),
                       bytes(request.message), request.message.size()) == 1;
  ERR_clear_error();
  return holds;
}

}  // namespace homeostat

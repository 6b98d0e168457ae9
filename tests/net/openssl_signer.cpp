#include <homeostat/net/openssl_signer.hpp>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "core/base/text.hpp"
#include "net/certificates.hpp"
#include "net/support.hpp"

using namespace homeostat;
using net_test::outcome;

namespace {

OpensslSigner signer;

/// RFC 8032, 7.1: the keys of the test vectors are 32 bytes; DER puts a fixed head before them.
std::string pem_of(const std::string& kind, const std::string& der_head, const std::string& key) {
  return "-----BEGIN " + kind + " KEY-----\n" + base::base64(*base::from_hex(der_head + key)) +
         "\n-----END " + kind + " KEY-----\n";
}

struct Vector {
  std::string private_key;
  std::string public_key;
  std::string message;
  std::string signature;
};

net_test::Key rsa(unsigned bits) { return net_test::Key(EVP_RSA_gen(bits)); }

}  // namespace

TEST_CASE("ed25519 gives the signatures of RFC 8032") {
  const std::vector<Vector> vectors = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
       "f9b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
       "f11d8c387b2eaeb4302aeeb00d291612bb0c00"}};
  for (const Vector& vector : vectors) {
    const std::string secret =
        pem_of("PRIVATE", "302e020100300506032b657004220420", vector.private_key);
    const std::string open = pem_of("PUBLIC", "302a300506032b6570032100", vector.public_key);
    const std::string message = *base::from_hex(vector.message);
    const auto made = signer.sign({SignatureAlgorithm::ed25519, secret, message}, {});
    REQUIRE(made);
    CHECK(base::hex(*made) == vector.signature);
    CHECK(*signer.verify({SignatureAlgorithm::ed25519, open, message, *made}, {}));
  }
}

TEST_CASE("rs256 is what openssl's own verification takes, by a key in either form") {
  const net_test::Key key = rsa(2048);
  const std::string message = "header.payload";
  const auto made =
      signer.sign({SignatureAlgorithm::rs256, net_test::private_pem(key.get()), message}, {});
  REQUIRE(made);
  CHECK(made->size() == 256);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  REQUIRE(EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key.get()) == 1);
  CHECK(EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(made->data()),
                         made->size(), reinterpret_cast<const unsigned char*>(message.data()),
                         message.size()) == 1);
  EVP_MD_CTX_free(context);

  BIO* out = BIO_new(BIO_s_mem());
  REQUIRE(PEM_write_bio_PrivateKey_traditional(out, key.get(), nullptr, nullptr, 0, nullptr,
                                               nullptr) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out, &data);
  const std::string pkcs1(data, static_cast<std::size_t>(size));
  BIO_free(out);
  CHECK(pkcs1.starts_with("-----BEGIN RSA PRIVATE"));
  CHECK(*signer.sign({SignatureAlgorithm::rs256, pkcs1, message}, {}) == *made);
}

TEST_CASE("a key that is too weak, too long, locked or of another kind is named so") {
  const std::string weak = net_test::private_pem(rsa(1024).get());
  CHECK(outcome(signer.sign({SignatureAlgorithm::rs256, weak, "m"}, {})) ==
        "invalid_argument: the private key has 1024 bits, at least 2048 are needed");
  const std::string ec = net_test::private_pem(net_test::localhost().key.get());
  CHECK(outcome(signer.sign({SignatureAlgorithm::rs256, ec, "m"}, {})) ==
        "invalid_argument: the private key is not of rsa");
  const std::string open = net_test::public_pem(net_test::localhost().key.get());
  CHECK(outcome(signer.verify({SignatureAlgorithm::ed25519, open, "m", "s"}, {})) ==
        "invalid_argument: the public key is not of ed25519");
  const std::string longer(64 * 1024 + 1, 'x');
  CHECK(outcome(signer.sign({SignatureAlgorithm::rs256, longer, "m"}, {})) ==
        "invalid_argument: the private key is of 65537 bytes, limit is 65536");
  const std::string none =
      "invalid_argument: the public key is not one in pem form without "
      "password";
  CHECK(outcome(signer.verify({SignatureAlgorithm::rs256, "x", "m", "s"}, {})) == none);

  BIO* out = BIO_new(BIO_s_mem());
  const net_test::Key& key = net_test::localhost().key;
  const std::string password = "word";
  REQUIRE(PEM_write_bio_PKCS8PrivateKey(out, key.get(), EVP_aes_128_cbc(), password.data(),
                                        static_cast<int>(password.size()), nullptr, nullptr) == 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out, &data);
  const std::string locked(data, static_cast<std::size_t>(size));
  BIO_free(out);
  CHECK(outcome(signer.sign({SignatureAlgorithm::rs256, locked, "m"}, {})) ==
        "invalid_argument: the private key is not one in pem form without password");
}

TEST_CASE("nothing is left on openssl's list of errors") {
  ERR_clear_error();
  (void)signer.sign({SignatureAlgorithm::rs256, "x", "m"}, {});
  CHECK(ERR_peek_error() == 0);
}

#pragma once

/// Signatures by keys: RS256 for tokens of a GitHub App, Ed25519 for pattern packs.

#include <string>
#include <string_view>

#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

enum class SignatureAlgorithm {
  rs256,    ///< RSASSA-PKCS1-v1_5 with SHA-256; keys of 2 048 bits or more
  ed25519,  ///< RFC 8032, pure
};

struct SignRequest {
  SignatureAlgorithm algorithm = SignatureAlgorithm::rs256;
  std::string_view private_key_pem;  ///< PKCS#8, or PKCS#1 for RSA; not encrypted
  std::string_view message;
};

struct VerifyRequest {
  SignatureAlgorithm algorithm = SignatureAlgorithm::rs256;
  std::string_view public_key_pem;  ///< SubjectPublicKeyInfo: "BEGIN PUBLIC KEY"
  std::string_view message;
  std::string_view signature;  ///< raw bytes
};

/// Errors: `invalid_argument` for a key that cannot be read, is of another algorithm, or too
/// weak; never a word of the key in the message. Thread safety: implementations are safe to share.
class Signer {
 public:
  virtual ~Signer() = default;
  /// Raw bytes, not encoded.
  virtual Result<std::string> sign(const SignRequest& request, const CallContext& context) = 0;
  /// False: the signature is not of this message by this key, whatever it looks like.
  virtual Result<bool> verify(const VerifyRequest& request, const CallContext& context) = 0;
};

}  // namespace homeostat

#pragma once

/// The built-in Signer, by OpenSSL.
///
/// ```cpp
/// #include <homeostat/net/openssl_signer.hpp>
/// homeostat::Result<std::string> sign_token(std::string_view key_pem, std::string_view token) {
///   homeostat::OpensslSigner signer;
///   return signer.sign({homeostat::SignatureAlgorithm::rs256, key_pem, token}, {});
/// }
/// ```

#include <homeostat/ports/signer.hpp>

namespace homeostat {

/// Holds nothing. Thread safety: safe to share.
class OpensslSigner : public Signer {
 public:
  Result<std::string> sign(const SignRequest& request, const CallContext& context) override;
  Result<bool> verify(const VerifyRequest& request, const CallContext& context) override;
};

}  // namespace homeostat

// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104), so that the core needs no cryptographic
// library. For ids, digests and markers; not for secrets that a timing could give away.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace homeostat::base {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// Takes the input in pieces. Thread safety: distinct objects are safe.
class Sha256 {
 public:
  void update(std::string_view bytes);
  /// Of all input until now. The object may go on.
  [[nodiscard]] Sha256Digest digest() const;

 private:
  void process_block(const std::uint8_t* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_{};
  std::size_t block_used_ = 0;
  std::uint64_t bytes_ = 0;
};

[[nodiscard]] Sha256Digest sha256(std::string_view bytes);
/// 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

[[nodiscard]] Sha256Digest hmac_sha256(std::string_view key, std::string_view message);
[[nodiscard]] std::string hmac_sha256_hex(std::string_view key, std::string_view message);

}  // namespace homeostat::base

// The table behind Pseudonyms.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <homeostat/privacy.hpp>

#include "core/privacy/spans.hpp"

namespace homeostat::privacy {

struct KindNames {
  std::string_view public_name;  ///< of Redaction::kind
  std::string_view token;        ///< "EMAIL" of "[EMAIL_1]"
  std::string_view compat;       ///< the predecessor's
};
[[nodiscard]] const KindNames& names_of(Kind kind) noexcept;

/// A secret: it must not be written where it did not stand.
[[nodiscard]] bool is_credential(Kind kind) noexcept;

/// What the predecessor would have written for a span.
[[nodiscard]] std::string_view compat_token(const Span& span) noexcept;

/// Which form of names a text does not hold: 1 is "[EMAIL_1]", 2 is "[EMAIL_1_2]", …
[[nodiscard]] std::uint64_t free_form(std::string_view text);

/// The bytes of the line ends in a value: they stay where it stood.
[[nodiscard]] std::size_t line_end_bytes(std::string_view value) noexcept;

}  // namespace homeostat::privacy

namespace homeostat {

struct Pseudonyms::Table {
  struct Value {
    std::string bytes;
    std::uint32_t number = 0;  ///< 1 of "[EMAIL_1]"
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Index = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

  /// The index of a value, which is new or known.
  std::uint32_t value_of(privacy::Kind kind, std::string_view bytes);
  /// Overwrites everything that it holds.
  void wipe() noexcept;

  std::vector<Value> values;
  Index exact;   ///< token and bytes → index into values
  Index folded;  ///< token and the value in lower case where its case means nothing → number
  std::map<std::string_view, std::uint32_t> last;  ///< number given to each token
  std::string key;                                 ///< built here to save allocations
};

}  // namespace homeostat

// The one-line fields of a report that hold several things: title, product, occurrences, place.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace homeostat::intake {

/// "[Product] Type: message". The type ends at the first ": ", so that it may hold "::".
struct TitleParts {
  std::string_view product;
  std::string_view error_type;
  std::string_view message;
};
/// None unless all three are there.
[[nodiscard]] std::optional<TitleParts> parse_title(std::string_view title);

/// "Name v1.2.3" and "Name 1.2.3" without and with their version. An old name of a product is
/// given as the one it has now.
struct ProductParts {
  std::string_view name;
  std::string_view version;  ///< without the "v"; empty: none
};
[[nodiscard]] ProductParts parse_product(std::string_view text);

/// "5/5 (threshold)" is 5. 1 for what does not begin with a number from 1 to 10^9.
[[nodiscard]] std::int64_t parse_occurrences(std::string_view text);

}  // namespace homeostat::intake

// What a plain YAML scalar means: only what every reader of YAML reads in the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeostat::runtime {

struct ScalarMeaning {
  std::string json;                  ///< its JSON text
  std::optional<std::string> fault;  ///< instead of `json`: why it is refused
};

/// Null is not asked for here.
[[nodiscard]] ScalarMeaning meaning_of_plain(std::string_view text);

}  // namespace homeostat::runtime

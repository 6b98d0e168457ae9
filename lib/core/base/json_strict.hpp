// Reads JSON that people write: duplicate keys, which Boost's own parser keeps silently, are
// faults, and a fault knows where it stands.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.hpp"

namespace homeostat::base {

struct JsonFault {
  std::string pointer;     ///< JSON pointer of the value or key; "" is the whole text
  std::size_t offset = 0;  ///< bytes into the text, at or shortly behind the fault
  std::string message;     ///< one line, lower case
};

struct JsonParsed {
  boost::json::value value;  ///< null if there is a fault
  std::optional<JsonFault> fault;
};

/// Strict JSON in valid UTF-8 and nothing behind it. Linear in the text's size.
[[nodiscard]] JsonParsed parse_json_strict(std::string_view text, std::size_t depth_max = 32);

/// One token of a JSON pointer with its slash: `a/b` → `/a~1b`.
[[nodiscard]] std::string json_pointer_token(std::string_view key);

}  // namespace homeostat::base

// A bounded JSON reader that says where a text goes wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.hpp"

namespace homeostat::intake {

inline constexpr std::size_t json_depth_max = 64;

struct ParsedJson {
  std::optional<boost::json::value> value;
  std::string error;  ///< "… in line 3, column 7", if there is no value
};
[[nodiscard]] ParsedJson parse_json(std::string_view text);

/// The member of an object; null if `value` is no object or has no such member.
[[nodiscard]] const boost::json::value* find_member(const boost::json::value* value,
                                                    std::string_view name);
/// The elements of an array, or of the "values" of an object; null if there are none.
[[nodiscard]] const boost::json::array* find_values(const boost::json::value* value);
/// A text, or a number written out; empty for anything else.
[[nodiscard]] std::string text_of(const boost::json::value* value);
/// A positive number that fits; else 0.
[[nodiscard]] int number_of(const boost::json::value* value);

}  // namespace homeostat::intake

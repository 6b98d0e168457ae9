// JSON text from values, with what Boost's serializer leaves out: numbers as people write them
// (0.8, not 8E-1), invalid UTF-8 replaced, never a raw control character.
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.hpp"

namespace homeostat::base {

enum class JsonLayout { compact, indented };

/// `compact` has no line end; `indented` has two spaces a level and ends in "\n". A number that
/// is not finite prints as null.
[[nodiscard]] std::string print_json(const boost::json::value& value,
                                     JsonLayout layout = JsonLayout::compact);

/// `text` as a JSON string with its quotes.
[[nodiscard]] std::string quote_json(std::string_view text);

}  // namespace homeostat::base

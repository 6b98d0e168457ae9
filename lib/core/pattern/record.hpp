// Patterns as JSON objects: one form for the store's records and for library files.
#pragma once

#include <optional>
#include <string_view>

#include <homeostat/pattern.hpp>

#include "core/base/json.hpp"

namespace homeostat::pattern {

[[nodiscard]] std::optional<PatternState> find_state(std::string_view name) noexcept;

[[nodiscard]] boost::json::object to_object(const Pattern& learned);

/// A record with an `edit` of ours. Unknown keys, numbers out of range, an edit that may not be
/// used and an id that is not the content's hash are invalid_argument.
[[nodiscard]] Result<Pattern> from_object(const boost::json::object& object);

/// An entry of the predecessor: a stored diff, abstracted. Its confidence was typed, not earned,
/// so it starts without evidence.
[[nodiscard]] Result<Pattern> from_stored_diff(const boost::json::object& object);

}  // namespace homeostat::pattern

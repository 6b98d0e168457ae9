// Words that mean the same in every program of a language: built-in functions, members of its
// standard types. A pattern may carry them from one file to another; any other name it may not.
#pragma once

#include <string_view>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

[[nodiscard]] bool is_vocabulary(Family family, std::string_view word) noexcept;

/// One that means the same without an object before it. `items` is a member of every map, but
/// alone it is a name of the program.
[[nodiscard]] bool is_global_word(Family family, std::string_view word) noexcept;

/// The type whose member this is, if it is typical for one: "array", "text", "map"; else empty.
/// An edit that brings a default of its own (an empty list) suits all members of that type.
[[nodiscard]] std::string_view member_class(Family family, std::string_view word) noexcept;

/// Is it a constant that means the same anywhere: 0, 1, an empty text?
[[nodiscard]] bool is_plain_constant(std::string_view token) noexcept;

}  // namespace homeostat::pattern

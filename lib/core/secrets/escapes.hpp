// Escapes in front of a value, which are no part of it: "\nghp_…", "%3Dghp_…", "\u0022ghp_…".
#pragma once

#include <cstddef>
#include <string_view>

namespace homeostat::secrets {

/// Where the value begins in a run of word bytes that begins at `at`, perhaps with the end of an
/// escape.
[[nodiscard]] std::size_t behind_escape(std::string_view text, std::size_t at) noexcept;

/// May a token begin at `at`: is what stands in front of it no part of the same word?
[[nodiscard]] bool begins_after_escape(std::string_view text, std::size_t at) noexcept;

}  // namespace homeostat::secrets

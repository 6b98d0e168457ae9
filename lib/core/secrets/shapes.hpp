// Tokens without a prefix, told by their shape: parts of fixed lengths, marks in the middle or at
// the end.
#pragma once

#include "core/secrets/hit.hpp"

namespace homeostat::secrets {

/// A token of which the run is a part; length 0: none.
[[nodiscard]] Hit shaped_token(const Input& input, const WordRun& run);

}  // namespace homeostat::secrets

// The scan itself, with a first stage of the caller's choice: so that both can be compared.
#pragma once

#include <vector>

#include "core/secrets/hit.hpp"
#include "core/secrets/prefilter.hpp"

namespace homeostat::secrets {

/// In order of offset, not overlapping.
[[nodiscard]] std::vector<Hit> scan(const Input& input, MaskFunction masks);

}  // namespace homeostat::secrets

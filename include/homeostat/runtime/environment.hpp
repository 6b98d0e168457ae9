#pragma once

/// The variables of this process, as apply_environment takes them.

#include <vector>

#include <homeostat/config.hpp>

namespace homeostat {

/// A copy. Nothing may change the environment meanwhile.
[[nodiscard]] std::vector<EnvironmentVariable> process_environment();

}  // namespace homeostat

// The landlock layer: which files the command may see, as a ruleset that it takes on before it
// starts. Nothing of the kernel's newer than what runs is asked for.
#pragma once

#include <string>
#include <vector>

#include <homeostat/result.hpp>

#include "process/fd.hpp"

namespace homeostat::sandbox {

struct LandlockRules {
  std::vector<std::string> readable{};  ///< read and execute, with all below; missing ones are not
  std::vector<std::string> writable{};  ///< everything but making devices
  bool network = false;                 ///< TCP is left alone
};

/// The version that the running kernel knows; 0: none.
[[nodiscard]] int landlock_version();

/// A ruleset for process::SpawnRequest. `unsupported`: the kernel has no Landlock.
Result<process::Fd> make_landlock(const LandlockRules& rules);

}  // namespace homeostat::sandbox

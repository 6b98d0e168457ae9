#pragma once

/// The run's snapshot of the pattern library.

#include <homeostat/pattern.hpp>
#include <vector>

#include "core/engine/walk.hpp"

namespace homeostat::engine {

/// Adds the store's patterns to the session's library. A record that cannot be read is a warning
/// of the run.
Status load_patterns(Session& session);

/// Puts a pattern in the place of the one with its id, or at the end. Linear in the library only
/// when a pattern changes, which is at most once per try.
void replace_pattern(std::vector<Pattern>& library, Pattern pattern);

}  // namespace homeostat::engine

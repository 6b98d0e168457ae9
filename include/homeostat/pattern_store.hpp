#pragma once

/// Patterns in the state store: the truth, of which a run's library is a snapshot. The modes that
/// may learn are the caller's matter (the engine: production only).

#include <cstddef>
#include <homeostat/pattern.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>
#include <vector>

namespace homeostat {

/// What can be read, and what could not: one damaged record does not hide the others.
struct LoadedPatterns {
  std::vector<Pattern> patterns;  ///< in order of id
  std::vector<Error> damaged;     ///< each names its record
};
Result<LoadedPatterns> load_patterns(StateStore& store, const CallContext& context);

/// Adds an outcome to the stored pattern, or stores `pattern` with it. Gives what is stored then.
Result<Pattern> record_pattern_outcome(StateStore& store, const Pattern& pattern, bool held,
                                       Time now, const CallContext& context);

/// Stores patterns whose id is not there yet; those that are stay as they are. Gives how many
/// were new.
Result<std::size_t> import_patterns(StateStore& store, const std::vector<Pattern>& patterns,
                                    const CallContext& context);

}  // namespace homeostat

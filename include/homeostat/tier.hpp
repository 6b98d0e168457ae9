#pragma once

/// Which tier of models an error goes to.

#include <string>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/diagnosis.hpp>

namespace homeostat {

struct TierChoice {
  int tier = 3;        ///< 1 to 3
  std::string reason;  ///< one line
};

/// Sensitivity first, whatever is forced; then the forced tier; then no place or file → 3, frames
/// ≤ 5 in 1 file → 1, frames < 15 in ≤ 3 files → 2, else 3. Frames are the report's in-project
/// frames, with or without a column.
[[nodiscard]] TierChoice choose_tier(const ErrorReport& report, bool sensitive, int force_tier);

/// Any in-project frame's file, or a diagnosed location, is a sensitive path.
[[nodiscard]] bool is_sensitive(const ErrorReport& report, const std::vector<Location>& locations);

/// The price row of a model; null: not listed, so it must not be called.
[[nodiscard]] const ModelConfig* find_model(const Config& config, const ModelId& id);

}  // namespace homeostat

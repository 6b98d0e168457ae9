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

/// Sensitivity first, whatever is forced → 3; then the forced tier (0: none; others than 1 and 2
/// are 3); then by the in-project frames, with or without a column: none → 3; counting the
/// headline as a line too, at most 5 lines in 1 file → 1, at most 14 lines in 3 files → 2, else 3.
[[nodiscard]] TierChoice choose_tier(const ErrorReport& report, bool sensitive, int force_tier);

/// Any in-project frame's file, or a diagnosed location, is a sensitive path.
[[nodiscard]] bool is_sensitive(const ErrorReport& report, const std::vector<Location>& locations);

/// The price row of a model; null: not listed, so it must not be called.
[[nodiscard]] const ModelConfig* find_model(const Config& config, const ModelId& id);

}  // namespace homeostat

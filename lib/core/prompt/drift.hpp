// A place for an edit whose context is not quite that of the file.
#pragma once

#include <vector>

#include "core/prompt/placement.hpp"

namespace homeostat::prompt {

struct DriftResult {
  AnchorOutcome outcome = AnchorOutcome::not_found;
  Placement placement;
};

/// The one place where all lines that go away stand together, and most of the others around them:
/// up to eight lines of the file may be missing in the answer at a stretch, and lines of context
/// may read otherwise where their number agrees. A line that the file lacks altogether is no
/// context but an addition that lost its mark: such an answer has no place. Bounded: edits of up
/// to 200 lines, places of lines that stand up to eight times.
[[nodiscard]] DriftResult find_drifted(const FileLines& file, const Change& change);

}  // namespace homeostat::prompt

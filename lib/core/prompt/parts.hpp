// An edit of which the answer shows only parts, with lines of dots between them.
#pragma once

#include "core/prompt/placement.hpp"

namespace homeostat::prompt {

/// Both sides are cut at their elisions; the parts pair up in order. Each part that changes must
/// stand at one place of the file: of all, between its neighbours, or within the block that the
/// part in front of it begins. Those that stay only have to stand somewhere.
[[nodiscard]] Anchored place_parts(const FileLines& file, const LineViews& search,
                                   const LineViews& replace);

}  // namespace homeostat::prompt

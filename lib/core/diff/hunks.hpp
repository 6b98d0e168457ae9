// Reads the hunks of one file of a patch.
#pragma once

#include <vector>

#include <homeostat/patch.hpp>
#include <homeostat/result.hpp>

#include "core/diff/cursor.hpp"

namespace homeostat::diff {

/// Reads hunks as long as lines begin with "@@". The header's counts say how many lines a hunk
/// has, so that no line of a hunk is ever taken for a header or the other way round. Hunks must be
/// in the order of the file and must not overlap on its old side; the new side's line numbers are
/// taken as they are, since only applying can tell whether they are right.
Result<std::vector<Hunk>> parse_hunks(Cursor& cursor);

}  // namespace homeostat::diff

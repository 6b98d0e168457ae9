// Moves groups of changed lines to where a reader expects them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/diff/edit_script.hpp"
#include "core/diff/lines.hpp"

namespace homeostat::diff {

/// One side of a comparison: its lines, and a number for each that is equal for equal lines.
struct Side {
  const Lines& lines;
  const std::vector<std::uint32_t>& ids;
};

/// Where the line in front of a group of changes equals the group's last line, the group can move
/// up by one line (and down the other way round) without another meaning. Each group is moved
/// - to a place where the other side changes too, so that the two become one change; else
/// - to the place that reads best: with its edges at blank lines and at low indentation.
/// Groups that meet on their way become one. The length of the script stays.
void slide_groups(const Side& before, const Side& after, EditScript& script);

}  // namespace homeostat::diff

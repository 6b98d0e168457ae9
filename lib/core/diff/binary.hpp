// Passes over the payload of a "GIT binary patch".
#pragma once

#include <homeostat/result.hpp>

#include "core/diff/cursor.hpp"

namespace homeostat::diff {

/// Stands behind "GIT binary patch"; goes behind its one or two payloads. Only their form is
/// checked (line lengths and alphabet), so that nothing else can hide in them.
Status skip_binary_patch(Cursor& cursor);

}  // namespace homeostat::diff

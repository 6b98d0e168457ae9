// Reads one file of a patch: its header, and then its hunks.
#pragma once

#include <homeostat/patch.hpp>
#include <homeostat/result.hpp>

#include "core/diff/cursor.hpp"

namespace homeostat::diff {

/// At a line "diff --git …".
Result<FilePatch> parse_git_file(Cursor& cursor);

/// At a line "--- …" that a line "+++ …" follows.
Result<FilePatch> parse_plain_file(Cursor& cursor);

}  // namespace homeostat::diff

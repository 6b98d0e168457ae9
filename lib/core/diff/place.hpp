// Finds out where in a file the hunks of a patch belong.
#pragma once

#include <cstdint>
#include <vector>

#include <homeostat/patch.hpp>
#include <homeostat/result.hpp>

#include "core/diff/lines.hpp"

namespace homeostat::diff {

/// Lines [begin, end) of the file are the old side of the hunk.
struct Placement {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::int64_t offset_lines = 0;  ///< from where the hunk says that it belongs
  bool whitespace = false;        ///< only if runs of white space count as equal
};

/// A place for each hunk, or the reason why the first that has none has none. Rules:
/// - The place that the hunk states, if it fits there exactly. Strict callers get no other.
/// - A hunk fits where its old lines stand and no earlier hunk does. As in git, one that begins at
///   line 1 fits at the begin of the file only, and one that lacks context behind its last change
///   fits at the end only; but a file patch without any context is one of `git diff -U0`, and
///   its hunks are not bound so.
/// - Lenient callers get another place if it is the only one, white space compared as git's
///   --ignore-whitespace does. Git would take the nearest of several: here they are an error.
/// - Once a hunk has moved, the stated places behind it mean nothing: the following hunks need an
///   only place too.
Result<std::vector<Placement>> place_hunks(const Lines& file, const std::vector<Hunk>& hunks,
                                           bool lenient);

}  // namespace homeostat::diff

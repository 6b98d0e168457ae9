// Lines that stand for others: "...", "// ... existing code ...".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace homeostat::prompt {

using LineViews = std::vector<std::string_view>;

/// Three dots alone or in a comment, perhaps with words as "rest of the function unchanged"; or a
/// comment of such words alone.
[[nodiscard]] bool is_elision(std::string_view line);

/// The first elision of `lines` that no line of `known` repeats; npos: none. A body that is "..."
/// alone, as Python has it, is none.
[[nodiscard]] std::size_t find_elision(const LineViews& lines, const LineViews& known);

/// The parts between elisions; those at the ends mean nothing and vanish.
[[nodiscard]] std::vector<LineViews> split_at_elisions(const LineViews& lines);

/// `lines` with every elision replaced by the lines of `whole` that it stands for: those between
/// the lines in front of and behind it, which must stand in `whole` at one place. None: they do
/// not. Linear.
[[nodiscard]] std::optional<LineViews> fill_elisions(const LineViews& lines,
                                                     const LineViews& whole);

}  // namespace homeostat::prompt

#include "core/prompt/anchor.hpp"

#include <algorithm>
#include <optional>

#include "core/base/text.hpp"
#include "core/prompt/drift.hpp"
#include "core/prompt/elision.hpp"
#include "core/prompt/parts.hpp"
#include "core/prompt/placement.hpp"

namespace homeostat::prompt {
namespace {

LineViews views_of(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

bool is_blank(std::string_view line) { return base::trim(line).empty(); }

// Blank lines at the ends of what is searched say nothing about the place.
struct Trimmed {
  LineViews lines;
  std::size_t front = 0;
  std::size_t behind = 0;
};
Trimmed without_blank_ends(const LineViews& lines) {
  Trimmed trimmed;
  while (trimmed.front < lines.size() && is_blank(lines[trimmed.front]))
    ++trimmed.front;
  while (trimmed.behind < lines.size() - trimmed.front &&
         is_blank(lines[lines.size() - 1 - trimmed.behind])) {
    ++trimmed.behind;
  }
  trimmed.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(trimmed.front),
                       lines.end() - static_cast<std::ptrdiff_t>(trimmed.behind));
  return trimmed;
}

// The new lines without the blank ones that were cut from the searched ends, if they have them.
LineViews inner_part(const LineViews& replace, const Trimmed& bare) {
  const Trimmed own = without_blank_ends(replace);
  const std::size_t front = std::min(own.front, bare.front);
  const std::size_t behind = std::min(own.behind, bare.behind);
  return {replace.begin() + static_cast<std::ptrdiff_t>(front),
          replace.end() - static_cast<std::ptrdiff_t>(std::min(behind, replace.size() - front))};
}

// An empty file is the only one in which nothing stands at one place.
Anchored fill_empty(const FileLines& file, const LineViews& replace) {
  if (!file.raw.empty()) return {AnchorOutcome::ambiguous, {}, 0};
  Anchored out{AnchorOutcome::applied, {}, replace.size()};
  for (const std::string_view line : replace)
    out.text += std::string(line) + "\n";
  if (out.text.empty()) out.outcome = AnchorOutcome::unchanged;
  return out;
}

// One of several equal places, if the edit says which.
std::optional<std::size_t> choose(const std::vector<std::size_t>& places, const TextEdit& edit,
                                  std::size_t offset) {
  if (places.size() == 1) return places.front();
  const std::size_t hint = static_cast<std::size_t>(edit.line_hint - 1) + offset;
  if (edit.line_hint > 0 && std::find(places.begin(), places.end(), hint) != places.end()) {
    return hint;
  }
  const auto below = std::lower_bound(places.begin(), places.end(), edit.not_above);
  if (places.end() - below == 1) return *below;
  return std::nullopt;
}

std::optional<Anchored> attempt(const FileLines& file, const Change& change, const TextEdit& edit,
                                Strictness strictness, std::size_t offset) {
  const auto places = find_lines(file.bare, change.search, strictness);
  if (places.empty()) return std::nullopt;
  const auto place = choose(places, edit, offset);
  if (!place) return Anchored{AnchorOutcome::ambiguous, {}, 0};
  return splice(file, change, contiguous(*place, change.search.size(), strictness));
}

// The searched lines as they are.
Anchored place_whole(const FileLines& file, const Change& change, const TextEdit& edit) {
  const Trimmed bare = without_blank_ends(change.search);
  if (bare.lines.empty()) return fill_empty(file, change.replace);
  std::optional<Change> inner;
  if (bare.front + bare.behind > 0) {
    inner = make_change(bare.lines, inner_part(change.replace, bare));
  }
  for (const Strictness strictness :
       {Strictness::exact, Strictness::spacing, Strictness::indentation}) {
    if (auto done = attempt(file, change, edit, strictness, 0)) return *std::move(done);
    if (!inner) continue;
    if (auto done = attempt(file, *inner, edit, strictness, bare.front)) return *std::move(done);
  }
  const Change& change_to_drift = inner ? *inner : change;
  DriftResult drifted = find_drifted(file, change_to_drift);
  if (drifted.outcome == AnchorOutcome::ambiguous) return {AnchorOutcome::ambiguous, {}, 0};
  if (drifted.outcome == AnchorOutcome::not_found) return {};
  return splice(file, change_to_drift, drifted.placement).value_or(Anchored{});
}

bool holds_elision(const LineViews& lines) {
  return std::any_of(lines.begin(), lines.end(), is_elision);
}

}  // namespace

Anchored apply_edit(std::string_view content, const TextEdit& edit) {
  const FileLines file(content);
  const Change change = make_change(views_of(edit.search), views_of(edit.replace));
  const bool leaves_out = find_elision(change.replace, change.search) != std::string_view::npos;
  if (leaves_out && !holds_elision(change.search)) {
    auto filled = fill_elisions(change.replace, change.search);
    if (!filled) return {};
    return place_whole(file, make_change(change.search, *std::move(filled)), edit);
  }
  if (!leaves_out) {
    Anchored whole = place_whole(file, change, edit);
    if (whole.outcome != AnchorOutcome::not_found) return whole;
  }
  if (!holds_elision(change.search)) return {};
  return place_parts(file, change.search, change.replace);
}

}  // namespace homeostat::prompt

#include "core/prompt/parts.hpp"

#include <algorithm>
#include <optional>

#include "core/base/text.hpp"
#include "core/prompt/drift.hpp"
#include "core/prompt/elision.hpp"
#include "core/prompt/indent.hpp"

namespace homeostat::prompt {
namespace {

constexpr std::size_t parts_max = 32;  // each one costs a walk over the file

struct Part {
  LineViews search;
  LineViews replace;
  std::vector<std::size_t> places;
  Strictness strictness = Strictness::exact;
  std::ptrdiff_t place = lost;
  std::optional<Placement> drifted;  ///< of a part that stands nowhere as it is

  [[nodiscard]] bool changes() const { return search != replace; }
  [[nodiscard]] std::ptrdiff_t end() const {
    if (drifted) return *std::max_element(drifted->line_of.begin(), drifted->line_of.end()) + 1;
    return place + static_cast<std::ptrdiff_t>(search.size());
  }
};

void find_places(const FileLines& file, Part& part) {
  for (const Strictness strictness :
       {Strictness::exact, Strictness::spacing, Strictness::indentation}) {
    part.places = find_lines(file.bare, part.search, strictness);
    part.strictness = strictness;
    if (!part.places.empty()) return;
  }
  DriftResult result = find_drifted(file, make_change(part.search, part.replace));
  if (result.outcome != AnchorOutcome::applied) return;
  const auto& lines = result.placement.line_of;
  const auto first =
      std::find_if(lines.begin(), lines.end(), [](auto line) { return line != lost; });
  part.places = {static_cast<std::size_t>(*first)};
  part.drifted = std::move(result.placement);
}

// Behind the last line of the block that begins at `head`: what is deeper, and what closes it.
std::ptrdiff_t end_of_block(const FileLines& file, std::ptrdiff_t head) {
  const auto first = static_cast<std::size_t>(head);
  const std::size_t depth = indent_of(file.bare[first]).size();
  std::size_t line = first + 1;
  while (line < file.bare.size() &&
         (base::trim(file.bare[line]).empty() || indent_of(file.bare[line]).size() > depth)) {
    ++line;
  }
  return static_cast<std::ptrdiff_t>(std::min(line + 1, file.bare.size()));
}

// The places of part `index` that lie between its placed neighbours.
std::vector<std::size_t> places_between(const std::vector<Part>& parts, std::size_t index,
                                        const FileLines& file, bool in_block) {
  std::ptrdiff_t low = 0;
  auto high = static_cast<std::ptrdiff_t>(file.bare.size());
  for (std::size_t i = 0; i < index; ++i) {
    if (parts[i].place != lost) low = parts[i].end();
  }
  for (std::size_t i = parts.size(); i-- > index + 1;) {
    if (parts[i].place != lost) high = parts[i].place;
  }
  if (in_block && index > 0 && parts[index - 1].place != lost) {
    high = std::min(high, end_of_block(file, parts[index - 1].place));
  }
  std::vector<std::size_t> inside;
  for (const std::size_t place : parts[index].places) {
    const auto first = static_cast<std::ptrdiff_t>(place);
    const auto count = static_cast<std::ptrdiff_t>(parts[index].search.size());
    if (first >= low && first + count <= high) inside.push_back(place);
  }
  return inside;
}

AnchorOutcome place_all(std::vector<Part>& parts, const FileLines& file) {
  for (Part& part : parts) {
    find_places(file, part);
    if (part.places.empty() && part.changes()) return AnchorOutcome::not_found;
    if (part.places.size() == 1) part.place = static_cast<std::ptrdiff_t>(part.places.front());
  }
  std::ptrdiff_t at = 0;
  for (const Part& part : parts) {
    if (part.place == lost) continue;
    if (part.place < at) return AnchorOutcome::not_found;
    at = part.end();
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].place != lost) continue;
    auto inside = places_between(parts, i, file, false);
    if (inside.size() > 1) inside = places_between(parts, i, file, true);
    if (inside.size() == 1) parts[i].place = static_cast<std::ptrdiff_t>(inside.front());
    if (inside.size() == 1 || !parts[i].changes()) continue;
    return inside.empty() ? AnchorOutcome::not_found : AnchorOutcome::ambiguous;
  }
  return AnchorOutcome::applied;
}

}  // namespace

Anchored place_parts(const FileLines& file, const LineViews& search, const LineViews& replace) {
  const std::vector<LineViews> old_parts = split_at_elisions(search);
  const std::vector<LineViews> new_parts = split_at_elisions(replace);
  if (old_parts.size() != new_parts.size() || old_parts.size() > parts_max) return {};
  std::vector<Part> parts;
  for (std::size_t i = 0; i < old_parts.size(); ++i)
    parts.push_back({old_parts[i], new_parts[i], {}, Strictness::exact, lost, {}});
  const AnchorOutcome outcome = place_all(parts, file);
  if (outcome != AnchorOutcome::applied) return {outcome, {}, 0};
  // One change of all parts that have a place.
  Change change;
  Placement placement;
  for (const Part& part : parts) {
    if (part.place == lost) continue;
    const Placement here = part.drifted ? *part.drifted
                                        : contiguous(static_cast<std::size_t>(part.place),
                                                     part.search.size(), part.strictness);
    placement.line_of.insert(placement.line_of.end(), here.line_of.begin(), here.line_of.end());
    placement.shifted = placement.shifted || here.shifted;
    placement.guessed = placement.guessed || here.guessed;
    const std::size_t first = change.steps.size();
    for (Step step : steps_between(part.search, part.replace)) {
      step.begins = change.steps.size() == first;
      step.old_line += change.search.size();
      step.new_line += change.replace.size();
      change.steps.push_back(step);
    }
    change.search.insert(change.search.end(), part.search.begin(), part.search.end());
    change.replace.insert(change.replace.end(), part.replace.begin(), part.replace.end());
  }
  return splice(file, change, placement).value_or(Anchored{});
}

}  // namespace homeostat::prompt

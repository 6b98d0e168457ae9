#include "core/prompt/drift.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include <homeostat/retry.hpp>

#include "core/base/text.hpp"

namespace homeostat::prompt {
namespace {

constexpr std::size_t search_lines_max = 200;
constexpr std::size_t rare_max = 8;  ///< a line that stands more often names no place
constexpr std::ptrdiff_t band = 8;   ///< lines of the file that the answer may lack at a stretch
constexpr int line_score = 4;
constexpr int small_line_score = 1;  ///< blank lines and lone braces say little
constexpr int miss_score = -1;
constexpr int impossible = std::numeric_limits<int>::min() / 2;
constexpr std::size_t compared_bytes_max = 200;

bool is_telling(std::string_view line) {
  return std::count_if(line.begin(), line.end(), base::is_alnum) >= 3;
}

// The same line after a change of a name or a comment.
bool is_similar(std::string_view a, std::string_view b) {
  a = base::trim(a).substr(0, compared_bytes_max);
  b = base::trim(b).substr(0, compared_bytes_max);
  const std::size_t bound = std::max(a.size(), b.size()) * 4 / 10;
  return bounded_edit_distance(a, b, bound) <= bound;
}

struct Aligned {
  std::vector<std::ptrdiff_t> line_of;
  int score = impossible;
};

class Aligner {
 public:
  Aligner(const FileLines& file, const Change& change)
      : file_(file), change_(change), goes_(change.search.size(), false) {
    LineNumbers numbers(Strictness::indentation);
    search_ids_ = numbers.of(change.search);
    file_ids_ = numbers.of(file.bare);
    for (const Step& step : change.steps) {
      if (step.kind == StepKind::remove) goes_[step.old_line] = true;
    }
  }

  struct Seed {
    std::size_t searched = 0;
    std::size_t line = 0;
  };

  // Every place where the change could be: those of the rarest line that goes, as it must be
  // there; where nothing goes, those of the three rarest lines.
  [[nodiscard]] std::vector<Seed> seeds() const {
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < file_ids_.size(); ++i)
      places[file_ids_[i]].push_back(i);
    const bool any_goes = std::find(goes_.begin(), goes_.end(), true) != goes_.end();
    std::vector<std::pair<std::size_t, std::size_t>> rare;  // how often, which
    for (std::size_t i = 0; i < search_ids_.size(); ++i) {
      const auto found = places.find(search_ids_[i]);
      if (any_goes && !goes_[i]) continue;
      if (found == places.end() && any_goes) return {};
      if (found == places.end() || found->second.size() > rare_max) continue;
      if (is_telling(change_.search[i])) rare.emplace_back(found->second.size(), i);
    }
    std::sort(rare.begin(), rare.end());
    rare.resize(std::min<std::size_t>(rare.size(), any_goes ? 1 : 3));
    std::vector<Seed> out;
    for (const auto& [count, searched] : rare) {
      for (const std::size_t line : places.at(search_ids_[searched]))
        out.push_back({searched, line});
    }
    return out;
  }

  // The best pairing of the searched lines with those of the file, in order, near the diagonal,
  // with the seed's two lines paired.
  [[nodiscard]] Aligned align(const Seed& seed) const {
    const auto offset =
        static_cast<std::ptrdiff_t>(seed.line) - static_cast<std::ptrdiff_t>(seed.searched);
    const auto seed_row = static_cast<std::ptrdiff_t>(seed.searched);
    const auto rows = static_cast<std::ptrdiff_t>(search_ids_.size());
    constexpr std::ptrdiff_t width = 2 * band + 2;
    std::vector<int> best(static_cast<std::size_t>((rows + 1) * width), impossible);
    std::vector<char> move(best.size(), 0);
    const auto at = [&](std::ptrdiff_t row, std::ptrdiff_t column) {
      return static_cast<std::size_t>(row * width + column);
    };
    // Column c of row r is the state in front of file line r + offset - band + c.
    for (std::ptrdiff_t c = 0; c < width; ++c)
      best[at(0, c)] = 0;
    for (std::ptrdiff_t r = 1; r <= rows; ++r) {
      for (std::ptrdiff_t c = 0; c < width; ++c) {
        const bool is_seed = r - 1 == seed_row;
        const std::ptrdiff_t line = r - 1 + offset - band + c;
        if (!is_seed || line == static_cast<std::ptrdiff_t>(seed.line)) {
          consider(best[at(r, c)], move[at(r, c)], 'm', best[at(r - 1, c)],
                   pair_score(r - 1, line));
        }
        if (c + 1 < width && !is_seed && !goes_[static_cast<std::size_t>(r - 1)]) {
          consider(best[at(r, c)], move[at(r, c)], 's', best[at(r - 1, c + 1)], miss_score);
        }
        if (c > 0) {
          const int skipped = r == rows ? 0 : miss_score;
          consider(best[at(r, c)], move[at(r, c)], 'f', best[at(r, c - 1)], skipped);
        }
      }
    }
    Aligned out;
    out.line_of.assign(search_ids_.size(), lost);
    std::ptrdiff_t c = 0;
    for (std::ptrdiff_t k = 1; k < width; ++k) {
      if (best[at(rows, k)] > best[at(rows, c)]) c = k;
    }
    out.score = best[at(rows, c)];
    for (std::ptrdiff_t r = rows; r > 0 && out.score > 0;) {
      const char how = move[at(r, c)];
      if (how == 'f') {
        --c;
        continue;
      }
      --r;
      if (how == 's') {
        ++c;
      } else {
        out.line_of[static_cast<std::size_t>(r)] = r + offset - band + c;
      }
    }
    return out;
  }

  // Does the pairing say beyond doubt what becomes of the file? Pairs what reads otherwise.
  [[nodiscard]] bool settle(std::vector<std::ptrdiff_t>& line_of) const {
    return has_evidence(line_of) && pair_changed_context(line_of) && ends_are_safe(line_of) &&
           changes_are_placed(line_of);
  }

 private:
  static void consider(int& value, char& move, char how, int from, int gain) {
    if (from <= impossible || gain <= impossible || from + gain <= value) return;
    value = from + gain;
    move = how;
  }

  [[nodiscard]] int pair_score(std::ptrdiff_t row, std::ptrdiff_t line) const {
    if (line < 0 || line >= static_cast<std::ptrdiff_t>(file_ids_.size())) return impossible;
    const auto s = static_cast<std::size_t>(row);
    if (search_ids_[s] != file_ids_[static_cast<std::size_t>(line)]) return impossible;
    return is_telling(change_.search[s]) ? line_score : small_line_score;
  }

  [[nodiscard]] bool has_evidence(const std::vector<std::ptrdiff_t>& line_of) const {
    std::size_t telling = 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < line_of.size(); ++i) {
      if (!is_telling(change_.search[i])) continue;
      ++telling;
      if (line_of[i] != lost) ++found;
    }
    return found >= 2 && 2 * found >= telling;
  }

  // Lines without a place between two with one: as many of the file stand there, or it is lost.
  [[nodiscard]] static bool pair_changed_context(std::vector<std::ptrdiff_t>& line_of) {
    const auto is_placed = [](std::ptrdiff_t line) { return line != lost; };
    const auto first = std::find_if(line_of.begin(), line_of.end(), is_placed);
    const auto behind = std::find_if(line_of.rbegin(), line_of.rend(), is_placed).base();
    for (auto at = first; at != behind; ++at) {
      if (is_placed(*at)) continue;
      const auto end = std::find_if(at, behind, is_placed);
      if (*end - *(at - 1) != end - at + 1) return false;
      for (; at != end; ++at)
        *at = *(at - 1) + 1;
    }
    return true;
  }

  // At the ends a line that is not in the file may be one that was to be added, unless it is like
  // the file's line there, or another line of context is between it and the change.
  [[nodiscard]] bool ends_are_safe(const std::vector<std::ptrdiff_t>& line_of) const {
    const auto& steps = change_.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].kind != StepKind::keep || line_of[steps[i].old_line] != lost) continue;
      const bool before_change = i + 1 < steps.size() && steps[i + 1].kind != StepKind::keep;
      const bool behind_change = i > 0 && steps[i - 1].kind != StepKind::keep;
      if (!before_change && !behind_change) continue;
      const std::size_t s = steps[i].old_line;
      std::ptrdiff_t neighbour = lost;
      if (before_change && s + 1 < line_of.size()) neighbour = line_of[s + 1] - 1;
      if (behind_change && s > 0) neighbour = line_of[s - 1] + 1;
      if (neighbour < 0 || neighbour >= static_cast<std::ptrdiff_t>(file_.bare.size()))
        return false;
      if (!is_similar(change_.search[s], file_.bare[static_cast<std::size_t>(neighbour)])) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool changes_are_placed(const std::vector<std::ptrdiff_t>& line_of) const {
    const auto& steps = change_.steps;
    std::ptrdiff_t above = lost;  // the file line of the step before, if it has one
    bool pure = true;             // nothing was removed since the last line of context
    bool adds = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].kind == StepKind::add) {
        adds = true;
        continue;
      }
      const std::ptrdiff_t line = line_of[steps[i].old_line];
      const bool follows = above == lost || line == lost || line == above + 1;
      const bool among_removed = steps[i].kind == StepKind::remove && !pure;
      if (!follows && (among_removed || (adds && pure))) return false;
      pure = steps[i].kind == StepKind::keep;
      adds = false;
      above = line;
    }
    return true;
  }

  const FileLines& file_;
  const Change& change_;
  std::vector<bool> goes_;
  std::vector<std::uint32_t> search_ids_;
  std::vector<std::uint32_t> file_ids_;
};

// What a placement does: two that do the same are one.
std::vector<std::ptrdiff_t> effect_of(const Change& change, const Placement& placement) {
  std::vector<std::ptrdiff_t> effect;
  for (std::size_t i = 0; i < change.steps.size(); ++i) {
    const Step& step = change.steps[i];
    if (step.kind == StepKind::remove) effect.push_back(placement.line_of[step.old_line]);
    if (step.kind != StepKind::add) continue;
    const auto place = place_of_addition(change, placement, i);
    effect.push_back(place ? static_cast<std::ptrdiff_t>(*place) : lost);
  }
  return effect;
}

}  // namespace

DriftResult find_drifted(const FileLines& file, const Change& change) {
  if (change.search.size() > search_lines_max) return {};
  const Aligner aligner(file, change);
  std::vector<std::pair<int, Placement>> found;
  for (const Aligner::Seed& seed : aligner.seeds()) {
    Aligned aligned = aligner.align(seed);
    if (aligned.score <= 0 || !aligner.settle(aligned.line_of)) continue;
    found.emplace_back(aligned.score, Placement{std::move(aligned.line_of), true, true});
  }
  if (found.empty()) return {};
  const auto best = std::max_element(
      found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto effect = effect_of(change, best->second);
  if (std::find(effect.begin(), effect.end(), lost) != effect.end()) return {};
  // Another place that is nearly as good makes it a guess.
  const bool rivalled = std::any_of(found.begin(), found.end(), [&](const auto& other) {
    return 4 * other.first >= 3 * best->first && effect_of(change, other.second) != effect;
  });
  if (rivalled) return {AnchorOutcome::ambiguous, {}};
  return {AnchorOutcome::applied, std::move(best->second)};
}

}  // namespace homeostat::prompt

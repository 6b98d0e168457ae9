#include "core/diff/slide.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

namespace homeostat::diff {

namespace {

using Flags = std::vector<std::uint8_t>;

constexpr int columns_max = 200;
constexpr int blank_lines_max = 20;
/// Places that are compared for one group.
constexpr std::size_t places_max = 100;
/// Steps of all groups together, per line of the text.
constexpr std::size_t steps_per_line = 64;

/// Weights by M. Haggerty, fitted to a corpus of diffs that people had rated: the weights of git's
/// diff.indentHeuristic, so that our hunks look like git's.
struct Weights {
  int start_of_file = 1;
  int end_of_file = 21;
  int blank = -30;
  int blank_behind = 6;
  int indented = -4, indented_at_blank = 10;
  int outdented = 24, outdented_at_blank = 17;
  int dedented = 23, dedented_at_blank = 17;
  int indent = 60;
};
constexpr Weights weights;

/// Columns of the indentation; nothing for a blank line.
std::optional<int> indent_of(std::string_view line) {
  int columns = 0;
  for (const char c : line) {
    if (c == ' ') {
      ++columns;
    } else if (c == '\t') {
      columns += 8 - columns % 8;
    } else if (c != '\r' && c != '\v' && c != '\f') {
      return columns;
    }
    if (columns >= columns_max) return columns_max;
  }
  return std::nullopt;
}

/// How bad it is to cut a text in two at one line. Smaller is better.
struct Cost {
  int indent = 0;
  int penalty = 0;
  friend Cost operator+(Cost a, Cost b) { return {a.indent + b.indent, a.penalty + b.penalty}; }
  [[nodiscard]] bool is_at_most(const Cost& other) const {
    const int difference = indent - other.indent;
    const int sign = (difference > 0) - (difference < 0);
    return weights.indent * sign + (penalty - other.penalty) <= 0;
  }
};

struct Neighbour {
  std::optional<int> indent;  ///< of the next line that is not blank
  int blank_lines = 0;        ///< in between
};

Neighbour look_up(const Lines& lines, std::size_t cut) {
  Neighbour found;
  for (std::size_t i = cut; i > 0; --i) {
    found.indent = indent_of(lines.text[i - 1]);
    if (found.indent) break;
    if (++found.blank_lines == blank_lines_max) {
      found.indent = 0;
      break;
    }
  }
  return found;
}

Neighbour look_down(const Lines& lines, std::size_t cut) {
  Neighbour found;
  for (std::size_t i = cut + 1; i < lines.size(); ++i) {
    found.indent = indent_of(lines.text[i]);
    if (found.indent) break;
    if (++found.blank_lines == blank_lines_max) {
      found.indent = 0;
      break;
    }
  }
  return found;
}

/// The cost of a cut in front of line `cut`.
Cost cost_of_cut(const Lines& lines, std::size_t cut) {
  const bool at_end = cut >= lines.size();
  const auto own = at_end ? std::nullopt : indent_of(lines.text[cut]);
  const auto above = look_up(lines, cut);
  const auto below = look_down(lines, cut);
  Cost cost;
  if (!above.indent && above.blank_lines == 0) cost.penalty += weights.start_of_file;
  if (at_end) cost.penalty += weights.end_of_file;
  const int blank_behind = own ? 0 : 1 + below.blank_lines;
  const int blank = above.blank_lines + blank_behind;
  cost.penalty += weights.blank * blank + weights.blank_behind * blank_behind;
  const auto indent = own ? own : below.indent;
  cost.indent = indent.value_or(-1);
  if (!indent || !above.indent || *indent == *above.indent) return cost;
  if (*indent > *above.indent) {
    cost.penalty += blank > 0 ? weights.indented_at_blank : weights.indented;
  } else if (below.indent && *below.indent > *indent) {
    cost.penalty += blank > 0 ? weights.outdented_at_blank : weights.outdented;
  } else {
    cost.penalty += blank > 0 ? weights.dedented_at_blank : weights.dedented;
  }
  return cost;
}

/// A stretch of changed lines, perhaps empty: one stands between any two lines that stay, so that
/// the n-th group of one side is the n-th group of the other.
class Group {
 public:
  Group(const Side& side, Flags& changed) : side_(side), changed_(changed) { extend_end(); }

  [[nodiscard]] std::size_t begin() const { return begin_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] const Lines& lines() const { return side_.lines; }

  bool next() {
    if (end_ == changed_.size()) return false;
    begin_ = ++end_;
    extend_end();
    return true;
  }
  /// Precondition: not the first group.
  void previous() {
    end_ = --begin_;
    extend_begin();
  }
  bool slide_up() {
    if (begin_ == 0 || side_.ids[begin_ - 1] != side_.ids[end_ - 1]) return false;
    changed_[--begin_] = 1;
    changed_[--end_] = 0;
    extend_begin();
    return true;
  }
  bool slide_down() {
    if (end_ == changed_.size() || side_.ids[begin_] != side_.ids[end_]) return false;
    changed_[begin_++] = 0;
    changed_[end_++] = 1;
    extend_end();
    return true;
  }

 private:
  void extend_end() {
    while (end_ < changed_.size() && changed_[end_] != 0) {
      ++end_;
    }
  }
  void extend_begin() {
    while (begin_ > 0 && changed_[begin_ - 1] != 0) {
      --begin_;
    }
  }

  const Side& side_;
  Flags& changed_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

class Slider {
 public:
  Slider(const Side& side, Flags& changed, const Side& other, Flags& other_changed)
      : group_(side, changed),
        partner_(other, other_changed),
        steps_left_((changed.size() + other_changed.size()) * steps_per_line) {}

  void run() {
    do {
      if (!group_.empty()) place();
    } while (steps_left_ > 0 && group_.next() && partner_.next());
  }

 private:
  bool up() {
    if (!group_.slide_up()) return false;
    partner_.previous();
    return true;
  }
  bool down() {
    if (!group_.slide_down()) return false;
    partner_.next();
    return true;
  }
  /// False when the steps that a text of this size may cost are used up.
  bool spend() {
    if (steps_left_ > 0) --steps_left_;
    return steps_left_ > 0;
  }

  void place() {
    std::size_t size = 0;
    std::size_t highest = 0;
    constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    std::size_t aligned = none;  // the lowest end at which the other side changes too
    const auto note = [&] {
      if (!partner_.empty()) aligned = group_.end();
    };
    do {
      size = group_.size();
      aligned = none;
      while (spend() && up()) {
      }
      highest = group_.end();
      note();
      while (spend() && down()) {
        note();
      }
    } while (size != group_.size() && steps_left_ > 0);
    if (group_.end() == highest) return;
    move_up_to(aligned != none ? aligned : best_end(highest));
  }

  void move_up_to(std::size_t end) {
    while (group_.end() > end && up()) {
    }
  }

  /// Of the ends between `highest` and where the group stands, the one that reads best; of equal
  /// ones the lowest.
  [[nodiscard]] std::size_t best_end(std::size_t highest) const {
    const auto size = group_.size();
    const auto lowest = group_.end();
    std::size_t end = highest;
    // Further up the same lines come again, or it would cost too much.
    if (lowest > size + 1) end = std::max(end, lowest - size - 1);
    if (lowest > places_max) end = std::max(end, lowest - places_max);
    std::optional<Cost> best;
    std::size_t best_place = lowest;
    for (; end <= lowest; ++end) {
      const auto cost = cost_of_cut(group_.lines(), end) + cost_of_cut(group_.lines(), end - size);
      if (best && !cost.is_at_most(*best)) continue;
      best = cost;
      best_place = end;
    }
    return best_place;
  }

  Group group_;
  Group partner_;
  std::size_t steps_left_;
};

}  // namespace

void slide_groups(const Side& before, const Side& after, EditScript& script) {
  Slider(before, script.removed, after, script.added).run();
  Slider(after, script.added, before, script.removed).run();
}

}  // namespace homeostat::diff

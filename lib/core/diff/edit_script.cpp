#include "core/diff/edit_script.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

namespace homeostat::diff {

namespace {

using Index = std::ptrdiff_t;

/// Steps that the search takes from each end before it settles for the furthest path.
constexpr Index steps_max = 512;

/// A stretch of both sequences: [before_begin, before_end) against [after_begin, after_end).
struct Box {
  Index before_begin, before_end, after_begin, after_end;
};

struct Point {
  Index before, after;
};

/// Myers' search for a point on a shortest path through a box, from both corners at once. The
/// frontiers hold, for each diagonal (before - after), how far along `before` a path has come.
class Search {
 public:
  Search(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after)
      : before_(before),
        after_(after),
        zero_(static_cast<Index>(after.size()) + 1),
        forward_(before.size() + after.size() + 3),
        backward_(before.size() + after.size() + 3) {}

  /// A point inside the box that splits it into two smaller ones. Neither side of the box is
  /// empty, and its first elements differ as its last ones do.
  Point split(const Box& box) {
    box_ = box;
    low_ = box.before_begin - box.after_end;
    high_ = box.before_end - box.after_begin;
    const Index start = box.before_begin - box.after_begin;
    const Index goal = box.before_end - box.after_end;
    const bool odd = ((start - goal) & 1) != 0;
    Band forward{start, start};
    Band backward{goal, goal};
    at(forward_, start) = box.before_begin;
    at(backward_, goal) = box.before_end;
    for (Index step = 1;; ++step) {
      widen(forward_, forward, -1);
      if (step_forward(forward, backward, odd)) return met_;
      widen(backward_, backward, std::numeric_limits<Index>::max());
      if (step_backward(forward, backward, odd)) return met_;
      if (step >= steps_max) return furthest(forward, backward);
    }
  }

 private:
  /// Diagonals low, low + 2, … high of a frontier are up to date.
  struct Band {
    Index low, high;
    [[nodiscard]] bool holds(Index diagonal) const { return low <= diagonal && diagonal <= high; }
  };

  Index& at(std::vector<Index>& frontier, Index diagonal) {
    return frontier[static_cast<std::size_t>(diagonal + zero_)];
  }
  [[nodiscard]] bool same(Index x, Index y) const {
    return before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(y)];
  }

  /// Opens the band by a diagonal at each end, or narrows it where the box ends; `outside` stands
  /// on the diagonals beyond, where no path can come from.
  void widen(std::vector<Index>& frontier, Band& band, Index outside) {
    if (band.low > low_) {
      at(frontier, --band.low - 1) = outside;
    } else {
      ++band.low;
    }
    if (band.high < high_) {
      at(frontier, ++band.high + 1) = outside;
    } else {
      --band.high;
    }
  }

  bool step_forward(const Band& forward, const Band& backward, bool odd) {
    for (Index diagonal = forward.high; diagonal >= forward.low; diagonal -= 2) {
      const Index below = at(forward_, diagonal - 1);
      const Index above = at(forward_, diagonal + 1);
      Index x = below >= above ? below + 1 : above;
      while (x < box_.before_end && x - diagonal < box_.after_end && same(x, x - diagonal)) {
        ++x;
      }
      at(forward_, diagonal) = x;
      if (odd && backward.holds(diagonal) && at(backward_, diagonal) <= x) {
        met_ = {x, x - diagonal};
        return true;
      }
    }
    return false;
  }

  bool step_backward(const Band& forward, const Band& backward, bool odd) {
    for (Index diagonal = backward.high; diagonal >= backward.low; diagonal -= 2) {
      const Index below = at(backward_, diagonal - 1);
      const Index above = at(backward_, diagonal + 1);
      Index x = below < above ? below : above - 1;
      while (x > box_.before_begin && x - diagonal > box_.after_begin &&
             same(x - 1, x - diagonal - 1)) {
        --x;
      }
      at(backward_, diagonal) = x;
      if (!odd && forward.holds(diagonal) && x <= at(forward_, diagonal)) {
        met_ = {x, x - diagonal};
        return true;
      }
    }
    return false;
  }

  /// Of all paths, the end of the one that covered most of the box.
  Point furthest(const Band& forward, const Band& backward) {
    Point best{box_.before_begin, box_.after_begin};
    Index most = -1;
    for (Index diagonal = forward.high; diagonal >= forward.low; diagonal -= 2) {
      const Index x =
          std::min({at(forward_, diagonal), box_.before_end, box_.after_end + diagonal});
      const Index covered = (x - box_.before_begin) + (x - diagonal - box_.after_begin);
      if (covered > most) {
        most = covered;
        best = {x, x - diagonal};
      }
    }
    for (Index diagonal = backward.high; diagonal >= backward.low; diagonal -= 2) {
      const Index x =
          std::max({at(backward_, diagonal), box_.before_begin, box_.after_begin + diagonal});
      const Index covered = (box_.before_end - x) + (box_.after_end - (x - diagonal));
      if (covered > most) {
        most = covered;
        best = {x, x - diagonal};
      }
    }
    return best;
  }

  const std::vector<std::uint32_t>& before_;
  const std::vector<std::uint32_t>& after_;
  Index zero_;  ///< where diagonal 0 stands in the frontiers
  std::vector<Index> forward_, backward_;
  Box box_{};
  Index low_ = 0, high_ = 0;  ///< the diagonals of the box
  Point met_{};
};

/// Elements that occur on both sides, and where they stood: only they can pair up.
struct Reduced {
  std::vector<std::uint32_t> elements;
  std::vector<std::size_t> places;
};

Reduced reduce(const std::vector<std::uint32_t>& side, const std::vector<std::uint8_t>& elsewhere) {
  Reduced reduced;
  for (std::size_t i = 0; i < side.size(); ++i) {
    if (side[i] >= elsewhere.size() || elsewhere[side[i]] == 0) continue;
    reduced.elements.push_back(side[i]);
    reduced.places.push_back(i);
  }
  return reduced;
}

std::vector<std::uint8_t> occurring(const std::vector<std::uint32_t>& side) {
  if (side.empty()) return {};
  std::vector<std::uint8_t> flags(std::size_t{*std::max_element(side.begin(), side.end())} + 1);
  for (const auto element : side) {
    flags[element] = 1;
  }
  return flags;
}

/// Takes equal elements off both ends.
Box trim(Box box, const Reduced& before, const Reduced& after) {
  const auto same = [&](Index x, Index y) {
    return before.elements[static_cast<std::size_t>(x)] ==
           after.elements[static_cast<std::size_t>(y)];
  };
  const auto open = [&] {
    return box.before_begin < box.before_end && box.after_begin < box.after_end;
  };
  while (open() && same(box.before_begin, box.after_begin)) {
    ++box.before_begin;
    ++box.after_begin;
  }
  while (open() && same(box.before_end - 1, box.after_end - 1)) {
    --box.before_end;
    --box.after_end;
  }
  return box;
}

}  // namespace

EditScript make_edit_script(const std::vector<std::uint32_t>& before,
                            const std::vector<std::uint32_t>& after) {
  EditScript script{std::vector<std::uint8_t>(before.size(), 1),
                    std::vector<std::uint8_t>(after.size(), 1)};
  const auto old_side = reduce(before, occurring(after));
  const auto new_side = reduce(after, occurring(before));
  for (const auto place : old_side.places) {
    script.removed[place] = 0;
  }
  for (const auto place : new_side.places) {
    script.added[place] = 0;
  }
  Search search(old_side.elements, new_side.elements);
  std::vector<Box> boxes{{0, static_cast<Index>(old_side.elements.size()), 0,
                          static_cast<Index>(new_side.elements.size())}};
  while (!boxes.empty()) {
    const Box box = trim(boxes.back(), old_side, new_side);
    boxes.pop_back();
    if (box.before_begin < box.before_end && box.after_begin < box.after_end) {
      const Point point = search.split(box);
      boxes.push_back({point.before, box.before_end, point.after, box.after_end});
      boxes.push_back({box.before_begin, point.before, box.after_begin, point.after});
      continue;
    }
    for (Index x = box.before_begin; x < box.before_end; ++x) {
      script.removed[old_side.places[static_cast<std::size_t>(x)]] = 1;
    }
    for (Index y = box.after_begin; y < box.after_end; ++y) {
      script.added[new_side.places[static_cast<std::size_t>(y)]] = 1;
    }
  }
  return script;
}

}  // namespace homeostat::diff

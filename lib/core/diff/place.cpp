#include "core/diff/place.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "core/base/format.hpp"
#include "core/diff/find_runs.hpp"
#include "core/diff/line_ids.hpp"

namespace homeostat::diff {

namespace {

/// What a hunk looks for.
struct OldSide {
  std::vector<const HunkLine*> lines;
  std::int64_t stated = 0;  ///< first line, 0-based
  bool at_begin = false;    ///< fits at the begin of the file only
  bool at_end = false;      ///< fits at the end of the file only
};

bool has_context(const std::vector<Hunk>& hunks) {
  return std::any_of(hunks.begin(), hunks.end(), [](const Hunk& hunk) {
    return std::any_of(hunk.lines.begin(), hunk.lines.end(),
                       [](const HunkLine& line) { return line.kind == LineKind::context; });
  });
}

OldSide old_side_of(const Hunk& hunk, bool with_context) {
  OldSide side;
  bool ends_file = false;
  for (const auto& line : hunk.lines) {
    if (line.kind != LineKind::added) side.lines.push_back(&line);
    // A line of context may lack its newline as it may differ in white space; a changed one may
    // not.
    ends_file = ends_file || (line.no_newline && line.kind != LineKind::context);
  }
  side.stated = side.lines.empty() ? hunk.old_start : hunk.old_start - 1;
  side.at_begin = hunk.old_start == 0 || (with_context && hunk.old_start == 1);
  const bool trails = !hunk.lines.empty() && hunk.lines.back().kind == LineKind::context;
  side.at_end = ends_file || (with_context && !trails);
  return side;
}

/// Numbers of the lines of a file and of all old sides, for loose comparison.
struct LooseIds {
  std::vector<std::uint32_t> file;
  std::vector<std::vector<std::uint32_t>> sides;
};

LooseIds number_loosely(const Lines& file, const std::vector<OldSide>& sides) {
  std::vector<std::string> normal;
  for (const auto line : file.text) {
    normal.push_back(normalize_white_space(line));
  }
  for (const auto& side : sides) {
    for (const auto* line : side.lines) {
      normal.push_back(normalize_white_space(line->text));
    }
  }
  const auto ids = number_lines({normal.begin(), normal.end()});
  auto next = ids.begin();
  const auto take = [&](std::size_t count) {
    const auto begin = next;
    next += static_cast<std::ptrdiff_t>(count);
    return std::vector<std::uint32_t>(begin, next);
  };
  LooseIds loose{take(file.size()), {}};
  for (const auto& side : sides) {
    loose.sides.push_back(take(side.lines.size()));
  }
  return loose;
}

class Placer {
 public:
  Placer(const Lines& file, const std::vector<Hunk>& hunks) : file_(file) {
    const bool with_context = has_context(hunks);
    for (const auto& hunk : hunks) {
      sides_.push_back(old_side_of(hunk, with_context));
    }
  }

  Result<Placement> place(std::size_t hunk, bool lenient) {
    const auto& side = sides_[hunk];
    if (!moved_ && fits_as_stated(side)) {
      return claim(hunk, static_cast<std::size_t>(side.stated));
    }
    if (!lenient) {
      return refuse(hunk, base::format("does not fit at line {}", side.stated + 1));
    }
    if (side.lines.empty()) return refuse(hunk, "has no old lines to find its place by");
    const auto places = find_places(hunk);
    if (places.empty()) return refuse(hunk, "fits nowhere");
    if (places.size() > 1) {
      return refuse(hunk, base::format("fits in several places, first at lines {} and {}",
                                       places[0] + 1, places[1] + 1));
    }
    return claim(hunk, places.front());
  }

 private:
  static Error refuse(std::size_t hunk, std::string_view why) {
    return Error{ErrorCode::invalid_argument, base::format("hunk {} {}", hunk + 1, why)};
  }

  [[nodiscard]] bool fits_exactly(const OldSide& side, std::size_t begin) const {
    for (std::size_t i = 0; i < side.lines.size(); ++i) {
      if (file_.text[begin + i] != side.lines[i]->text) return false;
      if (file_.no_newline(begin + i) != side.lines[i]->no_newline) return false;
    }
    return true;
  }

  [[nodiscard]] bool fits_as_stated(const OldSide& side) const {
    if (side.stated < 0 || side.stated > static_cast<std::int64_t>(file_.size())) return false;
    const auto begin = static_cast<std::size_t>(side.stated);
    return is_free(side, begin) && fits_exactly(side, begin);
  }

  /// Inside the file, bound to its begin or end as the hunk is, and not in another hunk's lines.
  [[nodiscard]] bool is_free(const OldSide& side, std::size_t begin) const {
    const auto end = begin + side.lines.size();
    if (end > file_.size() || (side.at_begin && begin != 0)) return false;
    if (side.at_end && end != file_.size()) return false;
    const auto next = claims_.lower_bound(begin);
    if (next != claims_.end() && next->first < end) return false;
    if (next != claims_.begin() && std::prev(next)->second > begin) return false;
    const auto seam = seams_.upper_bound(begin);
    return seam == seams_.end() || *seam >= end;
  }

  std::vector<std::size_t> find_places(std::size_t hunk) {
    if (!finder_) {
      loose_ = number_loosely(file_, sides_);
      finder_ = std::make_unique<RunFinder>(loose_.file);
    }
    return finder_->find(loose_.sides[hunk], 2,
                         [&](std::size_t begin) { return is_free(sides_[hunk], begin); });
  }

  Placement claim(std::size_t hunk, std::size_t begin) {
    const auto& side = sides_[hunk];
    const auto end = begin + side.lines.size();
    if (begin == end) {
      seams_.insert(begin);
    } else {
      claims_[begin] = end;
    }
    const auto offset = static_cast<std::int64_t>(begin) - side.stated;
    moved_ = moved_ || offset != 0;
    return {begin, end, offset, !fits_exactly(side, begin)};
  }

  const Lines& file_;
  std::vector<OldSide> sides_;
  std::map<std::size_t, std::size_t> claims_;  ///< begin and end of the lines of placed hunks
  std::set<std::size_t> seams_;  ///< where placed hunks without old lines stand, in front of a line
  bool moved_ = false;
  LooseIds loose_;
  std::unique_ptr<RunFinder> finder_;
};

}  // namespace

Result<std::vector<Placement>> place_hunks(const Lines& file, const std::vector<Hunk>& hunks,
                                           bool lenient) {
  Placer placer(file, hunks);
  std::vector<Placement> placements;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    auto placement = placer.place(i, lenient);
    if (!placement) return placement.error();
    placements.push_back(*placement);
  }
  return placements;
}

}  // namespace homeostat::diff

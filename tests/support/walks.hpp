#pragma once

/// What tests of whole walks share: a world with one issue, and looks at a report.

#include <homeostat/reason.hpp>
#include <stdexcept>
#include <vector>

#include "support/world.hpp"

namespace homeostat::testing {

/// A world with one issue and the answers to it.
struct Prepared : World {
  Prepared() { issue = add_issue("src/first.js", "first"); }
  void answer_right() {
    answer("src/first.js", "  return list.items[0]; // BUG", "  return list?.items?.[0];");
  }
  void answer_wrong() {
    answer("src/first.js", "  return list.items[0]; // BUG", "  return list.items[1]; // BUG");
  }
  /// The issue as the forge has it.
  [[nodiscard]] Issue current_issue() {
    auto found = forge.find_issue(repo, issue, {});
    if (!found || !*found) throw std::runtime_error("the issue is gone");
    return **found;
  }
  IssueNumber issue;
};

[[nodiscard]] inline std::vector<Room> rooms_of(const IssueReport& report) {
  std::vector<Room> rooms;
  for (const RoomVisit& visit : report.trail)
    rooms.push_back(visit.room);
  return rooms;
}

/// The first reason of a report that must have one.
[[nodiscard]] inline Reason reason_of(const IssueReport& report) {
  if (report.reasons.empty()) throw std::runtime_error("the report has no reason");
  return report.reasons.front().reason;
}

/// The reasons of every visit of a room, in order.
[[nodiscard]] inline std::vector<Reason> reasons_in(const IssueReport& report, Room room) {
  std::vector<Reason> reasons;
  for (const RoomVisit& visit : report.trail) {
    if (visit.room != room) continue;
    for (const Refusal& refusal : visit.refusals)
      reasons.push_back(refusal.reason);
  }
  return reasons;
}

}  // namespace homeostat::testing

#pragma once

/// Progress and telemetry as they happen.

#include <string>
#include <string_view>

#include <homeostat/ids.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

enum class EventKind {
  run_started,
  repo_started,
  issue_started,
  room_entered,
  room_left,
  issue_ended,
  repo_ended,
  run_ended,
  metrics,  ///< `json` is one RunMetrics record: what the JSONL artifact keeps
  warning,
};
[[nodiscard]] std::string_view to_string(EventKind kind) noexcept;

/// Has passed the outbound gate: safe to print and to store.
struct Event {
  EventKind kind = EventKind::warning;
  Time time;
  RunId run;
  RepoId repo;
  IssueNumber issue;
  Room room = Room::admit;  ///< for room_entered and room_left
  std::string text;         ///< one line for people
  std::string json;         ///< an object; empty for most kinds
};

}  // namespace homeostat

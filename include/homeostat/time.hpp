#pragma once

/// Time as the library keeps it: UTC milliseconds. The core never asks what time it is; the
/// Clock port tells it.

#include <chrono>
#include <string>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat {

using Milliseconds = std::chrono::milliseconds;
/// A point in time, UTC, since 1970-01-01.
using Time = std::chrono::time_point<std::chrono::system_clock, Milliseconds>;

/// "2026-11-22T09:30:00.000Z". Years 0000 to 9999; others saturate.
[[nodiscard]] std::string format_time(Time time);

/// Parses RFC 3339 with `Z` or an offset, with 0 to 9 decimals (cut to milliseconds).
Result<Time> parse_time(std::string_view text);

/// Starts of the UTC day, ISO week (Monday) and month that hold `time`.
[[nodiscard]] Time day_start(Time time);
[[nodiscard]] Time week_start(Time time);
[[nodiscard]] Time month_start(Time time);

}  // namespace homeostat

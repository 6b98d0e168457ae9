#include <homeostat/time.hpp>

#include <algorithm>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr Time time_min{sys_days{std::chrono::year{0} / 1 / 1}};
constexpr Time time_max{sys_days{std::chrono::year{10000} / 1 / 1} - Milliseconds{1}};

sys_days day_of(Time time) {
  return std::chrono::floor<days>(std::clamp(time, time_min, time_max));
}

/// Reads fixed-width numbers and signs from the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool number(std::size_t width, int max, int& value) {
    if (rest_.size() < width || !base::is_digits(rest_.substr(0, width))) return false;
    value = 0;
    for (const char c : rest_.substr(0, width))
      value = value * 10 + (c - '0');
    rest_.remove_prefix(width);
    return value <= max;
  }
  /// The digits behind a decimal point, cut to milliseconds.
  bool fraction(int& ms) {
    std::size_t count = 0;
    ms = 0;
    while (count < rest_.size() && base::is_digit(rest_[count])) {
      if (count < 3) ms = ms * 10 + (rest_[count] - '0');
      ++count;
    }
    for (std::size_t i = count; i < 3; ++i)
      ms *= 10;
    rest_.remove_prefix(count);
    return count >= 1 && count <= 9;
  }
  [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct Parts {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0;
  int offset_minutes = 0;
};

bool read_offset(Reader& in, Parts& parts) {
  if (in.take("Zz")) return in.done();
  const bool west = in.front() == '-';
  int hours = 0;
  int minutes = 0;
  if (!in.take("+-") || !in.number(2, 23, hours) || !in.take(":") || !in.number(2, 59, minutes)) {
    return false;
  }
  parts.offset_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
  return in.done();
}

bool read_parts(std::string_view text, Parts& parts) {
  Reader in(text);
  const bool date = in.number(4, 9999, parts.year) && in.take("-") &&
                    in.number(2, 12, parts.month) && in.take("-") && in.number(2, 31, parts.day);
  if (!date || !in.take("Tt ")) return false;
  const bool clock = in.number(2, 23, parts.hour) && in.take(":") &&
                     in.number(2, 59, parts.minute) && in.take(":") &&
                     in.number(2, 60, parts.second);  // 60: a leap second
  if (!clock) return false;
  if (in.take(".") && !in.fraction(parts.ms)) return false;
  return read_offset(in, parts);
}

}  // namespace

std::string format_time(Time time) {
  const Time shown = std::clamp(time, time_min, time_max);
  const sys_days day = day_of(shown);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss<Milliseconds> clock{shown - day};
  return base::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                      clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                      clock.subseconds().count());
}

Result<Time> parse_time(std::string_view text) {
  Parts parts;
  const bool read = read_parts(text, parts);
  const std::chrono::year_month_day date{std::chrono::year{parts.year},
                                         std::chrono::month{static_cast<unsigned>(parts.month)},
                                         std::chrono::day{static_cast<unsigned>(parts.day)}};
  if (!read || !date.ok()) {
    return Error{ErrorCode::invalid_argument,
                 "not a time: expected the form 2026-11-22T09:30:00.000Z"};
  }
  return Time{sys_days{date}} + std::chrono::hours{parts.hour} +
         std::chrono::minutes{parts.minute - parts.offset_minutes} +
         std::chrono::seconds{parts.second} + Milliseconds{parts.ms};
}

Time day_start(Time time) { return day_of(time); }

Time week_start(Time time) {
  const sys_days day = day_of(time);
  return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

Time month_start(Time time) {
  const std::chrono::year_month_day date{day_of(time)};
  return sys_days{date.year() / date.month() / 1};
}

}  // namespace homeostat

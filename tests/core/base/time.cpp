#include <homeostat/time.hpp>

#include "support/catch.hpp"

using namespace std::chrono;
using homeostat::day_start;
using homeostat::format_time;
using homeostat::Milliseconds;
using homeostat::month_start;
using homeostat::parse_time;
using homeostat::Time;
using homeostat::week_start;

namespace {
Time at(std::string_view text) { return *parse_time(text); }
}  // namespace

TEST_CASE("a time prints in UTC with milliseconds") {
  CHECK(format_time(Time{}) == "1970-01-01T00:00:00.000Z");
  CHECK(format_time(Time{Milliseconds{-1}}) == "1969-12-31T23:59:59.999Z");
  CHECK(format_time(sys_days{2026y / 11 / 22} + 9h + 30min) == "2026-11-22T09:30:00.000Z");
}

TEST_CASE("years outside four digits print as the nearest that has them") {
  CHECK(format_time(Time::min()) == "0000-01-01T00:00:00.000Z");
  CHECK(format_time(Time::max()) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("a time is read with Z or an offset and any number of decimals up to nine") {
  const Time noon = sys_days{2026y / 11 / 22} + 12h;
  CHECK(at("2026-11-22T12:00:00Z") == noon);
  CHECK(at("2026-11-22t12:00:00z") == noon);
  CHECK(at("2026-11-22 12:00:00Z") == noon);
  CHECK(at("2026-11-22T13:30:00+01:30") == noon);
  CHECK(at("2026-11-22T11:00:00-01:00") == noon);
  CHECK(at("2026-11-22T12:00:00.5Z") == noon + 500ms);
  CHECK(at("2026-11-22T12:00:00.12Z") == noon + 120ms);
  CHECK(at("2026-11-22T12:00:00.123456789Z") == noon + 123ms);
  CHECK(at("2024-02-29T00:00:00Z") == sys_days{2024y / 2 / 29});
  CHECK(at("2016-12-31T23:59:60Z") == sys_days{2017y / 1 / 1});
}

TEST_CASE("what is not a time is refused") {
  for (const char* text : {"",
                           "2026",
                           "2026-11-22",
                           "2026-11-22T12:00:00",
                           "2026-13-01T00:00:00Z",
                           "2026-02-29T00:00:00Z",
                           "2026-11-31T00:00:00Z",
                           "2026-00-10T00:00:00Z",
                           "2026-11-00T00:00:00Z",
                           "2026-11-22T24:00:00Z",
                           "2026-11-22T12:60:00Z",
                           "2026-11-22T12:00:61Z",
                           "2026-11-22T12:00:00.Z",
                           "2026-11-22T12:00:00.1234567890Z",
                           "2026-11-22T12:00:00Z ",
                           "2026-11-22T12:00:00+0100",
                           "2026-11-22T12:00:00+24:00",
                           "2026-11-22T12:00:00+01:60",
                           "26-11-22T12:00:00Z",
                           "2026-11-22X12:00:00Z",
                           "not a time",
                           "2026-11-22T12:00:00*01:00"}) {
    INFO(text);
    const auto parsed = parse_time(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == homeostat::ErrorCode::invalid_argument);
  }
}

TEST_CASE("what a time prints is what it reads back") {
  for (std::int64_t ms = -62'167'219'200'000; ms < 253'402'300'800'000; ms += 9'876'543'210'987) {
    const Time time{Milliseconds{ms}};
    CHECK(at(format_time(time)) == time);
  }
}

TEST_CASE("day, week and month start where the calendar says, in UTC") {
  const Time sunday = at("2026-11-22T09:30:00.5Z");
  CHECK(format_time(day_start(sunday)) == "2026-11-22T00:00:00.000Z");
  CHECK(format_time(week_start(sunday)) == "2026-11-16T00:00:00.000Z");
  CHECK(format_time(month_start(sunday)) == "2026-11-01T00:00:00.000Z");
  const Time monday = at("2026-11-23T00:00:00Z");
  CHECK(week_start(monday) == monday);
  CHECK(day_start(monday) == monday);
  const Time before_epoch = at("1969-12-31T23:59:59.999Z");
  CHECK(format_time(day_start(before_epoch)) == "1969-12-31T00:00:00.000Z");
  CHECK(format_time(week_start(before_epoch)) == "1969-12-29T00:00:00.000Z");
}

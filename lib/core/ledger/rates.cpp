#include <algorithm>
#include <limits>

#include <homeostat/ledger.hpp>

#include "core/base/format.hpp"
#include "core/state/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

/// A window keeps one stamp per attempt, so this bounds its record; larger limits end here.
constexpr std::int64_t stamps_max = 50'000;

/// Attempts begun in the last `length`, exactly: one stamp each.
struct Window {
  RecordKey key;
  std::string name;
  Milliseconds length;
  std::int64_t limit = 0;
  std::vector<std::int64_t> stamps_ms;
  std::int64_t version = 0;
};

Status load(StateStore& store, Window& window, Time now, const CallContext& context) {
  auto found = store.get(window.key, context);
  if (!found) return found.error();
  window.version = state::version_of(*found);
  window.stamps_ms.clear();
  if (!*found) return {};
  state::RecordReader reader(**found);
  window.stamps_ms = reader.integers("stamps_ms");
  // What lies further ahead than the window is long was written by a wrong clock.
  std::erase_if(window.stamps_ms, [&](std::int64_t stamp) {
    const Time time{Milliseconds{stamp}};
    return time <= now - window.length || time > now + window.length;
  });
  return reader.status();
}

std::optional<Refusal> check(const Window& window) {
  if (std::cmp_less(window.stamps_ms.size(), window.limit)) return std::nullopt;
  std::string again = "never";
  if (!window.stamps_ms.empty()) {
    const auto first = std::min_element(window.stamps_ms.begin(), window.stamps_ms.end());
    again = format_time(Time{Milliseconds{*first}} + window.length);
  }
  return Refusal{Reason::rate_limited,
                 base::format("{} attempts begun in the last {}, limit is {}, again at {}",
                              window.stamps_ms.size(), window.name, window.limit, again),
                 "", 0};
}

RecordWrite with_stamp(const Window& window, Time now) {
  json::array stamps(window.stamps_ms.begin(), window.stamps_ms.end());
  stamps.emplace_back(now.time_since_epoch().count());
  return {window.key, json::serialize(json::object{{"stamps_ms", std::move(stamps)}})};
}

}  // namespace

Result<std::optional<Refusal>> take_rate(StateStore& store, const RepoId& repo,
                                         const Limits& limits, Time now,
                                         const CallContext& context) {
  Window minute{{"rate", "minute"},
                "minute",
                std::chrono::minutes{1},
                std::min(limits.rate_per_minute_max, stamps_max),
                {},
                0};
  Window day{{"rate", "day " + repo.str()},
             "day in " + repo.str(),
             std::chrono::hours{24},
             std::min(limits.rate_per_day_max, stamps_max),
             {},
             0};
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    for (Window* window : {&minute, &day}) {
      if (Status loaded = load(store, *window, now, context); !loaded) return loaded.error();
      if (auto refusal = check(*window)) return refusal;
    }
    auto done = state::try_commit(store, {{minute.key, minute.version}, {day.key, day.version}},
                                  {with_stamp(minute, now), with_stamp(day, now)}, context);
    if (!done) return done.error();
    if (*done) return std::optional<Refusal>();
  }
  return state::too_many_conflicts(minute.key);
}

}  // namespace homeostat

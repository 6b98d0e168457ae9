#include <homeostat/pattern_store.hpp>

#include "core/state/record.hpp"

namespace homeostat {
namespace {

RecordKey key_of(const PatternId& id) { return {"pattern", id.str()}; }

}  // namespace

Result<LoadedPatterns> load_patterns(StateStore& store, const CallContext& context) {
  LoadedPatterns loaded;
  const auto read = [&loaded](const Record& record) -> Status {
    Result<Pattern> pattern = parse_pattern(record.json);
    if (pattern) {
      loaded.patterns.push_back(std::move(*pattern));
    } else {
      loaded.damaged.push_back(pattern.error().with_context("pattern " + record.key.id));
    }
    return {};
  };
  if (const Status visited = state::visit_records(store, "pattern", {}, context, read); !visited) {
    return visited.error();
  }
  return loaded;
}

Result<Pattern> record_pattern_outcome(StateStore& store, const Pattern& pattern, bool held,
                                       Time now, const CallContext& context) {
  const RecordKey key = key_of(pattern.id);
  for (int tries = 0; tries < state::commit_tries_max; ++tries) {
    auto record = store.get(key, context);
    if (!record) return record.error();
    Pattern known = pattern;
    if (*record) {
      Result<Pattern> stored = parse_pattern((*record)->json);
      if (!stored) return stored.error().with_context("pattern " + pattern.id.str());
      known = std::move(*stored);
    }
    known = with_outcome(std::move(known), held, now);
    auto committed = state::try_commit(store, {{key, state::version_of(*record)}},
                                       {{key, to_json(known)}}, context);
    if (!committed) return committed.error();
    if (*committed) return known;
  }
  return state::too_many_conflicts(key);
}

Result<std::size_t> import_patterns(StateStore& store, const std::vector<Pattern>& patterns,
                                    const CallContext& context) {
  std::size_t added = 0;
  for (const Pattern& pattern : patterns) {
    const RecordKey key = key_of(pattern.id);
    auto committed = state::try_commit(store, {{key, 0}}, {{key, to_json(pattern)}}, context);
    if (!committed) return committed.error();
    if (*committed) ++added;
  }
  return added;
}

}  // namespace homeostat

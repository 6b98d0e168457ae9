#include <algorithm>

#include "core/engine/patterns.hpp"
#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

constexpr int conflicts_max = 16;
constexpr std::int64_t page = 1000;

bool may_learn(const Config& config) {
  return config.environment == Environment::production && !config.dry_run;
}

const Pattern* find_pattern(const std::vector<Pattern>& library, const PatternId& id) {
  const auto found = std::find_if(library.begin(), library.end(),
                                  [&](const Pattern& pattern) { return pattern.id == id; });
  return found == library.end() ? nullptr : &*found;
}

/// Adds an outcome to the pattern in the store (or stores `pattern` with it), and to the library.
Status count_outcome(Walk& walk, const Pattern& pattern, bool held) {
  StateStore& store = walk.ports().store;
  const RecordKey key{"pattern", pattern.id.str()};
  for (int conflicts = 0; conflicts < conflicts_max; ++conflicts) {
    auto record = store.get(key, walk.call());
    if (!record) return record.error();
    Pattern known = pattern;
    if (*record) {
      Result<Pattern> stored = parse_pattern((*record)->json);
      if (!stored) return stored.error().with_context("pattern " + pattern.id.str());
      known = std::move(*stored);
    }
    known = with_outcome(std::move(known), held, walk.now());
    const std::int64_t version = *record ? (*record)->version : 0;
    const Status stored = store.commit({{key, version}}, {{key, to_json(known)}}, walk.call());
    if (stored) {
      replace_pattern(walk.session.library, std::move(known));
      return {};
    }
    if (stored.error().code != ErrorCode::conflict) return stored.error();
  }
  return Error{ErrorCode::conflict,
               "pattern " + pattern.id.str() + " is written by others, gave up"};
}

}  // namespace

void replace_pattern(std::vector<Pattern>& library, Pattern pattern) {
  const auto found = std::find_if(library.begin(), library.end(),
                                  [&](const Pattern& known) { return known.id == pattern.id; });
  if (found == library.end()) {
    library.push_back(std::move(pattern));
  } else {
    *found = std::move(pattern);
  }
}

Status load_patterns(Session& session) {
  ScanQuery query{.kind = "pattern", .id_prefix = {}, .after_id = {}, .limit = page};
  while (true) {
    auto records = session.ports.store.scan(query, session.call());
    if (!records) return records.error();
    for (const Record& record : *records) {
      Result<Pattern> pattern = parse_pattern(record.json);
      if (pattern) {
        replace_pattern(session.library, std::move(*pattern));
      } else {
        session.warnings.push_back(pattern.error().with_context("pattern " + record.key.id));
      }
    }
    if (static_cast<std::int64_t>(records->size()) < page) return {};
    query.after_id = records->back().key.id;
  }
}

Outcome<Nothing> learn(Walk& walk, const Fix& fix) {
  if (!may_learn(walk.config())) return Nothing{};
  const Pattern* used = find_pattern(walk.session.library, fix.candidate.pattern);
  const PatternId used_id = used == nullptr ? PatternId{} : used->id;
  if (used != nullptr) {
    const Pattern pattern = *used;
    if (const Status counted = count_outcome(walk, pattern, true); !counted) {
      return counted.error();
    }
  }
  const std::optional<Pattern> learned =
      learn_pattern(*walk.diagnosis, fix.candidate.before, fix.guarded.after);
  if (!learned || learned->id == used_id) return Nothing{};
  if (const Status stored = count_outcome(walk, *learned, true); !stored) return stored.error();
  return Nothing{};
}

void learn_failure(Walk& walk, const Candidate& candidate) {
  if (candidate.source != FixSource::pattern || !may_learn(walk.config())) return;
  const Pattern* used = find_pattern(walk.session.library, candidate.pattern);
  if (used == nullptr) return;
  const Pattern pattern = *used;
  if (const Status counted = count_outcome(walk, pattern, false); !counted) {
    walk.warn(counted.error());
  }
}

}  // namespace homeostat::engine

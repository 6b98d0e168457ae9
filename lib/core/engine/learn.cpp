#include <algorithm>
#include <homeostat/pattern_store.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

bool may_learn(const Config& config) {
  return config.environment == Environment::production && !config.dry_run;
}

std::optional<Pattern> find_pattern(const Session& session, const PatternId& id) {
  const std::vector<Pattern>& library = is_builtin(id) ? session.builtins : session.library;
  const auto found = std::find_if(library.begin(), library.end(),
                                  [&](const Pattern& pattern) { return pattern.id == id; });
  return found == library.end() ? std::nullopt : std::optional<Pattern>(*found);
}

/// Counts an outcome in the store, and in the run's snapshot, so that the next issue knows of it.
Status count_outcome(Walk& walk, const Pattern& pattern, bool held) {
  auto stored = record_pattern_outcome(walk.ports().store, pattern, held, walk.now(), walk.call());
  if (!stored) return stored.error();
  add_to_library(is_builtin(stored->id) ? walk.session.builtins : walk.session.library,
                 std::move(*stored));
  return {};
}

}  // namespace

void add_to_library(std::vector<Pattern>& library, Pattern pattern) {
  const auto found = std::find_if(library.begin(), library.end(),
                                  [&](const Pattern& known) { return known.id == pattern.id; });
  if (found == library.end()) {
    library.push_back(std::move(pattern));
  } else {
    *found = std::move(pattern);
  }
}

Outcome<Nothing> learn(Walk& walk, const Fix& fix) {
  if (!may_learn(walk.config())) return Nothing{};
  const auto used = find_pattern(walk.session, fix.candidate.pattern);
  if (used) {
    if (const Status counted = count_outcome(walk, *used, true); !counted) return counted.error();
  }
  const auto learned = learn_pattern(*walk.diagnosis, fix.candidate.before, fix.guarded.after);
  const bool known = learned && used && is_same_edit(learned->id, used->id);
  if (!learned || known) return Nothing{};
  if (const Status stored = count_outcome(walk, *learned, true); !stored) return stored.error();
  return Nothing{};
}

void learn_failure(Walk& walk, const Candidate& candidate) {
  if (candidate.source != FixSource::pattern || !may_learn(walk.config())) return;
  const auto used = find_pattern(walk.session, candidate.pattern);
  if (!used) return;
  if (const Status counted = count_outcome(walk, *used, false); !counted) {
    walk.warn(counted.error());
  }
}

}  // namespace homeostat::engine

#include <homeostat/pattern_store.hpp>

#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

const Time now{Milliseconds{1'767'225'600'000}};

/// A pattern as the library learns it.
Pattern learned(const std::string& object) {
  Diagnosis diagnosis;
  diagnosis.report.error_type = {"TypeError", Provenance::reporter};
  diagnosis.report.message = {"Cannot read properties of undefined (reading 'name')",
                              Provenance::reporter};
  diagnosis.fingerprint = FingerprintId{"v1:" + std::string(64, 'a')};
  diagnosis.language = Language::javascript;
  diagnosis.locations = {{.path = "src/a.js", .line = 2, .column = 3, .function = "f"}};
  const std::string head = "function f(" + object + ") {\n";
  auto pattern = learn_pattern(
      diagnosis, {{.path = "src/a.js", .content = head + "  return " + object + ".name;\n}\n"}},
      {{.path = "src/a.js", .content = head + "  return " + object + "?.name;\n}\n"}});
  REQUIRE(pattern);
  return *pattern;
}

}  // namespace

TEST_CASE("an outcome stores a new pattern, and adds to a stored one") {
  MemoryStore store;
  const Pattern pattern = learned("user");
  auto stored = record_pattern_outcome(store, pattern, true, now, {});
  REQUIRE(stored);
  const auto successes = stored->evidence.successes;
  stored = record_pattern_outcome(store, pattern, true, now, {});
  REQUIRE(stored);
  CHECK(stored->evidence.successes == successes + 1);
  auto loaded = load_patterns(store, {});
  REQUIRE(loaded);
  CHECK(loaded->patterns == std::vector<Pattern>{*stored});
  CHECK(loaded->damaged.empty());
}

TEST_CASE("one damaged record is named and hides no other") {
  MemoryStore store;
  REQUIRE(record_pattern_outcome(store, learned("user"), true, now, {}));
  store.damage({"pattern", "broken"}, "{\"nothing\": true}");
  auto loaded = load_patterns(store, {});
  REQUIRE(loaded);
  CHECK(loaded->patterns.size() == 1);
  REQUIRE(loaded->damaged.size() == 1);
  CHECK(loaded->damaged[0].message.find("broken") != std::string::npos);
}

TEST_CASE("an outcome of a damaged pattern is an error, and the record stays") {
  MemoryStore store;
  const Pattern pattern = learned("user");
  store.damage({"pattern", pattern.id.str()}, "{}");
  CHECK_FALSE(record_pattern_outcome(store, pattern, true, now, {}));
  CHECK(store.records().at(0).json == "{}");
}

TEST_CASE("importing keeps what is known better") {
  MemoryStore store;
  const Pattern pattern = learned("user");
  auto known = record_pattern_outcome(store, pattern, true, now, {});
  REQUIRE(known);
  auto added = import_patterns(store, {pattern}, {});
  REQUIRE(added);
  CHECK(*added == 0);
  CHECK(load_patterns(store, {}).value().patterns.at(0) == *known);
  MemoryStore empty;
  CHECK(import_patterns(empty, {pattern}, {}).value() == 1);
}

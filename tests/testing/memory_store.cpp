#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

// What every store does is in the contract suite; here stands what only this one has.

TEST_CASE("a memory store shows all that it holds, by key") {
  MemoryStore store;
  REQUIRE(store.commit({}, {{{"b", "1"}, "{}"}, {{"a", "2"}, "{}"}}, {}).has_value());
  const auto records = store.records();
  REQUIRE(records.size() == 2);
  CHECK(records[0].key == RecordKey{"a", "2"});
  CHECK(records[1].key == RecordKey{"b", "1"});
}

TEST_CASE("damage stores what a commit would refuse") {
  MemoryStore store;
  REQUIRE(store.commit({}, {{{"a", "1"}, "{}"}}, {}).has_value());
  const auto before = store.get({"a", "1"}, {});
  store.damage({"a", "1"}, "{torn");
  const auto after = store.get({"a", "1"}, {});
  REQUIRE((before.has_value() && after.has_value()));
  CHECK(after.value()->json == "{torn");
  CHECK(after.value()->version > before.value()->version);
}

#include <homeostat/sqlite/sqlite_store.hpp>

#include "contract/contract.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;

TEST_CASE("the sqlite store keeps the contract of a state store") {
  const support::TemporaryFolder folder;
  int files = 0;
  run_contract(testing::state_store_contract([&]() -> std::unique_ptr<StateStore> {
    auto store = SqliteStore::open(folder / (std::to_string(++files) + ".sqlite"));
    REQUIRE(store.has_value());
    return std::move(*store);
  }));
}

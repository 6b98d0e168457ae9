#include <homeostat/runtime/jsonl_writer.hpp>
#include <homeostat/runtime/system_clock.hpp>
#include <homeostat/runtime/system_entropy.hpp>

#include "contract/contract.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;

TEST_CASE("the machine's clock keeps the contract of a clock") {
  run_contract(testing::clock_contract([] { return std::make_unique<SystemClock>(); }));
}

TEST_CASE("the machine's random bytes keep the contract of entropy") {
  run_contract(testing::entropy_contract([] { return std::make_unique<SystemEntropy>(); }));
}

TEST_CASE("the metrics writer keeps the contract of an event sink") {
  const support::TemporaryFolder folder;
  run_contract(
      testing::event_sink_contract([&] { return std::make_unique<JsonlWriter>(folder.path()); }));
}

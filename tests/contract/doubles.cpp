// The doubles of homeostat::testing, held to the contracts of their ports.
#include <homeostat/testing/memory_forge.hpp>
#include <homeostat/testing/memory_store.hpp>
#include <homeostat/testing/memory_workspace.hpp>
#include <homeostat/testing/recording_sink.hpp>
#include <homeostat/testing/scripted_model.hpp>
#include <homeostat/testing/seeded_entropy.hpp>
#include <homeostat/testing/sim_clock.hpp>

#include "contract/contract.hpp"
#include "contract/http_world.hpp"
#include "contract/memory_world.hpp"

using namespace homeostat;

TEST_CASE("the memory store keeps the contract of a state store") {
  run_contract(
      testing::state_store_contract([] { return std::make_unique<testing::MemoryStore>(); }));
}

TEST_CASE("the simulated clock keeps the contract of a clock") {
  run_contract(testing::clock_contract([] { return std::make_unique<testing::SimClock>(); }));
}

TEST_CASE("the seeded bytes keep the contract of entropy") {
  run_contract(
      testing::entropy_contract([] { return std::make_unique<testing::SeededEntropy>(1); }));
}

TEST_CASE("the recording sink keeps the contract of an event sink") {
  run_contract(
      testing::event_sink_contract([] { return std::make_unique<testing::RecordingSink>(); }));
}

TEST_CASE("the scripted model keeps the contract of a model") {
  run_contract(testing::model_contract([] { return scripted_model(); }));
}

TEST_CASE("the memory forge keeps the contract of a forge") {
  run_contract(testing::forge_contract([] { return std::make_unique<MemoryForgeUnderTest>(); }));
}

TEST_CASE("the memory workspace keeps the contract of a workspace") {
  run_contract(
      testing::workspace_contract([] { return std::make_unique<MemoryWorkspaceUnderTest>(); }));
}

TEST_CASE("the scripted transport keeps the contract of a transport") {
  run_contract(
      testing::http_transport_contract([] { return std::make_unique<ScriptedHttpUnderTest>(); }));
}

TEST_CASE("the toy signer keeps the contract of a signer") {
  run_contract(testing::signer_contract(toy_signer));
}

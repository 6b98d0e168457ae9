// Runs a contract as sections of one test case. A new adapter: one file here that calls
// run_contract with its factory, listed in CMakeLists.txt with the library it needs.
#pragma once

#include <homeostat/testing/contract.hpp>

#include "support/catch.hpp"

inline void run_contract(const homeostat::testing::Contract& contract) {
  REQUIRE_FALSE(contract.empty());
  for (const homeostat::testing::ContractCase& one : contract) {
    DYNAMIC_SECTION(one.name) {
      one.run([](const std::string& what) { FAIL_CHECK(what); });
      SUCCEED();
    }
  }
}

// Finding out whether a contract finds out.
#pragma once

#include <homeostat/testing/contract.hpp>

#include <string>

#include "support/catch.hpp"

/// Runs the cases whose name has `part` in it; gives what they said did not hold.
inline std::vector<std::string> contract_failures(const homeostat::testing::Contract& contract,
                                                  const std::string& part = "") {
  std::vector<std::string> failures;
  int found = 0;
  for (const auto& one : contract) {
    if (one.name.find(part) == std::string::npos) continue;
    ++found;
    one.run([&](const std::string& what) { failures.push_back(one.name + ": " + what); });
  }
  CHECK(found > 0);
  return failures;
}

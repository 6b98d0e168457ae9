// Short ways to say what a report should have been read as.
#pragma once

#include <homeostat/evidence.hpp>

#include <string>
#include <vector>

namespace reports {

/// "suite | name | outcome" of every test, in order.
inline std::vector<std::string> lines_of(const homeostat::TestReport& report) {
  std::vector<std::string> out;
  for (const auto& test : report.tests)
    out.push_back(test.suite + " | " + test.name + " | " + std::string(to_string(test.outcome)));
  return out;
}

/// The test of that name; an empty one if there is none.
inline homeostat::TestCase find(const homeostat::TestReport& report, const std::string& name) {
  for (const auto& test : report.tests) {
    if (test.name == name) return test;
  }
  return {};
}

}  // namespace reports

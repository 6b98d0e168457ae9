#pragma once

/// The part of a pull request that says what the tests showed, and the boxes about them.

#include <string>

#include <homeostat/run.hpp>

namespace homeostat::pr_body {

/// A heading, the runs, the tests that differ, the notes. `tests_max`: rows of single tests.
[[nodiscard]] std::string test_results(const Proof& proof, std::size_t tests_max);

/// Two boxes, ticked only for what was seen.
[[nodiscard]] std::string test_checks(const Proof& proof);

}  // namespace homeostat::pr_body

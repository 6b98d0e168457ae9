/// What the engine itself costs per attempt: whole walks over doubles that answer at once.
/// Prints median and 95th percentile of the wall time of a walk; asserts that it ends well.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;

TEST_CASE("the engine's own time per attempt") {
  constexpr int walks = 500;
  std::vector<double> micros;
  for (int i = 0; i < walks; ++i) {
    Prepared world;
    world.answer_right();
    const auto began = std::chrono::steady_clock::now();
    const RunReport report = world.run();
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - began;
    REQUIRE(report.repositories.at(0).created == 1);
    micros.push_back(took.count());
  }
  std::sort(micros.begin(), micros.end());
  std::cout << "walks " << walks << ", median " << micros[walks / 2] << " us, p95 "
            << micros[walks * 95 / 100] << " us\n";
}

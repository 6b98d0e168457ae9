#include <homeostat/testing/recorder.hpp>

#include "support/catch.hpp"
#include "testing/doubles.hpp"

using namespace homeostat;

TEST_CASE("a recorder writes down the calls in order and lets them through") {
  Doubles doubles;
  testing::Recorder recorder(doubles.ports());
  CHECK(call_everything(recorder.ports(), doubles.head) == 0);
  const auto calls = recorder.calls();
  REQUIRE(calls.size() == calls_of_everything);
  CHECK(calls[0] == "clock.sleep_for");
  CHECK(calls[4] == "store.commit");
  CHECK(recorder.count("store.commit") == 1);
  CHECK(recorder.count("store") == 0);
  CHECK(doubles.store.records().size() == 1);
}

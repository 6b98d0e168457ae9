#include <homeostat/event.hpp>

#include "support/catch.hpp"

using homeostat::EventKind;

TEST_CASE("an event kind is named as its enumerator") {
  CHECK(to_string(EventKind::run_started) == "run_started");
  CHECK(to_string(EventKind::room_left) == "room_left");
  CHECK(to_string(EventKind::metrics) == "metrics");
  CHECK(to_string(EventKind::warning) == "warning");
}

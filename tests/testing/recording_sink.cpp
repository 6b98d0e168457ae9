#include <homeostat/testing/recording_sink.hpp>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("a recording sink keeps events in order, and by kind") {
  testing::RecordingSink sink;
  Event event;
  event.kind = EventKind::run_started;
  event.text = "one";
  REQUIRE(sink.emit(event).has_value());
  event.kind = EventKind::metrics;
  event.json = "{}";
  REQUIRE(sink.emit(event).has_value());
  REQUIRE(sink.events().size() == 2);
  CHECK(sink.events()[0].text == "one");
  REQUIRE(sink.events(EventKind::metrics).size() == 1);
  CHECK(sink.events(EventKind::metrics)[0].json == "{}");
  CHECK(sink.events(EventKind::warning).empty());
}

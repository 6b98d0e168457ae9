#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

void takes_every_kind(EventSink& sink, const Expect& expect) {
  for (int kind = 0; kind <= static_cast<int>(EventKind::warning); ++kind) {
    Event event;
    event.kind = static_cast<EventKind>(kind);
    event.time = Time{Milliseconds{1'767'225'600'000}};
    event.run = RunId{"run-1"};
    event.repo = RepoId{"acme/palette-kit"};
    event.issue = IssueNumber{3};
    event.room = Room::prove;
    event.text = "text with \"quotes\", \xc3\xa9 and\na line end";
    if (event.kind == EventKind::metrics) event.json = "{\"repo\":\"acme/palette-kit\"}";
    expect.success(sink.emit(event), "emit of " + std::string(to_string(event.kind)));
  }
}

void takes_many(EventSink& sink, const Expect& expect) {
  Event event;
  event.kind = EventKind::warning;
  event.text = std::string(10'000, 'x');
  for (int i = 0; i < 200; ++i) {
    if (!expect.success(sink.emit(event), "emit of one of many")) return;
  }
}

}  // namespace

Contract event_sink_contract(std::function<std::unique_ptr<EventSink>()> make) {
  return make_cases<EventSink>(make, {{"every kind of event is taken", takes_every_kind},
                                      {"many long events are taken", takes_many}});
}

}  // namespace homeostat::testing

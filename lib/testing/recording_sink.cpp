#include <homeostat/testing/recording_sink.hpp>

namespace homeostat::testing {

Status RecordingSink::emit(const Event& event) {
  const std::scoped_lock lock(mutex_);
  events_.push_back(event);
  return {};
}

std::vector<Event> RecordingSink::events() const {
  const std::scoped_lock lock(mutex_);
  return events_;
}

std::vector<Event> RecordingSink::events(EventKind kind) const {
  std::vector<Event> found;
  for (Event& event : events()) {
    if (event.kind == kind) found.push_back(std::move(event));
  }
  return found;
}

}  // namespace homeostat::testing

#pragma once

/// An event sink that keeps everything.
///
/// ```cpp
/// #include <homeostat/testing/recording_sink.hpp>
/// homeostat::testing::RecordingSink sink;
/// const auto metrics = sink.events(homeostat::EventKind::metrics);
/// ```

#include <mutex>
#include <vector>

#include <homeostat/ports/event_sink.hpp>

namespace homeostat::testing {

/// Thread safety: safe to share.
class RecordingSink : public EventSink {
 public:
  Status emit(const Event& event) override;

  [[nodiscard]] std::vector<Event> events() const;
  [[nodiscard]] std::vector<Event> events(EventKind kind) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Event> events_;
};

}  // namespace homeostat::testing

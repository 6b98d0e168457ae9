#pragma once

/// One event to several sinks.
///
/// ```cpp
/// #include <homeostat/runtime/fan_out_sink.hpp>
/// homeostat::FanOutSink make_sinks(homeostat::EventSink& file, homeostat::EventSink& terminal) {
///   return homeostat::FanOutSink({&file, &terminal});
/// }
/// ```

#include <utility>
#include <vector>

#include <homeostat/ports/event_sink.hpp>

namespace homeostat {

/// Every sink gets every event, in the order given, whatever the others answer. The sinks must
/// outlive it. Thread safety: that of its sinks.
class FanOutSink : public EventSink {
 public:
  explicit FanOutSink(std::vector<EventSink*> sinks) : sinks_(std::move(sinks)) {}

  /// The first sink's error, if any had one.
  Status emit(const Event& event) override;

 private:
  std::vector<EventSink*> sinks_;
};

}  // namespace homeostat

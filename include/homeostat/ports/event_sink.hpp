#pragma once

/// Where progress and telemetry go.

#include <homeostat/event.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// Called on the run's thread, in order. An error is kept as a warning of the run and changes
/// nothing else. Thread safety: one run at a time, unless the implementation says more.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual Status emit(const Event& event) = 0;
};

}  // namespace homeostat

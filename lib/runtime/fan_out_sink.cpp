#include <homeostat/runtime/fan_out_sink.hpp>

namespace homeostat {

Status FanOutSink::emit(const Event& event) {
  Status first;
  for (EventSink* sink : sinks_) {
    Status status = sink->emit(event);
    if (first && !status) first = std::move(status);
  }
  return first;
}

}  // namespace homeostat

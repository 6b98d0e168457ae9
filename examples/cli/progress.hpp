#pragma once

/// What a person sees while a run goes on: one live line on a terminal, plain lines elsewhere.

#include <cstdint>
#include <homeostat/ports/event_sink.hpp>
#include <string>

namespace homeostat::cli {

class Progress : public EventSink {
 public:
  /// Writes to stderr, so that stdout holds results only.
  explicit Progress(bool live) : live_(live) {}
  Status emit(const Event& event) override;

 private:
  void show(const std::string& line);
  void print(const std::string& line);

  bool live_;
  std::int64_t issues_ = 0;
  bool line_is_open_ = false;
};

}  // namespace homeostat::cli

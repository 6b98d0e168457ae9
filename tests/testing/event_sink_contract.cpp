#include <homeostat/testing/recording_sink.hpp>

#include "support/contract_failures.hpp"

using namespace homeostat;

namespace {

/// Takes at most so many events, and none with a line end.
class ChoosySink : public EventSink {
 public:
  ChoosySink(int most, bool takes_lines) : left_(most), takes_lines_(takes_lines) {}
  Status emit(const Event& event) override {
    if (--left_ < 0) return Error{ErrorCode::store, "full"};
    const bool has_line_end = event.text.find('\n') != std::string::npos;
    if (has_line_end && !takes_lines_) return Error{ErrorCode::invalid_argument, "a line end"};
    return {};
  }

 private:
  int left_;
  bool takes_lines_;
};

bool fails(int most, bool takes_lines, const std::string& part) {
  const auto contract =
      testing::event_sink_contract([&] { return std::make_unique<ChoosySink>(most, takes_lines); });
  return !contract_failures(contract, part).empty();
}

}  // namespace

TEST_CASE("each broken sink fails the case that is about it") {
  CHECK_FALSE(fails(1000, true, ""));
  CHECK(fails(1000, false, "every kind"));
  CHECK(fails(100, true, "many long events"));
}

#include <homeostat/runtime/fan_out_sink.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
class CountingSink : public EventSink {
 public:
  explicit CountingSink(Status answer) : answer_(std::move(answer)) {}
  Status emit(const Event&) override {
    ++count;
    return answer_;
  }
  int count = 0;

 private:
  Status answer_;
};
}  // namespace

TEST_CASE("every sink gets the event, and the first error is returned") {
  CountingSink good{Status()};
  CountingSink bad{Status(Error{ErrorCode::store, "full"})};
  CountingSink worse{Status(Error{ErrorCode::internal, "broken"})};
  FanOutSink all({&good, &bad, &worse});
  const auto status = all.emit(Event());
  REQUIRE_FALSE(status);
  CHECK(status.error().message == "full");
  CHECK(good.count == 1);
  CHECK(bad.count == 1);
  CHECK(worse.count == 1);
}

TEST_CASE("no sink, or only content ones, is no error") {
  CHECK(FanOutSink({}).emit(Event()));
  CountingSink good{Status()};
  CHECK(FanOutSink({&good, &good}).emit(Event()));
  CHECK(good.count == 2);
}

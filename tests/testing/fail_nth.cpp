#include <homeostat/testing/fail_nth.hpp>

#include <set>

#include "support/catch.hpp"
#include "testing/doubles.hpp"

using namespace homeostat;
using homeostat::testing::FailNth;
using homeostat::testing::FailWhen;

TEST_CASE("without a number nothing fails and every call is counted") {
  Doubles doubles;
  FailNth faulty(doubles.ports(), {});
  CHECK(call_everything(faulty.ports(), doubles.head) == 0);
  CHECK(faulty.calls() == calls_of_everything);
  CHECK_FALSE(faulty.failed());
  CHECK(faulty.failed_call().empty());
}

TEST_CASE("each call can be the one that fails, and the fault names it") {
  std::vector<std::string> names;
  for (std::int64_t n = 1; n <= calls_of_everything; ++n) {
    Doubles doubles;
    FailNth faulty(doubles.ports(), {.n = n});
    CAPTURE(n);
    CHECK(call_everything(faulty.ports(), doubles.head) >= 1);
    CHECK(faulty.failed());
    names.push_back(faulty.failed_call());
  }
  CHECK(names.front() == "clock.sleep_for");
  CHECK(names.back() == "events.emit");
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("a call that fails before does not act, one that fails after has acted") {
  Doubles doubles;
  const RecordKey key{"k", "i"};
  FailNth before(doubles.ports(), {.n = 1});
  const Status refused = before.ports().store.commit({}, {{key, "{}"}}, {});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error() == Error{ErrorCode::transport, "injected fault"});
  CHECK(doubles.store.records().empty());

  FailNth after(doubles.ports(),
                {.n = 1, .when = FailWhen::after, .error = {ErrorCode::timeout, "lost"}});
  const Status lost = after.ports().store.commit({}, {{key, "{}"}}, {});
  REQUIRE_FALSE(lost.has_value());
  CHECK(lost.error() == Error{ErrorCode::timeout, "lost"});
  CHECK(doubles.store.records().size() == 1);
  CHECK(after.ports().store.commit({}, {{key, "{}"}}, {}).has_value());
}

TEST_CASE("after a crash no call acts any more") {
  Doubles doubles;
  FailNth crashed(doubles.ports(), {.n = 2, .when = FailWhen::crash});
  StateStore& store = crashed.ports().store;
  CHECK(store.commit({}, {{{"k", "1"}, "{}"}}, {}).has_value());
  CHECK_FALSE(store.commit({}, {{{"k", "2"}, "{}"}}, {}).has_value());
  CHECK_FALSE(store.commit({}, {{{"k", "3"}, "{}"}}, {}).has_value());
  CHECK(doubles.store.records().size() == 1);
  CHECK(crashed.calls() == 3);
}

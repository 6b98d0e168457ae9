#include "support/catch.hpp"
#include "support/walks.hpp"

using namespace homeostat;
using homeostat::testing::Prepared;
using homeostat::testing::rooms_of;

namespace {

std::vector<Room> rooms_told(const Prepared& world, EventKind kind) {
  std::vector<Room> rooms;
  for (const Event& event : world.sink.events(kind)) {
    rooms.push_back(event.room);
  }
  return rooms;
}

}  // namespace

TEST_CASE("every room of a walk is told of as it is entered and as it is left") {
  Prepared world;
  world.answer_wrong();
  world.answer_right();
  const IssueReport report = world.run_one();
  CHECK(rooms_of(report).size() == 12);  // three of the nine a second time
  CHECK(rooms_told(world, EventKind::room_entered) == rooms_of(report));
  CHECK(rooms_told(world, EventKind::room_left) == rooms_of(report));
}

TEST_CASE("times and costs of a walk stand with the room they arose in") {
  Prepared world;
  world.answer_right();
  world.model.on_request([&](const ModelRequest&) { world.clock.advance(Milliseconds{700}); });
  const IssueReport report = world.run_one();
  Money sum;
  for (const RoomVisit& visit : report.trail) {
    sum += visit.cost;
    CHECK((visit.cost > Money{}) == (visit.room == Room::propose));
    CHECK(visit.took == Milliseconds{visit.room == Room::propose ? 700 : 0});
  }
  CHECK(sum == report.cost);
  CHECK(report.took == Milliseconds{700});
}

TEST_CASE("what a port says of its failure is shown on one line and without secrets") {
  Prepared world;
  const std::string secret = "ghp_" + std::string("a1B2c3D4e5F6g7H8i9J0") + "k1L2m3N4o5P6q7R8";
  homeostat::testing::ScriptedAnswer denied;
  denied.error = Error{ErrorCode::denied, "bad key " + secret + "\nsecond line"};
  world.model.add(denied);
  const IssueReport report = world.run_one();
  REQUIRE_FALSE(report.reasons.empty());
  bool told = false;
  for (const Refusal& refusal : report.reasons) {
    CHECK(refusal.detail.find(secret) == std::string::npos);
    CHECK(refusal.detail.find('\n') == std::string::npos);
    told = told || refusal.detail.find("bad key") != std::string::npos;
  }
  CHECK(told);
  for (const Event& event : world.sink.events(EventKind::room_left))
    CHECK(event.text.find(secret) == std::string::npos);
}

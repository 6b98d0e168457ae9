#include <homeostat/ports/state_store.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

bool refused(const Status& status) {
  return !status.has_value() && status.error().code == ErrorCode::invalid_argument;
}

}  // namespace

TEST_CASE("a record key is UTF-8 without NUL, within its bytes") {
  CHECK(check_key({"lease", "acme/palette-kit v1:0a"}).has_value());
  CHECK(check_key({"k", std::string(512, 'x')}).has_value());
  CHECK(check_key({std::string(64, 'k'), "\u00e4"}).has_value());
  CHECK(refused(check_key({"", "x"})));
  CHECK(refused(check_key({"lease", ""})));
  CHECK(refused(check_key({std::string(65, 'k'), "x"})));
  CHECK(refused(check_key({"lease", std::string("a\0b", 3)})));
  CHECK(refused(check_key({"lease", "\xff"})));
  CHECK(check_key({"k", std::string(513, 'x')}).error().message ==
        "record id of 513 bytes, must be 1 to 512");
}

TEST_CASE("a scan asks for at least one record") {
  CHECK(check_scan({.kind = "lease"}).has_value());
  CHECK(check_scan({.kind = "lease", .limit = 1}).has_value());
  CHECK(check_scan({.kind = "lease", .limit = 0}).error().message ==
        "scan limit is 0, must be at least 1");
}

TEST_CASE("a commit writes JSON objects of at most 1 MiB, each key once") {
  const RecordKey key{"lease", "a"};
  CHECK(check_commit({}, {}).has_value());
  CHECK(check_commit({{key, 1}}, {{key, "{}"}, {{"lease", "b"}, std::nullopt}}).has_value());
  CHECK(refused(check_commit({{{"lease", ""}, 0}}, {})));
  CHECK(refused(check_commit({}, {{{"", "x"}, "{}"}})));
  CHECK(refused(check_commit({}, {{key, "{}"}, {key, std::nullopt}})));
  for (const char* json : {"", "[]", "1", "{", "{} x", "{\"a\":\"\xff\"}"}) {
    CAPTURE(json);
    CHECK(refused(check_commit({}, {{key, json}})));
  }
  const std::string largest = R"({"a":")" + std::string(1024 * 1024 - 8, 'x') + R"("})";
  CHECK(check_commit({}, {{key, largest}}).has_value());
  CHECK(refused(check_commit({}, {{key, largest + " "}})));
}

TEST_CASE("a commit has at most a thousand preconditions and writes") {
  std::vector<RecordWrite> writes;
  std::vector<Precondition> preconditions;
  for (int i = 0; i < 1000; ++i) {
    writes.push_back({{"k", std::to_string(i)}, "{}"});
    preconditions.push_back({{"k", "0"}, 0});
  }
  CHECK(check_commit(preconditions, writes).has_value());
  writes.push_back({{"k", "x"}, "{}"});
  CHECK(refused(check_commit({}, writes)));
  preconditions.push_back({{"k", "0"}, 0});
  CHECK(refused(check_commit(preconditions, {})));
}
